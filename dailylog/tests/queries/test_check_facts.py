"""What the one statement behind the checks reads, beside what the rules say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dailylog.limits import Limits
from dailylog.models import Attendance
from dailylog.queries.check_facts import person_days
from dailylog.rules.checks.facts import DayFacts
from dailylog.tests.actions.test_filing import target_of
from dailylog.tests.conftest import DAY, Make
from organization.models import Assignment, Employee, Schedule, ScheduleHours
from tests.cast import Cast


def facts(person: Employee, day: date = DAY) -> DayFacts:
    (found,) = person_days([person.pk], day, Limits())
    return found.facts


@pytest.fixture
def own_hours(cast: Cast) -> None:
    """Each unit of the cast works from an hour of its own, which says whose hours count."""
    for hour, code in enumerate(sorted(cast.units), start=1):
        unit = cast.units[code]
        unit.schedule = Schedule.objects.create(code=code)
        ScheduleHours.objects.create(
            schedule=unit.schedule, weekday=DAY.isoweekday(), start=f"{hour:02}:00", end="20:00", break_minutes=0
        )
        unit.save()


def starts(cast: Cast, code: str) -> int:
    return (sorted(cast.units).index(code) + 1) * 60


@pytest.mark.usefixtures("own_hours")
@pytest.mark.parametrize("definitive", [True, False])
def test_hours_are_those_of_the_assignment_of_the_day(cast: Cast, definitive: bool) -> None:
    """The definitive post, else the acting one that began latest; of two that began together the lower code (§1)."""
    own = Assignment.objects.get(employee=cast.staff)
    for code, since in (("kota", DAY - timedelta(days=1)), ("setda", DAY - timedelta(days=9)), ("dki", DAY)):
        post = cast.position(code, "team_lead")
        Assignment.objects.create(employee=cast.staff, position=post, kind="plt", start=since)
    twin = cast.position("ortala-bag", "team_lead")
    Assignment.objects.create(employee=cast.staff, position=twin, kind="plt", start=DAY)
    if not definitive:
        Assignment.objects.filter(pk=own.pk).update(end=DAY - timedelta(days=1))
    rivals = Assignment.objects.filter(employee=cast.staff, start=DAY).order_by("position__code")
    expected = own if definitive else rivals[0]
    unit = expected.position.unit
    assert facts(cast.staff).day_start == starts(cast, unit.code)


def test_median_is_of_the_days_that_delivered_for_a_target_of_today(cast: Cast, make_activity: Make) -> None:
    target = target_of(cast.staff, 2026)
    for back, amounts in ((1, (3, 4)), (2, (9,)), (3, (2,)), (91, (1000,))):
        for hour, amount in enumerate(amounts):
            make_activity(
                cast.staff,
                date=DAY - timedelta(days=back),
                start=f"{8 + hour:02}:00",
                end=f"{9 + hour:02}:00",
                target=target,
                quantity=amount,
            )
    assert facts(cast.staff).medians == {}
    make_activity(cast.staff, target=target, quantity=1)
    assert facts(cast.staff).medians == {target.pk: Decimal(7)}


def test_texts_are_those_of_the_latest_days_with_a_mark_or_an_entry(cast: Cast, make_activity: Make) -> None:
    for back in (1, 2, 4, 5, 6):
        make_activity(cast.staff, date=DAY - timedelta(days=back), description=f"  Rapat   KE-{back} ")
    Attendance.objects.create(employee=cast.staff, date=DAY - timedelta(days=3), mode="wfo")
    assert facts(cast.staff).earlier == [{"rapat ke-1"}, {"rapat ke-2"}, frozenset(), {"rapat ke-4"}]


def test_people_together_are_as_each_alone(cast: Cast, make_activity: Make, hours: None) -> None:
    for person in (cast.staff, cast.lead):
        make_activity(person, description=person.name)
    together = {each.employee_id: each.facts for each in person_days([cast.staff.pk, cast.lead.pk], DAY, Limits())}
    assert together == {person.pk: facts(person) for person in (cast.staff, cast.lead)}
