"""Hashes of how photographs look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.looks import NEAR, difference_hash, distance, near, parts

ROWS, COLUMNS = 8, 9
hashes = st.integers(-(1 << 63), (1 << 63) - 1)
bits = st.integers(0, 63)


def picture(*bright: tuple[int, int]) -> list[int]:
    """A black picture with these (row, column) white."""
    return [255 if (row, column) in bright else 0 for row in range(ROWS) for column in range(COLUMNS)]


def flipped(look: int, *places: int) -> int:
    """The hash with these bits turned, as signed as before."""
    mask = sum(1 << place for place in places)
    turned = (look ^ mask) & ((1 << 64) - 1)
    return turned - (1 << 64) if turned >= 1 << 63 else turned


def test_a_picture_without_an_edge_has_no_bit() -> None:
    assert difference_hash([90] * (ROWS * COLUMNS)) == 0


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # The first pixel is the highest bit, which is the sign.
        ((0, 0), -(1 << 63)),
        ((0, 1), 1 << 62),
        ((0, 7), 1 << 56),
        ((1, 0), 1 << 55),
        ((7, 7), 1),
        # The last column has none to its right.
        ((3, 8), 0),
    ],
)
def test_a_bit_says_that_a_pixel_is_brighter_than_the_one_to_its_right(at: tuple[int, int], expected: int) -> None:
    assert difference_hash(picture(at)) == expected


def test_an_edge_has_its_bit_at_its_bright_side_and_no_row_reaches_into_the_next() -> None:
    left_bright = [(row, column) for row in range(ROWS) for column in range(4)]
    edge_after_the_fourth = sum(1 << (8 * row + 4) for row in range(ROWS))
    assert difference_hash(picture(*left_bright)) == edge_after_the_fourth


@given(st.lists(st.integers(0, 255), min_size=72, max_size=72), st.integers(1, 5), st.integers(0, 100))
def test_contrast_and_brightness_do_not_change_a_look(grey: list[int], contrast: int, brightness: int) -> None:
    assert difference_hash([contrast * each + brightness for each in grey]) == difference_hash(grey)


def test_parts_are_the_quarters_with_their_place() -> None:
    assert parts(0x1111222233334444) == [0x04444, 0x13333, 0x22222, 0x31111]
    assert parts(-1) == [0x0FFFF, 0x1FFFF, 0x2FFFF, 0x3FFFF]


@given(hashes, st.sets(bits, max_size=64))
def test_distance_is_the_number_of_turned_bits(look: int, turned: set[int]) -> None:
    assert distance(look, flipped(look, *turned)) == len(turned)


@given(hashes, st.sets(bits, max_size=NEAR))
def test_near_looks_share_a_part_so_that_an_index_finds_them(look: int, turned: set[int]) -> None:
    assert set(parts(look)) & set(parts(flipped(look, *turned)))


@pytest.mark.parametrize(("turned", "same"), [((), True), ((0, 31, 63), True), ((0, 31, 62, 63), False)])
def test_near_is_at_most_three_bits_apart(turned: tuple[int, ...], same: bool) -> None:
    assert near(0x1111222233334444, flipped(0x1111222233334444, *turned)) is same


def test_pictures_without_an_edge_are_not_near_anything() -> None:
    assert not near(0, 0)
    assert not near(1, 0)
    assert near(1, 3)
