"""The rows of the interchange tables, as plain values, and the city that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from fractions import Fraction

from tests.oracle.months import Month

LONG_AFTER = datetime.combine(date.max, time.max)


@dataclass(frozen=True)
class Unit:
    code: str
    kind: str
    parent: str
    schedule: str


@dataclass(frozen=True)
class ScheduleRow:
    """One weekday of a schedule; clock times in minutes of the day."""

    code: str
    weekday: int
    start: int
    end: int
    pause: int
    valid_from: date | None
    valid_to: date | None

    @property
    def effective(self) -> int:
        return self.end - self.start - self.pause


@dataclass(frozen=True)
class Position:
    code: str
    unit: str
    level: str
    base: Fraction


@dataclass(frozen=True)
class Assignment:
    nip: str
    position: str
    kind: str
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Limit:
    amount: int
    unit: str


@dataclass(frozen=True)
class Agreement:
    year: int
    holder: str
    pledge: bool
    signed_on: date | None


@dataclass(frozen=True, eq=False)
class Target:
    """A row of the table `targets`; compared by identity, which keeps the caches quick."""

    year: int
    holder: str
    code: str
    polarity: str
    accumulation: str
    source: str
    register: str
    case_class: str
    weight: Fraction
    values: tuple[Fraction | None, ...]
    parent: tuple[str, str] | None
    contribution: str

    @property
    def key(self) -> tuple[str, str]:
        return self.holder, self.code

    def value(self, month: Month) -> Fraction | None:
        return self.values[month.number - 1]


@dataclass(frozen=True)
class Case:
    register: str
    unit: str
    case_class: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True)
class Marks:
    """The two marks of a day in minutes of the day, seconds cut off."""

    check_in: int | None
    check_out: int | None
    mode: str


@dataclass(frozen=True)
class Span:
    """Leave (`kind`) or a sanction (`percent`) of a person over inclusive days."""

    nip: str
    start: date
    end: date
    kind: str = ""
    percent: Fraction = Fraction(0)

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Outage:
    """A stretch in which the program was down for some units, or for all without any."""

    start: datetime
    end: datetime
    units: frozenset[str]


@dataclass(frozen=True)
class Activity:
    nip: str
    day: date
    start: int
    end: int
    quantity: Fraction
    indicator: str
    status: str


ReadingKey = tuple[str, str, Month]


@dataclass(frozen=True, eq=False)
class City:
    """Every table of a folder, and the instant at which one looks at it (rules §11)."""

    units: dict[str, Unit]
    schedules: list[ScheduleRow]
    holidays: set[date]
    positions: dict[str, Position]
    employees: list[str]
    assignments: dict[str, list[Assignment]]
    limits: dict[tuple[str, str], Limit]
    agreements: dict[tuple[int, str], Agreement]
    targets: list[Target]
    cases: list[Case]
    readings: dict[ReadingKey, Fraction | None]
    accepted: set[ReadingKey]
    attendance: dict[tuple[str, date], Marks]
    leave: dict[str, list[Span]]
    activities: dict[tuple[str, date], list[Activity]]
    ratings: dict[tuple[str, Month], str]
    sanctions: dict[str, list[Span]]
    outages: list[Outage]
    rosters: dict[tuple[str, date], ScheduleRow | None]
    rostered: set[tuple[str, Month]]
    as_of: datetime = LONG_AFTER

    def seen_at(self, as_of: datetime | None) -> City:
        return self if as_of is None else replace(self, as_of=as_of)
