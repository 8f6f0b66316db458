"""The reduction of people on shifts gives what the rules give day by day, over midnight as well."""

from __future__ import annotations

import random
from datetime import date, time
from decimal import Decimal

import pytest

from dailylog.models import Activity, Attendance, Leave, Overtime
from dailylog.rules.intervals import minutes_of
from kinerja.days import ONE_DAY
from organization.actions.rosters import publish_roster
from organization.actions.shifts import save_shift
from organization.models import Shift
from organization.rules.shifts import DAY, ShiftHours, read_marks
from scoring.actions.score import score_month
from scoring.models import IndividualScore
from scoring.queries.explain import person_tree
from scoring.queries.reduction import MonthCounts, Reduction
from scoring.queries.scene import Scene
from scoring.rules.activity import counted_minutes
from scoring.rules.days import unpack_days
from scoring.rules.discipline import DayMarks, Event, day_events
from scoring.rules.explanation import check
from scoring.tests.events import count_events
from scoring.tests.queries.test_reduction import AS_OF, MONTH, POLICY, Entry, Facts, record
from tests.cast import Cast

DAYS = [MONTH + ONE_DAY * n for n in range(31)]
SHIFTS = (("P", 6, 14, 30), ("S", 14, 22, 30), ("M", 22, 6, 60), ("D", 8, 8, 120), ("T", 16, 0, 0))


@pytest.fixture
def shifts(db: None) -> dict[str, ShiftHours]:
    return {
        code: save_shift(code=code, name=code, start=time(start), end=time(end), break_minutes=pause).hours
        for code, start, end, pause in SHIFTS
    }


def counts(cast: Cast) -> MonthCounts:
    reduction = Reduction(Scene(MONTH, AS_OF))
    (part,) = [part for part in reduction.parts if cast.staff.pk in part.employees]
    return reduction.counts(part).get(cast.staff.pk, MonthCounts())


def clock(minute: int) -> time:
    return time(*divmod(minute % DAY, 60))


def random_day(chance: random.Random, shift: ShiftHours | None) -> Facts:
    """Marks near the hours of the shift, and entries anywhere on the date."""
    facts = Facts(mode=chance.choice(["wfo", "wfo", "field", "wfa"]))
    if shift and chance.random() < 0.9:
        came, left = shift.start + chance.randint(-30, 200), shift.end + chance.randint(-200, 200)
        facts.check_in = clock(came) if chance.random() < 0.9 else None
        facts.check_out = clock(left) if chance.random() < 0.9 else None
        if facts.check_in and facts.check_out and not shift.overnight and facts.check_out < facts.check_in:
            facts.check_out = time(23, 59)
    starts = sorted(chance.sample(range(0, 1380, 5), chance.randint(0, 6)))
    for start in starts:
        end = min(1439, start + chance.choice([5, 30, 90, 240]))
        facts.entries.append((clock(start), clock(end), chance.choice(["approved", "approved", "submitted"]), None))
    return facts


def belonging(turns: dict[date, ShiftHours | None], made: dict[date, Facts], day: date) -> list[tuple[int, int, str]]:
    """The entries of a shift, written a second time: those of its date, and of the next before its end."""
    found = []
    for on, facts in made.items():
        for start, end, status, _filed in facts.entries:
            evening = turns.get(on - ONE_DAY)
            night = evening is not None and minutes_of(start) < evening.end - DAY
            if (on - ONE_DAY if night else on) == day:
                shift_by = DAY if night else 0
                found.append((minutes_of(start) + shift_by, minutes_of(end) + shift_by, status))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_random_month_of_shifts_is_counted_as_the_rules_say(
    cast: Cast, shifts: dict[str, ShiftHours], seed: int
) -> None:
    chance = random.Random(seed)
    codes = {day: chance.choice(["P", "S", "M", "M", "D", "T", "L", None]) for day in [MONTH - ONE_DAY, *DAYS]}
    codes[DAYS[0]] = codes[DAYS[0]] or "L"
    publish_roster(plan={cast.staff.pk: codes})
    turns = {day: shifts.get(code or "") for day, code in codes.items()}
    made = {day: random_day(chance, turns.get(day)) for day in [*DAYS, DAYS[-1] + ONE_DAY]}
    for day, facts in made.items():
        record(cast.staff, day, facts)
    Leave.objects.create(employee=cast.staff, start=DAYS[9], end=DAYS[11], kind="annual")

    events: list[Event] = []
    required = counted = expected = 0
    for day in DAYS:
        shift = turns[day]
        if shift is None or DAYS[9] <= day <= DAYS[11]:
            continue
        facts = made[day]
        marks = read_marks(
            minutes_of(facts.check_in) if facts.check_in else None,
            minutes_of(facts.check_out) if facts.check_out else None,
            start=shift.start,
            end=shift.end,
        )
        entries = belonging(turns, made, day)
        required += 1
        expected += 300 * shift.effective // 450
        counted += counted_minutes(
            [(start, end) for start, end, status in entries if status == "approved"],
            required=True,
            check_in=marks[0],
            check_out=marks[1],
            start=shift.start,
            end=shift.end,
            effective=shift.effective,
        )
        judged = DayMarks(*marks, facts.mode, shift.start, shift.end, shift.break_minutes, unfiled=not entries)
        events += day_events(judged, POLICY)

    found, like = counts(cast), count_events(events)
    assert (found.required, found.expected, found.counted) == (required, expected, counted)
    assert (found.absent, found.late, found.early, found.unfiled) == (like.absent, like.late, like.early, like.unfiled)


def test_a_night_in_the_last_hours_of_the_month_counts_in_it(cast: Cast, shifts: dict[str, ShiftHours]) -> None:
    publish_roster(plan={cast.staff.pk: {DAYS[-1]: "M"}})
    Attendance.objects.create(
        employee=cast.staff, date=DAYS[-1], check_in=time(21, 55), check_out=time(6, 5), mode="wfo"
    )
    record(cast.staff, DAYS[-1] + ONE_DAY, Facts(entries=[(time(0), time(6), "approved", None)]))
    found = counts(cast)
    (day,) = unpack_days([int(each) for each in found.days.strip("{}").split(",")])
    assert (found.required, found.counted, found.expected, found.unfiled) == (1, 360, 280, 0)
    assert day[1:6] == [1320, 1800, 60, 1315, 1805]


def test_what_a_night_left_in_the_next_month_is_not_counted_there_again(
    cast: Cast, shifts: dict[str, ShiftHours]
) -> None:
    publish_roster(plan={cast.staff.pk: {MONTH - ONE_DAY: "M", MONTH: "P"}})
    Attendance.objects.create(employee=cast.staff, date=MONTH, check_in=time(5), check_out=time(14), mode="wfo")
    record(cast.staff, MONTH, Facts(entries=[(time(5, 30), time(8), "approved", None)]))
    assert (counts(cast).counted, counts(cast).unfiled) == (0, 1)


def test_base_and_productivity_are_of_the_workdays_of_the_roster(cast: Cast, shifts: dict[str, ShiftHours]) -> None:
    publish_roster(plan={cast.staff.pk: {DAYS[n]: "M" for n in (2, 5, 8)} | {DAYS[3]: "L"}})
    Leave.objects.create(employee=cast.staff, start=DAYS[8], end=DAYS[9], kind="unpaid")
    score_month(month=MONTH, as_of=AS_OF)
    score = IndividualScore.objects.get(employee=cast.staff)
    assert score.breakdown["workdays"] == 3
    assert (score.breakdown["required"], score.breakdown["absent"]) == (2, 2)
    assert score.breakdown["leave"] == {"unpaid": 1}
    assert (score.tpp_base, score.productivity) == (Decimal(5_000_000), Decimal(0))
    assert score.discipline == Decimal("91.00")
    tree = person_tree(score)
    assert (check(tree), tree.value) == ([], score.tpp)


def test_overtime_of_a_rostered_day_counts_beside_the_shift(cast: Cast, shifts: dict[str, ShiftHours]) -> None:
    publish_roster(plan={cast.staff.pk: {DAYS[2]: "M"}})
    Attendance.objects.create(employee=cast.staff, date=DAYS[2], check_in=time(20), check_out=time(6), mode="wfo")
    entries: list[Entry] = [(time(20), time(22), "approved", None), (time(22), time(23), "approved", None)]
    record(cast.staff, DAYS[2], Facts(entries=entries))
    record(cast.staff, DAYS[3], Facts(entries=[(time(1), time(2), "approved", None)]))
    for day, start, end in ((DAYS[2], time(20), time(22)), (DAYS[3], time(1), time(2))):
        Overtime.objects.create(employee=cast.staff, date=day, start=start, end=end, order_number="1")
    score_month(month=MONTH, as_of=AS_OF)
    # 20–22 ordered, 22–23 and 01–02 in the shift; the order of the next date finds no entry of its own.
    assert IndividualScore.objects.get(employee=cast.staff).breakdown["counted"] == 240


def test_shifts_of_others_change_nothing_for_those_without(cast: Cast, shifts: dict[str, ShiftHours]) -> None:
    before = [part.arrays for part in Reduction(Scene(MONTH, AS_OF)).parts]
    publish_roster(plan={cast.staff.pk: {DAYS[2]: "M"}})
    usual, shifting = Reduction(Scene(MONTH, AS_OF)).parts
    assert (usual.rostered, shifting.rostered, shifting.employees) == (False, True, [cast.staff.pk])
    assert set(usual.employees) | set(shifting.employees) == set(
        map(int, str(before[0]["people"]).strip("{}").split(","))
    )
    assert Activity.objects.count() == 0
    assert Shift.objects.count() == len(SHIFTS)
