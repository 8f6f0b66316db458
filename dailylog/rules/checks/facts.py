"""What the checks look at, and what they find, in plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dailylog.rules.intervals import Interval
from dailylog.rules.places import Place


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier photograph that looks the same: of which day, and whether it was somebody else's."""

    evidence_id: int
    date: date
    foreign: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of an entry: day and place that its camera names, and earlier ones that look the same."""

    evidence_id: int
    taken_on: date | None = None
    place: Place | None = None
    matches: Sequence[Match] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the day; ``arranged``: its words come from a recurring task; ``placed``: it names its own place."""

    id: int
    span: Interval
    text: str
    target_id: int | None = None
    quantity: Decimal | None = None
    arranged: bool = False
    placed: bool = False
    photos: Sequence[Photo] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The shift of the evening before, as far as it lies on the day: minutes since this day's midnight.

    Entries that begin before ``end`` belong to it. ``away``: on leave in the evening; ``marked``: any mark at all.
    """

    end: int
    presence: Interval | None
    marked: bool
    required: bool
    away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """One day of one person. Clock times are minutes since midnight, those of a shift's next morning beyond 1440.

    ``over``: the day is past, so that marks which are missing stay missing. ``night`` is what lasts into the day,
    ``later`` what of the next day's entries belongs to this day's shift. ``earlier`` are the texts of the required
    workdays before, the latest first. ``medians`` are the person's own by target, of the days before. ``places`` are
    what the day's taps say of where the person was.
    """

    date: date
    over: bool
    required: bool
    on_leave: bool = False
    mode: str
    check_in: int | None = None
    check_out: int | None = None
    day_start: int | None = None
    day_end: int | None = None
    break_minutes: int
    overtime: Sequence[Interval] = ()
    entries: Sequence[Entry] = ()
    earlier: Sequence[frozenset[str]] = ()
    medians: Mapping[int, Decimal] = field(default_factory=dict)
    places: Sequence[Place] = ()
    overtime_minutes: int
    wfa_max_minutes: int
    copied_days: int
    quantity_factor: Decimal
    night: Night | None = None
    later: Sequence[Interval] = ()

    @property
    def own(self) -> Sequence[Entry]:
        """The entries that belong to this day."""
        return [entry for entry in self.entries if self.night is None or entry.span[0] >= self.night.end]

    @property
    def nightly(self) -> Sequence[Entry]:
        """The entries that belong to the shift of the evening before."""
        return [entry for entry in self.entries if self.night is not None and entry.span[0] < self.night.end]

    @property
    def marked(self) -> bool:
        """Whether there is a mark at all."""
        return self.check_in is not None or self.check_out is not None

    @property
    def presence(self) -> Interval | None:
        """[check-in, check-out], a missing mark replaced by the schedule's (rules §4); None without any mark."""
        start = self.check_in if self.check_in is not None else self.day_start
        end = self.check_out if self.check_out is not None else self.day_end
        return (start, end) if self.marked and start is not None and end is not None else None


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction: the entries concerned, a sentence with its parameters, and ``mark`` to tell two of a kind apart.

    Parameters whose names end in ``_clock`` or ``_date`` are worded by the page.
    """

    message: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    entries: Sequence[int] = ()
    mark: str = ""


def normal(text: str) -> str:
    """A text as it compares: without case, and with single spaces."""
    return " ".join(text.casefold().split())
