"""Findings and undecided entries cost points, each once, the right person, and explain themselves (rules §6)."""

from datetime import date, datetime, time
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.utils import timezone

from dailylog.models import Activity, Decision, Disturbance, Finding
from organization.models import Assignment, Employee
from scoring.actions.close import close_month
from scoring.actions.score import score_month
from scoring.models import IndividualScore
from scoring.periods import to_aware
from scoring.queries.conduct import Conduct, conduct_of
from scoring.queries.explain import person_tree
from scoring.queries.scene import Scene
from scoring.rules.explanation import check
from scoring.tests.city import AS_OF, MONTH, make_working
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
IN_TIME = to_aware(datetime(2026, 3, 11, 9, 0))  # noqa: DTZ001 -- civil time of the region
LATE = to_aware(datetime(2026, 4, 15, 9, 0))  # noqa: DTZ001 -- civil time of the region


@pytest.fixture
def working(cast: Cast) -> Cast:
    return make_working(cast)


def find(person: Employee, state: str, *, day: date = DAY, judge: Employee | None = None, mark: str = "") -> Finding:
    judged = {"decided_by": judge, "decided_at": IN_TIME} if judge else {}
    finding = Finding.objects.create(
        employee=person, date=day, kind="overlapping_activities", mark=mark, state=state,
        explained_at=IN_TIME if state != "open" else None, **judged,
    )  # fmt: skip
    Finding.objects.filter(pk=finding.pk).update(found_at=IN_TIME)
    return finding


def file(person: Employee, *, filed_at: datetime | None = IN_TIME, start: time = time(8)) -> Activity:
    end = time(start.hour + 1)
    return Activity.objects.create(
        employee=person,
        date=DAY,
        start=start,
        end=end,
        description="Rapat",
        output="Notulen",
        filed_at=filed_at,
        status="submitted",
    )


def decide(activity: Activity, by: Employee, at: datetime) -> None:
    activity.refresh_from_db()
    post = Assignment.objects.get(employee=by)
    # A decision takes the clock's time by itself.
    with patch.object(timezone, "now", return_value=at):
        Decision.objects.create(
            activity=activity, version=activity.version, verdict="approve", decided_by=by, assignment=post
        )


def conduct(*, closing: bool = False, as_of: datetime = AS_OF) -> dict[int, Conduct]:
    return conduct_of(Scene(MONTH, as_of), closing=closing)


def test_an_upheld_finding_counts_and_a_cleared_or_explained_one_does_not(working: Cast) -> None:
    find(working.staff, "upheld", judge=working.lead, mark="1")
    find(working.staff, "cleared", judge=working.lead, mark="2")
    find(working.staff, "explained", mark="3")
    find(working.staff, "open", mark="4")
    assert conduct() == {working.staff.pk: Conduct(findings=1)}


def test_what_nobody_has_explained_counts_when_the_month_closes(working: Cast) -> None:
    find(working.staff, "open")
    assert conduct() == {}
    assert conduct(closing=True) == {working.staff.pk: Conduct(findings=1)}


def test_a_finding_that_was_corrected_away_or_is_of_another_month_does_not_count(working: Cast) -> None:
    Finding.objects.filter(pk=find(working.staff, "open").pk).update(gone_at=IN_TIME)
    find(working.staff, "open", day=date(2026, 2, 27))
    assert conduct(closing=True) == {}


def test_entries_left_past_the_deadline_cost_the_superior_of_their_date(working: Cast) -> None:
    file(working.staff)
    file(working.staff, start=time(10))
    assert conduct() == {working.lead.pk: Conduct(undecided=2)}


def test_before_the_deadline_has_passed_nothing_is_late(working: Cast) -> None:
    file(working.staff)
    deadline = Scene(MONTH, AS_OF).calendar.approval_deadline(2026, 3, Scene(MONTH, AS_OF).policy)
    assert conduct(as_of=deadline) == {}


def test_a_decision_in_time_ends_it_and_a_late_one_does_not(working: Cast) -> None:
    decide(file(working.staff), working.lead, IN_TIME)
    decide(file(working.staff, start=time(10)), working.lead, LATE)
    assert conduct() == {working.lead.pk: Conduct(undecided=1)}


def test_what_the_next_superior_decides_late_still_costs_the_first(working: Cast) -> None:
    """Past the deadline the entry is passed on; the points stay with whoever was to decide in time."""
    decide(file(working.staff), working.kabid, at=LATE)
    assert conduct() == {working.lead.pk: Conduct(undecided=1)}


def test_an_outage_gives_time_to_the_post_that_decides_and_to_nobody_else(working: Cast) -> None:
    file(working.staff)
    file(working.colleague)
    decide(file(working.staff, start=time(10)), working.lead, to_aware(datetime.fromisoformat("2026-04-08T02:30:00")))
    assert conduct() == {working.lead.pk: Conduct(undecided=2), working.head.pk: Conduct(undecided=1)}
    # Over the deadline of March, 7 April, 23.59.59; until three hours after its end.
    begin, end = (to_aware(datetime.fromisoformat(text)) for text in ("2026-04-07T22:00:00", "2026-04-08T01:00:00"))
    row = Disturbance.objects.create(start=begin, end=end, note="Serat optik putus", entered_by=working.operator)
    row.units.add(working.units["dki-1a"])
    assert conduct() == {working.lead.pk: Conduct(undecided=1), working.head.pk: Conduct(undecided=1)}
    assert conduct(as_of=datetime.fromisoformat("2026-04-08T03:00:00")) == {working.head.pk: Conduct(undecided=1)}


def test_what_came_by_table_or_after_the_deadline_costs_nobody(working: Cast) -> None:
    file(working.staff, filed_at=None)
    file(working.staff, filed_at=LATE, start=time(10))
    assert conduct() == {}


def test_the_figures_take_the_points_and_the_explanation_shows_them(working: Cast) -> None:
    before = score_month(month=MONTH, as_of=AS_OF)
    clean = {score.employee_id: score.discipline for score in IndividualScore.objects.filter(revision=before)}
    find(working.staff, "upheld", judge=working.lead)
    for hour in range(8, 15):
        file(working.staff, start=time(hour))
    score_month(month=MONTH, as_of=AS_OF)
    staff, lead = (IndividualScore.objects.get(employee=person) for person in (working.staff, working.lead))
    assert clean[working.staff.pk] - staff.discipline == Decimal("0.50")
    assert clean[working.lead.pk] - lead.discipline == min(Decimal("0.70"), clean[working.lead.pk])
    for score in (staff, lead):
        assert check(person_tree(score)) == []
        assert person_tree(score).find("discipline").value == score.discipline


def test_closing_counts_the_unexplained(working: Cast) -> None:
    find(working.staff, "open")
    provisional = score_month(month=MONTH, as_of=AS_OF)
    open_figure = IndividualScore.objects.get(revision=provisional, employee=working.staff).discipline
    closed = close_month(month=MONTH, as_of=timezone.localtime(LATE.replace(day=25)).replace(tzinfo=None))
    figure = IndividualScore.objects.get(revision=closed, employee=working.staff).discipline
    assert open_figure - figure == Decimal("0.50")
