"""Discipline: events of a day, points of a month, the score that is left (rules §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja.rounding import percent
from scoring.rules.policy import FourBands, Policy

Four = tuple[int, int, int, int]
NONE_OF_FOUR: Four = (0, 0, 0, 0)

HUNDRED = Decimal(100)
ZERO = Decimal(0)
LAST_BAND = 4


@dataclass(frozen=True, slots=True)
class DayMarks:
    """One required workday of an employee; clock times in minutes since midnight, None = no mark.

    `start`, `end` and `break_minutes` are the schedule's; `unfiled` says that no activity was submitted although
    the filing deadline has passed.
    """

    check_in: int | None
    check_out: int | None
    mode: str
    start: int
    end: int
    break_minutes: int
    unfiled: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What cost points on a day: code (TK, TL1–TL4, PSW1–PSW4, NOLOG), minutes if any, points."""

    code: str
    minutes: int | None
    points: Decimal


@dataclass(frozen=True, slots=True)
class DisciplineCounts:
    """A month's events of one employee: days, events by band, findings, leave days by kind, undecided entries."""

    absent: int = 0
    late: Four = NONE_OF_FOUR
    early: Four = NONE_OF_FOUR
    unfiled: int = 0
    findings: int = 0
    leave: Mapping[str, int] = field(default_factory=dict)
    undecided: int = 0


def band(minutes: int, policy: Policy) -> int:
    """The band 1–4 into which so many minutes fall; 0 when they cost nothing (rules §6)."""
    return sum(minutes >= start for start in policy.discipline_bands)


def day_events(day: DayMarks, policy: Policy) -> list[Event]:
    """What a required workday cost, in the order of the day (rules §6)."""
    if day.check_in is None and day.check_out is None:
        return [Event("TK", None, policy.discipline_absent)]
    events = _wfa_events(day, policy) if day.mode == "wfa" else _clock_events(day, policy)
    if day.unfiled:
        events.append(Event("NOLOG", None, policy.discipline_unfiled))
    return events


def _clock_events(day: DayMarks, policy: Policy) -> list[Event]:
    late = None if day.check_in is None else day.check_in - day.start
    early = None if day.check_out is None else day.end - day.check_out
    return _banded("TL", late, policy.discipline_late, policy) + _banded("PSW", early, policy.discipline_early, policy)


def _wfa_events(day: DayMarks, policy: Policy) -> list[Event]:
    short = None
    if day.check_in is not None and day.check_out is not None:
        effective = day.end - day.start - day.break_minutes
        presence = day.check_out - day.check_in - day.break_minutes
        short = min(effective, policy.wfa_max_minutes) - presence
    return _banded("PSW", short, policy.discipline_early, policy)


def _banded(code: str, minutes: int | None, points: FourBands, policy: Policy) -> list[Event]:
    """The event of one side of the day; a missing mark (None) is the fourth band."""
    reached = LAST_BAND if minutes is None else band(minutes, policy)
    return [Event(f"{code}{reached}", minutes, points[reached - 1])] if reached else []


def points(counts: DisciplineCounts, policy: Policy) -> Decimal:
    """Points of the month; what supervision costs is capped (rules §6). KeyError for an unknown kind of leave."""
    total = (
        counts.absent * policy.discipline_absent
        + counts.unfiled * policy.discipline_unfiled
        + counts.findings * policy.discipline_finding
    )
    for number, each in zip(counts.late, policy.discipline_late, strict=True):
        total += number * each
    for number, each in zip(counts.early, policy.discipline_early, strict=True):
        total += number * each
    for kind, days in counts.leave.items():
        total += days * policy.discipline_leave[kind]
    return total + min(policy.discipline_supervisor_max, counts.undecided * policy.discipline_supervisor_per_entry)


def discipline(points: Decimal) -> Decimal:
    """The score in percent that the points leave of 100.00, not below 0 (rules §6)."""
    return percent(max(ZERO, HUNDRED - points))
