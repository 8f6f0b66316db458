from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.iki import PREDICATE_LABELS, Predicate, behaviour_value, iki, own_results, predicate
from scoring.rules.policy import LevelWeights, Policy

D = Decimal
POLICY = Policy.default()
CAP = POLICY.iki_cap
STAFF = LevelWeights(D(40), D(30), D(10), D(20))
HEAD = LevelWeights(D(80), D(0), D(0), D(20))

score = st.one_of(st.none(), st.decimals(0, 120, places=2))


def index(weights: LevelWeights, *parts: str | None) -> str:
    results, activity, unit, behaviour = (None if part is None else D(part) for part in parts)
    value = iki(weights=weights, results=results, activity=activity, unit=unit, behaviour=behaviour, cap=CAP)
    return str(value)


@pytest.mark.parametrize(
    ("weights", "parts", "expected"),
    [
        (STAFF, ("95.25", "59.66", "120.00", "70.00"), "82.00"),
        (STAFF, ("100", "100", "100", "100"), "100.00"),
        (STAFF, (None, "50", "100", "100"), "75.00"),
        (STAFF, ("0.00", None, None, "100.00"), "33.33"),
        (STAFF, (None, None, None, None), "None"),
        (HEAD, ("72.00", "59.35", "73.34", "110.00"), "79.60"),
        (HEAD, (None, "100", "100", None), "None"),
        (HEAD, ("120", None, None, "140"), "120.00"),
    ],
)
def test_iki(weights: LevelWeights, parts: tuple[str | None, ...], expected: str) -> None:
    assert index(weights, *parts) == expected


@given(score, score, score, score)
def test_iki_lies_within_its_components(
    results: Decimal | None, activity: Decimal | None, unit: Decimal | None, behaviour: Decimal | None
) -> None:
    value = iki(weights=STAFF, results=results, activity=activity, unit=unit, behaviour=behaviour, cap=CAP)
    parts = [part for part in (results, activity, unit, behaviour) if part is not None]
    assert (value is None) is (not parts)
    assert value is None or min(parts) <= value <= max(parts)


@pytest.mark.parametrize(
    ("rating", "value"), [("above", "110.00"), ("meets", "100.00"), (None, "100.00"), ("below", "70.00")]
)
def test_behaviour_value(rating: str | None, value: str) -> None:
    assert str(behaviour_value(rating, POLICY)) == value


def test_an_unknown_rating_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown rating: great"):
        behaviour_value("great", POLICY)


@pytest.mark.parametrize(
    ("in_force", "january", "first_month", "expected"),
    [
        (True, False, False, D("81.50")),
        (True, True, True, D("81.50")),
        (False, True, False, None),
        (False, False, True, None),
        (False, False, False, D("0.00")),
    ],
)
def test_own_results(in_force: bool, january: bool, first_month: bool, expected: Decimal | None) -> None:
    assert own_results(in_force=in_force, score=D("81.50"), january=january, first_month=first_month) == expected


def test_an_agreement_with_nothing_due_has_no_results() -> None:
    assert own_results(in_force=True, score=None, january=False, first_month=False) is None


@pytest.mark.parametrize(
    ("results", "rating", "expected"),
    [
        ("110.00", "above", "very_good"),
        ("109.99", "above", "good"),
        ("110.00", "meets", "good"),
        ("90.00", "meets", "good"),
        ("89.99", "above", "needs_improvement"),
        ("89.99", "meets", "needs_improvement"),
        ("110.00", "below", "poor"),
        ("90.00", "below", "poor"),
        ("89.99", "below", "very_poor"),
    ],
)
def test_predicate(results: str, rating: str, expected: Predicate) -> None:
    assert predicate(D(results), rating, POLICY) == expected
    assert PREDICATE_LABELS[expected]


@pytest.mark.parametrize(("results", "rating"), [(None, "above"), (D(100), None), (None, None)])
def test_what_is_not_known_gives_no_predicate(results: Decimal | None, rating: str | None) -> None:
    assert predicate(results, rating, POLICY) is None
