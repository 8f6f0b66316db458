"""What the database forbids, whoever writes."""

from datetime import time

import pytest
from django.db import IntegrityError, connection, transaction

from dailylog.models import Activity, Decision, Evidence
from dailylog.tests.conftest import Make
from organization.models import Assignment, Employee
from tests.cast import Cast


def decide(
    activity: Activity, by: Employee, *, version: int = 1, verdict: str = "approve", reason: str = ""
) -> Decision:
    post = Assignment.objects.get(employee=by)
    return Decision.objects.create(
        activity=activity, version=version, verdict=verdict, reason=reason, decided_by=by, assignment=post
    )


def show(activity: Activity) -> Evidence:
    return Evidence.objects.create(
        activity=activity,
        employee=activity.employee,
        sha256="a" * 64,
        source_sha256="b" * 64,
        width=10,
        height=10,
        size=100,
        look=1,
        look_parts=[1, 65536, 131072, 196608],
    )


def refused(constraint: str) -> "pytest.RaisesExc[IntegrityError]":
    return pytest.raises(IntegrityError, check=lambda error: error.__cause__.diag.constraint_name == constraint)  # type: ignore[union-attr]


def test_decision_sets_the_status(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    decide(activity, cast.lead)
    activity.refresh_from_db()
    assert (activity.status, activity.version) == ("approved", 1)


def test_returned_entry_keeps_what_it_said(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    decision = decide(activity, cast.lead, verdict="return", reason="quantity")
    activity.refresh_from_db()
    decision.refresh_from_db()
    assert activity.status == "returned"
    assert decision.returned is not None
    assert decision.returned["description"] == "Menjawab permohonan informasi"


def test_change_of_what_is_said_makes_a_new_version(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    Activity.objects.filter(pk=activity.pk).update(output="Lain")
    Activity.objects.filter(pk=activity.pk).update(output="Lain")
    activity.refresh_from_db()
    assert activity.version == 2


def test_photograph_makes_a_new_version(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    evidence = show(activity)
    activity.refresh_from_db()
    assert activity.version == 2
    evidence.delete()
    activity.refresh_from_db()
    assert activity.version == 3


def test_sent_again_after_a_return_is_a_new_version(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    decide(activity, cast.lead, verdict="return", reason="unclear")
    Activity.objects.filter(pk=activity.pk).update(status="submitted")
    activity.refresh_from_db()
    assert activity.version == 2


def test_decision_on_an_old_version_is_refused(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    Activity.objects.filter(pk=activity.pk).update(end=time(10))
    with refused("decision_of_current_version"), transaction.atomic():
        decide(activity, cast.lead, version=1)
    activity.refresh_from_db()
    assert activity.status == "submitted"


def test_nobody_decides_on_himself(cast: Cast, make_activity: Make) -> None:
    with refused("decision_not_own"), transaction.atomic():
        decide(make_activity(cast.lead), cast.lead)


def test_one_decides_by_a_post_of_ones_own(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    foreign = Assignment.objects.get(employee=cast.kabid)
    with refused("decision_own_post"), transaction.atomic():
        Decision.objects.create(
            activity=activity, version=1, verdict="approve", decided_by=cast.lead, assignment=foreign
        )


def test_what_was_decided_is_not_decided_again(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    decide(activity, cast.lead)
    with refused("decision_of_waiting_entry"), transaction.atomic():
        decide(activity, cast.lead, verdict="return", reason="other")


@pytest.mark.parametrize("change", [{"output": "Lain"}, {"status": "submitted"}, {"version": 5}, {"end": time(11)}])
def test_approved_entry_does_not_change(cast: Cast, make_activity: Make, change: dict[str, object]) -> None:
    activity = make_activity(cast.staff)
    decide(activity, cast.lead)
    with refused("activity_decided"), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**change)


def test_entry_approved_elsewhere_may_be_corrected_by_table(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff, status="approved", filed_at=None)
    Activity.objects.filter(pk=activity.pk).update(output="Lain")
    activity.refresh_from_db()
    assert (activity.output, activity.version) == ("Lain", 2)


def test_approved_entry_takes_no_more_photographs(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    decide(activity, cast.lead)
    with refused("activity_decided"), transaction.atomic():
        show(activity)


def test_photographs_of_a_returned_entry_stay(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    evidence = show(activity)
    decide(activity, cast.lead, version=2, verdict="return", reason="evidence")
    with refused("evidence_kept"), transaction.atomic():
        evidence.delete()


@pytest.mark.parametrize("statement", ["UPDATE dailylog_decision SET text = 'x'", "DELETE FROM dailylog_decision"])
def test_decisions_are_append_only(cast: Cast, make_activity: Make, statement: str) -> None:
    decide(make_activity(cast.staff), cast.lead)
    with refused("decision_append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
