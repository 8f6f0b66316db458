"""Where a file differs: pure, on bytes that look like papers."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.signing.comparing import (
    APPENDED,
    COVERED,
    REWRITTEN,
    SHORTENED,
    SIGNATURE,
    UNSIGNED,
    Place,
    compare,
)


def signed(before: bytes) -> tuple[bytes, int, int]:
    """``before`` with an increment that has a signature of ten bytes; where that begins and ends."""
    head = b"\n/ByteRange [0 %09d %09d %09d] "
    begin = len(before) + len(head % (0, 0, 0))
    end = begin + 10
    tail = b"\nendobj %%EOF\n"
    return before + head % (begin, end, len(tail)) + b"0" * 10 + tail, begin, end


PAPER = b"%PDF-1.7 " + b"isi " * 50 + b"%%EOF\n"
ONCE, FIRST_BEGIN, FIRST_END = signed(PAPER)
TWICE, SECOND_BEGIN, SECOND_END = signed(ONCE)
STAGES = [TWICE, PAPER, ONCE]


def changed(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_change_before_any_signature_is_covered_by_the_first() -> None:
    assert compare(changed(TWICE, 20), STAGES) == Place(COVERED, 1, 2, 20, 20)


def test_change_between_the_signatures_is_covered_by_the_second() -> None:
    at = len(ONCE) + 3
    assert compare(changed(TWICE, at), STAGES) == Place(COVERED, 2, 2, at, at)


def test_change_inside_a_signature_names_it() -> None:
    assert compare(changed(TWICE, FIRST_BEGIN), STAGES) == Place(SIGNATURE, 1, 2, FIRST_BEGIN, FIRST_BEGIN)
    last = SECOND_END - 1
    assert compare(changed(TWICE, last), STAGES) == Place(SIGNATURE, 2, 2, last, last)


def test_change_of_an_unsigned_paper_is_covered_by_nothing() -> None:
    assert compare(changed(PAPER, 30), STAGES) == Place(UNSIGNED, 0, 2, 30, 30)


def test_appended_to_each_stage() -> None:
    for count, stage in enumerate((PAPER, ONCE, TWICE)):
        assert compare(stage + b"tambahan", STAGES) == Place(APPENDED, count, 2, len(stage), len(stage) + 7)


def test_cut_file_is_shortened_wherever_it_was_cut() -> None:
    for size in (10, len(PAPER) + 5, len(TWICE) - 1):
        place = compare(TWICE[:size], STAGES)
        assert (place.kind, place.first) == (SHORTENED, size)


def test_something_put_in_between_is_rewritten() -> None:
    file = TWICE[:40] + b"sisipan" + TWICE[40:]
    assert compare(file, STAGES) == Place(REWRITTEN, 0, 2, 40, len(file) - 1)


@given(at=st.integers(0, len(TWICE) - 1), size=st.integers(1, 30), byte=st.integers(0, 255))
def test_place_bounds_every_difference(at: int, size: int, byte: int) -> None:
    size = min(size, len(TWICE) - at)
    file = TWICE[:at] + bytes([byte]) * size + TWICE[at + size :]
    if file == TWICE:
        return
    place = compare(file, STAGES)
    differing = [index for index, (left, right) in enumerate(zip(file, TWICE, strict=True)) if left != right]
    assert (place.first, place.last) == (differing[0], differing[-1])
    assert place.kind in {COVERED, SIGNATURE}
