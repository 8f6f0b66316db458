"""Says where an altered file differs from the papers that were stored: pure, on bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: An earlier stage of the paper: not all have signed it.
INCOMPLETE = "incomplete"
#: Something came after the last signature.
APPENDED = "appended"
#: The end is missing.
SHORTENED = "shortened"
#: Bytes that a signature covers were changed.
COVERED = "covered"
#: The signature itself was changed.
SIGNATURE = "signature"
#: Before any signature there were other bytes.
UNSIGNED = "unsigned"
#: The paper was written anew, so that hardly anything is where it was.
REWRITTEN = "rewritten"

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file differs. ``number`` is the signature that is meant (for ``INCOMPLETE`` and ``APPENDED`` how many
    there are), ``total`` how many there should be; ``first`` and ``last`` bound the different bytes, from zero.
    """

    kind: str
    number: int = 0
    total: int = 0
    first: int = 0
    last: int = 0


def compare(file: bytes, stages: Sequence[bytes]) -> Place:
    """Where ``file`` differs from the stage that it is most alike; ``stages`` are the stored papers, at least one."""
    # A cut file and one of equal length have their original; what else begins with a whole stage was appended to it,
    # however much the appended part is like a later stage.
    original = max(
        stages,
        key=lambda stage: (
            stage.startswith(file),
            len(stage) == len(file),
            file.startswith(stage),
            _common(file, stage),
            len(stage),
        ),
    )
    first = _common(file, original)
    spans = _signatures(original)
    total = max(len(_signatures(stage)) for stage in stages)
    if first == len(original):
        return Place(APPENDED, len(spans), total, first, len(file) - 1)
    if first == len(file):
        return Place(SHORTENED, 0, total, first, len(original) - 1)
    if len(file) != len(original):
        return Place(REWRITTEN, 0, total, first, max(len(file), len(original)) - 1)
    last = len(file) - 1 - _common(file[::-1], original[::-1])
    for number, (begin, end) in enumerate(spans, 1):
        if begin <= first and last < end:
            return Place(SIGNATURE, number, total, first, last)
    # The first signature whose file reaches so far covers the place.
    ends = _revision_ends(original)
    covering = next((number for number, end in enumerate(ends, 1) if first < end), 0)
    return Place(COVERED if covering else UNSIGNED, covering, total, first, last)


def _common(left: bytes, right: bytes) -> int:
    """Length of the common beginning."""
    low, high = 0, min(len(left), len(right))
    if left[:high] == right[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if left[:middle] == right[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _signatures(pdf: bytes) -> list[tuple[int, int]]:
    """Where the signatures themselves lie: the gaps that their ranges leave out, in order."""
    return sorted((int(one[1]), int(one[2])) for one in _RANGE.findall(pdf))


def _revision_ends(pdf: bytes) -> list[int]:
    return sorted(int(one[2]) + int(one[3]) for one in _RANGE.findall(pdf))
