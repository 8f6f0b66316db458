"""Codes of RFC 6238, each once, near their time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.rules.authenticator import SECRET_BYTES, STEP_SECONDS, step_of, totp

SECRET = b"12345678901234567890"
moments = st.integers(STEP_SECONDS * 4, 4_000_000_000)


@pytest.mark.parametrize(
    ("moment", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    # RFC 6238, appendix B, cut to six digits.
    assert step_of(SECRET, code, now=moment, after=0) == moment // STEP_SECONDS


def test_a_secret_has_the_160_bits_of_rfc_4226() -> None:
    assert SECRET_BYTES * 8 == 160


@given(moments, st.integers(-3, 3))
def test_a_code_is_good_for_its_step_and_one_either_way(now: int, steps: int) -> None:
    code = totp(SECRET).generate(now + steps * STEP_SECONDS).decode()
    found = step_of(SECRET, code, now=now, after=0)
    if abs(steps) <= 1:
        assert found is not None
    elif found is not None:
        # Six digits meet by chance once in a long while.
        assert totp(SECRET).generate(found * STEP_SECONDS).decode() == code


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_off_by_one_step_and_no_more(steps: int, good: bool) -> None:
    now = 1111111109
    code = totp(SECRET).generate(now + steps * STEP_SECONDS).decode()
    assert (step_of(SECRET, code, now=now, after=0) is not None) is good


@pytest.mark.parametrize("later", [0, STEP_SECONDS])
def test_no_code_works_twice(later: int) -> None:
    now = 1111111109
    code = totp(SECRET).generate(now).decode()
    first = step_of(SECRET, code, now=now, after=0)
    assert first is not None
    assert step_of(SECRET, code, now=now + later, after=first) is None
    assert step_of(SECRET, code, now=now + later, after=first - 1) == first


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert step_of(SECRET, code, now=1111111109, after=0) is None
