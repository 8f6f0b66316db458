"""The reduction in SQL gives what the rules give day by day, for days of every kind (rules §4, §6)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest

from dailylog.models import Activity, Attendance, Leave
from dailylog.rules.intervals import minutes_of
from organization.models import Employee, Holiday, Schedule, ScheduleHours
from scoring.periods import to_aware
from scoring.queries.reduction import MonthCounts, Reduction
from scoring.queries.scene import Scene
from scoring.rules.activity import counted_minutes
from scoring.rules.days import Day, unpack_days
from scoring.rules.discipline import DayMarks, Event, day_events
from scoring.rules.policy import Policy
from scoring.tests.events import count_events
from tests.cast import Cast

MONTH = date(2026, 3, 1)
AS_OF = datetime(2026, 4, 20, 8, 0)  # noqa: DTZ001 -- civil time of the region
POLICY = Policy.from_values({})
START, END, BREAK = time(7, 30), time(16), 60


@pytest.fixture
def working(cast: Cast) -> Cast:
    """The cast with five equal workdays a week and a holiday on 20 March."""
    schedule = Schedule.objects.create(code="5-day")
    ScheduleHours.objects.bulk_create(
        ScheduleHours(schedule=schedule, weekday=weekday, start=START, end=END, break_minutes=BREAK)
        for weekday in range(1, 6)
    )
    cast.units["kota"].schedule = schedule
    cast.units["kota"].save()
    Holiday.objects.create(date=date(2026, 3, 20), name="Libur", kind="public")
    return cast


Entry = tuple[time, time, str, datetime | None]


@dataclass
class Facts:
    """What a person did on a day; ``entries``: start, end, status, filed at (None: came in by table)."""

    check_in: time | None = None
    check_out: time | None = None
    mode: str = "wfo"
    entries: list[Entry] = field(default_factory=list)


def record(person: Employee, day: date, facts: Facts) -> None:
    if facts.check_in or facts.check_out:
        Attendance.objects.create(
            employee=person, date=day, check_in=facts.check_in, check_out=facts.check_out, mode=facts.mode
        )
    Activity.objects.bulk_create(
        Activity(
            employee=person,
            date=day,
            start=start,
            end=end,
            status=status,
            filed_at=filed and to_aware(filed),
            description="Menyusun surat",
            output="Surat",
        )
        for start, end, status, filed in facts.entries
    )


def counts(cast: Cast, person: Employee) -> MonthCounts:
    reduction = Reduction(Scene(MONTH, AS_OF))
    (part,) = reduction.parts
    return reduction.counts(part)[person.pk]


def minute(clock: time | None) -> int | None:
    return None if clock is None else minutes_of(clock)


def counted(facts: Facts) -> int:
    approved = [(minutes_of(start), minutes_of(end)) for start, end, status, _ in facts.entries if status == "approved"]
    return counted_minutes(
        approved,
        required=True,
        check_in=minute(facts.check_in),
        check_out=minute(facts.check_out),
        start=minutes_of(START),
        end=minutes_of(END),
        effective=minutes_of(END) - minutes_of(START) - BREAK,
    )


def events(scene: Scene, day: date, facts: Facts) -> list[Event]:
    deadline = scene.calendar.filing_deadline(day, POLICY)
    filed = any(instant is None or instant <= deadline for *_, instant in facts.entries)
    marks = DayMarks(
        check_in=minute(facts.check_in),
        check_out=minute(facts.check_out),
        mode=facts.mode,
        start=minutes_of(START),
        end=minutes_of(END),
        break_minutes=BREAK,
        unfiled=not filed,
    )
    return day_events(marks, POLICY)


def clock(dice: random.Random, first: int, last: int) -> time:
    at = dice.randint(first, last)
    return time(at // 60, at % 60, dice.choice((0, 0, 59)))


def some_facts(dice: random.Random, day: date) -> Facts:
    """A day of any kind: early, late, short, without a mark, with overlapping, hidden and unapproved entries."""
    check_in = clock(dice, 420, 700) if dice.random() > 0.15 else None
    check_out = clock(dice, 720, 1100) if dice.random() > 0.15 else None
    if check_out is None and dice.random() > 0.8:
        check_in = clock(dice, 950, 1100)  # after the day's end
    found = Facts(check_in, check_out, dice.choice(("wfo", "wfo", "wfa", "field")))
    for start in sorted(dice.sample(range(400, 1000), dice.randint(0, 6))):
        late = datetime.combine(day, time(18)) + timedelta(days=dice.choice((0, 1, 9)))
        begins = time(start // 60, start % 60, dice.choice((0, 30)))
        ends = clock(dice, start + 1, start + dice.choice((2, 30, 240)))
        status = dice.choice(("approved", "approved", "approved", "submitted", "returned"))
        found.entries.append((begins, ends, status, dice.choice((None, late, late))))
    found.entries = [entry for entry in found.entries if entry[1] > entry[0]]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_reduction_gives_what_the_rules_give_day_by_day(working: Cast, seed: int) -> None:
    dice, person, scene = random.Random(seed), working.staff, Scene(MONTH, AS_OF)
    days = [day.date for day in next(iter(scene.schedule_days.values()))]
    facts = {day: some_facts(dice, day) for day in days}
    for day, each in facts.items():
        record(person, day, each)

    found = counts(working, person)

    by_rules = count_events(event for day, each in facts.items() for event in events(scene, day, each))
    assert {day[0]: day[-2] for day in unpacked(found)} == {str(day): counted(each) for day, each in facts.items()}
    assert found.counted == sum(map(counted, facts.values()))
    assert (found.required, found.expected) == (len(days), 300 * len(days))
    assert (found.absent, found.late, found.early, found.unfiled) == (
        by_rules.absent,
        by_rules.late,
        by_rules.early,
        by_rules.unfiled,
    )


def unpacked(found: MonthCounts) -> list[Day]:
    return unpack_days([int(each) for each in found.days.strip("{}").split(",")])


def one_day(working: Cast, facts: Facts) -> int:
    """The counted minutes of Monday, 2 March."""
    record(working.staff, date(2026, 3, 2), facts)
    return counts(working, working.staff).counted


def entries(*spans: tuple[str, str]) -> list[Entry]:
    return [(time.fromisoformat(start), time.fromisoformat(end), "approved", None) for start, end in spans]


def test_presence_that_cuts_away_whole_entries(working: Cast) -> None:
    facts = Facts(time(10), time(14), entries=entries(("08:00", "09:00"), ("09:30", "10:30"), ("13:00", "15:00")))
    assert one_day(working, facts) == 30 + 60


def test_a_mark_after_the_end_without_its_counterpart_counts_nothing_and_not_less(working: Cast) -> None:
    """Checked in at 16.40 only: presence would last from 16.40 to the end of the day, 16.00."""
    assert one_day(working, Facts(time(16, 40), None, entries=entries(("15:50", "17:10")))) == 0


def test_an_entry_inside_another_adds_nothing(working: Cast) -> None:
    facts = Facts(time(7), time(16), entries=entries(("08:00", "12:00"), ("09:00", "10:00"), ("11:30", "12:30")))
    assert one_day(working, facts) == 270


def test_leave_takes_its_days_out_and_is_counted_by_kind(working: Cast) -> None:
    Leave.objects.create(employee=working.staff, start=date(2026, 3, 19), end=date(2026, 3, 24), kind="sick")
    Leave.objects.create(employee=working.staff, start=date(2026, 3, 24), end=date(2026, 3, 24), kind="unpaid")
    reduction = Reduction(Scene(MONTH, AS_OF))

    found = counts(working, working.staff)

    assert found.required == 21 - 3
    assert found.absent == found.required
    assert reduction.leave() == {working.staff.pk: {"sick": 3, "unpaid": 1}}


def test_parts_together_are_the_whole(working: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Reduction(Scene(MONTH, AS_OF))
    monkeypatch.setattr("scoring.queries.reduction.PART", 3)
    cut = Reduction(Scene(MONTH, AS_OF))
    assert len(cut.parts) > len(whole.parts) == 1
    together = [pair for part in cut.parts for pair in cut.counts(part).items()]
    assert dict(together) == whole.counts(whole.parts[0])
    assert len(together) == len(whole.parts[0].employees)
