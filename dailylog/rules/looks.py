"""How alike two photographs look: difference hashes of 64 bits."""

from __future__ import annotations

from collections.abc import Sequence

SIDE = 8
#: Pictures whose hashes differ in at most this many bits are near-same (rules §8, ``reused_photo``).
NEAR = 3
_SIGN = 1 << 63


def difference_hash(grey: Sequence[int]) -> int:
    """The hash of 9 × 8 grey values, row by row: a bit for each pixel brighter than the one to its right.

    Signed, as a database keeps 64 bits. Comparing neighbours makes it indifferent to brightness, contrast and size.
    """
    width = SIDE + 1
    bits = 0
    for row in range(SIDE):
        for column in range(SIDE):
            at = row * width + column
            bits = bits << 1 | (grey[at] > grey[at + 1])
    return bits - 2 * _SIGN if bits & _SIGN else bits


def parts(look: int) -> list[int]:
    """The four quarters of a hash, each with its place in the upper bits.

    Of two hashes that differ in at most three bits at least one quarter is equal: an index finds the candidates.
    """
    bits = look & (2 * _SIGN - 1)
    return [quarter << 16 | bits >> 16 * quarter & 0xFFFF for quarter in range(4)]


def distance(left: int, right: int) -> int:
    """In how many of the 64 bits two hashes differ."""
    return ((left ^ right) & (2 * _SIGN - 1)).bit_count()


def near(left: int, right: int) -> bool:
    """Whether two pictures are near-same. A picture without any edge is like every other such one: not telling."""
    return 0 not in {left, right} and distance(left, right) <= NEAR
