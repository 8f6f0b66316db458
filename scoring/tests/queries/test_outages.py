"""An outage of the program moves the deadline by which a day counts as filed."""

from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from dailylog.models import Activity, Attendance, Disturbance
from dailylog.queries.workday import work_day
from organization.models import Assignment, Employee
from scoring.periods import to_aware
from scoring.queries.reduction import Reduction
from scoring.queries.scene import Scene
from scoring.tests.city import make_working
from tests.cast import Cast

DAY = date(2026, 3, 10)
AS_OF = datetime.fromisoformat("2026-03-14T03:00:00")


def outage(cast: Cast, start: str, end: str) -> Disturbance:
    span = {"start": to_aware(datetime.fromisoformat(start)), "end": to_aware(datetime.fromisoformat(end))}
    return Disturbance.objects.create(**span, note="Peladen mati", entered_by=cast.operator)


def test_deadline_moves_as_long_after_the_outage_as_it_lasted(cast: Cast) -> None:
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00")
    scene = Scene(date(2026, 3, 1), AS_OF)
    assert scene.filing_deadline(DAY) == datetime.fromisoformat("2026-03-14T04:00:00")
    assert scene.as_of <= scene.filing_deadline(DAY)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-13T20:00:00", "2026-03-13T23:59:58"), ("2026-03-14T00:00:00", "2026-03-14T02:00:00")],
)
def test_outage_elsewhere_moves_nothing(cast: Cast, start: str, end: str) -> None:
    outage(cast, start, end)
    scene = Scene(date(2026, 3, 1), AS_OF)
    assert scene.filing_deadline(DAY) == datetime.fromisoformat("2026-03-13T23:59:59")
    assert scene.as_of > scene.filing_deadline(DAY)


def test_outage_of_a_unit_concerns_it_and_what_is_below(cast: Cast) -> None:
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00").units.add(cast.units["dki-1"])
    scene = Scene(date(2026, 3, 1), AS_OF)
    due = {code: scene.as_of > scene.filing_deadline(DAY, unit.pk) for code, unit in cast.units.items()}
    assert {code for code, passed in due.items() if not passed} == {"dki-1", "dki-1a"}


def test_units_without_an_outage_of_their_own_share_a_plan(cast: Cast) -> None:
    make_working(cast)
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00")
    assert len(Scene(date(2026, 3, 1), AS_OF).plans) == 1
    outage(cast, "2026-03-13T21:00:00", "2026-03-14T02:00:00").units.add(cast.units["dki-1a"])
    assert len(Scene(date(2026, 3, 1), AS_OF).plans) == 2


@pytest.mark.parametrize("seed", range(4))
def test_page_and_score_give_everybody_the_same_time(cast: Cast, seed: int) -> None:
    dice = Random(seed)
    deadline = datetime.fromisoformat("2026-03-13T23:59:59")
    for _ in range(6):
        start = deadline + timedelta(minutes=dice.randint(-600, 300))
        end = start + timedelta(minutes=dice.randint(1, 700))
        codes = dice.sample(sorted(cast.units), dice.choice([0, 1, 1, 2]))
        outage(cast, start.isoformat(), end.isoformat()).units.set(cast.units[code] for code in codes)
    scene = Scene(date(2026, 3, 1), AS_OF)
    by_score = {
        person.pk: scene.filing_deadline(DAY, held.unit_id)
        for person in cast.people.values()
        if (held := scene.post_on(person.pk, DAY))
    }
    by_page = {person.pk: work_day(person, DAY).deadline for person in cast.people.values()}
    assert by_score == by_page
    assert len(set(by_page.values())) > 1


def unfiled(scene: Scene) -> dict[int, int]:
    reduction = Reduction(scene)
    return {person: found.unfiled for part in reduction.parts for person, found in reduction.counts(part).items()}


def present(person: Employee) -> None:
    Attendance.objects.create(employee=person, date=DAY, mode="wfo", check_in=time(7, 30), check_out=time(16))


def test_nothing_filed_costs_those_alone_whose_unit_worked(cast: Cast) -> None:
    make_working(cast)
    for person in (cast.lead, cast.colleague):
        present(person)
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00").units.add(cast.units["dki-1"])
    found = unfiled(Scene(date(2026, 3, 1), AS_OF))
    assert (found[cast.lead.pk], found[cast.colleague.pk]) == (0, 1)


def test_the_unit_of_the_day_decides_for_whoever_moved_in_the_month(cast: Cast) -> None:
    make_working(cast)
    present(cast.lead)
    # On 10 March still in the team, from the 11th on in a division that lost nothing.
    Assignment.objects.filter(employee=cast.lead).update(end=DAY)
    new = cast.position("dki-2", "staff")
    Assignment.objects.create(employee=cast.lead, position=new, kind="definitive", start=date(2026, 3, 11))
    row = outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00")
    row.units.add(cast.units["dki-1a"])
    assert unfiled(Scene(date(2026, 3, 1), AS_OF))[cast.lead.pk] == 0
    row.units.set([cast.units["dki-2"]])
    assert unfiled(Scene(date(2026, 3, 1), AS_OF))[cast.lead.pk] == 1


def test_an_entry_filed_in_the_time_that_an_outage_gave_counts_as_filed(cast: Cast) -> None:
    make_working(cast)
    for person in (cast.lead, cast.colleague):
        present(person)
        Activity.objects.create(
            employee=person, date=DAY, start=time(8), end=time(9), description="Rapat", output="Notula",
            status="approved", filed_at=to_aware(datetime.fromisoformat("2026-03-14T02:30:00")),
        )  # fmt: skip
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00").units.add(cast.units["dki"], cast.units["dlh"])
    found = unfiled(Scene(date(2026, 3, 1), datetime.fromisoformat("2026-03-20T08:00:00")))
    assert (found[cast.lead.pk], found[cast.colleague.pk]) == (0, 0)
    Disturbance.objects.get().units.remove(cast.units["dki"])
    found = unfiled(Scene(date(2026, 3, 1), datetime.fromisoformat("2026-03-20T08:00:00")))
    assert (found[cast.lead.pk], found[cast.colleague.pk]) == (1, 1)
