"""Recomputes the chain from the rows and says where it does not fit: read by ``verify_history`` and by the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kinerja.chain.heads import read_heads
from kinerja.chain.parts import Digest, Extent, digest
from kinerja.chain.sealing import guards_digest, sha256_of
from kinerja.models import HistorySeal


class Fault(StrEnum):
    """What does not fit."""

    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    ALTERED = "altered"
    SEAL_ALTERED = "seal_altered"
    SEAL_MISSING = "seal_missing"
    CHAIN_BROKEN = "chain_broken"
    PART_DROPPED = "part_dropped"
    CUT = "cut"
    REBUILT = "rebuilt"
    HEAD_UNREADABLE = "head_unreadable"
    ROW_ALTERED = "row_altered"
    ROW_MISSING = "row_missing"
    ROW_UNRECORDED = "row_unrecorded"


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit: in which link, in which table, between which ids; ``rows`` names some of them."""

    fault: Fault
    number: int
    table: str = ""
    after: int | None = None
    to: int | None = None
    expected: int = 0
    found: int = 0
    rows: str = ""


@dataclass
class Report:
    """What a check of the whole chain came to."""

    seals: int = 0
    rows: int = 0
    head: str = ""
    findings: list[Finding] = field(default_factory=list)
    guards_changed: list[int] = field(default_factory=list)
    guards_differ: bool = False


def check_chain(heads: Iterable[str] = ()) -> Report:
    """Recompute every digest, link by link, and compare with heads kept outside (``number:sha256``).

    Memory does not grow with the age of the system. Rows after the last link are not looked at.
    """
    report = Report()
    kept, unreadable = read_heads(heads)
    report.findings += [Finding(Fault.HEAD_UNREADABLE, 0, table=line) for line in unreadable]
    outside = {number: {sha256 for kept_number, sha256 in kept if kept_number == number} for number, _ in kept}
    last: HistorySeal | None = None
    for seal in HistorySeal.objects.order_by("number").iterator(chunk_size=500):
        report.findings += [*_link_faults(last, seal), *_row_faults(last, seal)]
        if outside.pop(seal.number, {seal.sha256}) != {seal.sha256}:
            report.findings.append(Finding(Fault.REBUILT, seal.number))
        if last and last.guards != seal.guards:
            report.guards_changed.append(seal.number)
        report.seals += 1
        report.rows += seal.rows
        last = seal
    report.head = last.head if last else ""
    report.findings += [Finding(Fault.CUT, number) for number in sorted(outside)]
    report.guards_differ = last is not None and last.guards != guards_digest()
    return report


def _link_faults(last: HistorySeal | None, seal: HistorySeal) -> Iterator[Finding]:
    expected = last.number + 1 if last else 1
    if seal.number != expected:
        yield Finding(Fault.SEAL_MISSING, expected, expected=seal.number - expected)
    elif seal.previous != (last.sha256 if last else ""):
        yield Finding(Fault.CHAIN_BROKEN, seal.number)
    if seal.sha256 != sha256_of(seal):
        yield Finding(Fault.SEAL_ALTERED, seal.number)
    if last:
        yield from (Finding(Fault.PART_DROPPED, seal.number, table) for table in last.parts if table not in seal.parts)


def _row_faults(last: HistorySeal | None, seal: HistorySeal) -> Iterator[Finding]:
    for table, part in seal.parts.items():
        begins = last.parts[table]["to"] if last and table in last.parts else None
        if part["after"] != begins:
            yield Finding(Fault.CHAIN_BROKEN, seal.number, table, begins, part["after"])
        if "columns" in part:
            yield from _compare(seal.number, table, part)


def _compare(number: int, table: str, part: dict[str, Any]) -> Iterator[Finding]:
    extent = Extent(table, part["after"], part["to"], part["columns"], part["beside"])
    found = digest(extent)
    if fault := _fault(part, found):
        yield Finding(fault, number, table, extent.after, extent.to, part["rows"], found.rows)


def _fault(part: dict[str, Any], found: Digest) -> Fault | None:
    if found.rows != part["rows"]:
        return Fault.MISSING if found.rows < part["rows"] else Fault.INSERTED
    if found.sha256 == part["sha256"]:
        return None
    return Fault.REORDERED if found.contents == part["contents"] else Fault.ALTERED
