"""Entries filed once, corrected until decided, taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from contracts.models import Agreement, Target
from dailylog.actions.filing import Entry, change_activity, file_activity, remove_activity
from dailylog.actions.tasks import Work, give_task
from dailylog.models import Activity
from dailylog.tests.conftest import DAY, NOW, Make
from dailylog.tests.test_guards import decide
from kinerja.errors import DomainError
from organization.models import Assignment, Employee
from tests.cast import Cast

ENTRY = Entry(time(8), time(9, 30), "Menjawab permohonan", "Jawaban terkirim", quantity=Decimal(6))


def file(person: Employee, entry: Entry = ENTRY, *, key: UUID | None = None, now: datetime = NOW) -> Activity:
    filed = file_activity(employee_id=person.pk, day=DAY, entry=entry, form_key=key or uuid4(), now=now)
    return Activity.objects.get(pk=filed.activity_id)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_filed_entry_says_what_was_sent(cast: Cast) -> None:
    activity = file(cast.staff)
    assert (activity.status, activity.filed_at, activity.version) == ("submitted", NOW, 1)
    assert (activity.start, activity.end, activity.quantity) == (time(8), time(9, 30), Decimal(6))


def test_form_sent_twice_is_filed_once(cast: Cast) -> None:
    key = uuid4()
    first = file_activity(employee_id=cast.staff.pk, day=DAY, entry=ENTRY, form_key=key, now=NOW)
    later = NOW + timedelta(minutes=1)
    again = file_activity(employee_id=cast.staff.pk, day=DAY, entry=ENTRY, form_key=key, now=later)
    assert (first.new, again.new, again.activity_id) == (True, False, first.activity_id)
    assert Activity.objects.get().filed_at == NOW


def test_two_people_may_send_the_same_key(cast: Cast) -> None:
    key = uuid4()
    file(cast.staff, key=key)
    file(cast.lead, key=key)
    assert Activity.objects.count() == 2


def test_another_entry_at_a_taken_start_is_refused(cast: Cast) -> None:
    file(cast.staff)
    assert code_of(lambda: file(cast.staff, replace(ENTRY, description="Lain"))) == "activity_natural_key"


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (time(15), time(16, 6), "activity_end_ahead"),
        (time(9), time(9), "activity_end_after_start"),
        (time(10), time(9), "activity_end_after_start"),
    ],
)
def test_impossible_hours_are_refused(cast: Cast, start: time, end: time, code: str) -> None:
    assert code_of(lambda: file(cast.staff, replace(ENTRY, start=start, end=end))) == code


def test_entry_that_ends_this_minute_is_accepted(cast: Cast) -> None:
    assert file(cast.staff, replace(ENTRY, end=time(16, 5))).end == time(16, 5)


def test_day_ahead_is_refused(cast: Cast) -> None:
    assert code_of(lambda: file(cast.staff, now=NOW - timedelta(days=1))) == "activity_day_ahead"


def target_of(person: Employee, year: int) -> Target:
    agreement = Agreement.objects.create(year=year, holder=person)
    return Target.objects.create(
        agreement=agreement,
        indicator_code="I1",
        objective="Sasaran",
        indicator="Indikator",
        unit_of_measure="berkas",
        polarity="maximize",
        accumulation="sum",
        source="activities",
        weight=Decimal(100),
    )


def test_entry_serves_only_ones_own_target_of_its_year(cast: Cast) -> None:
    own, old, foreign = target_of(cast.staff, 2026), target_of(cast.staff, 2025), target_of(cast.lead, 2026)
    assert file(cast.staff, replace(ENTRY, target_id=own.pk)).target == own
    for target in (old, foreign):
        assert code_of(lambda pk=target.pk: file(cast.staff, replace(ENTRY, target_id=pk))) == "activity_target"  # type: ignore[misc]


def test_task_gives_its_estimate_to_the_entry(cast: Cast) -> None:
    work = Work("Menyusun siaran pers", estimate_minutes=60, date=DAY)
    (task,) = give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=work)
    filed = file_activity(employee_id=cast.staff.pk, day=DAY, entry=ENTRY, form_key=uuid4(), now=NOW, task_id=task.pk)
    activity = Activity.objects.get(pk=filed.activity_id)
    assert (activity.task, activity.overran) == (task, 30)


def test_task_of_somebody_else_is_refused(cast: Cast) -> None:
    (task,) = give_task(author_id=cast.head.pk, employee_ids=[cast.colleague.pk], work=Work("Rapat", date=DAY))
    refused = code_of(
        lambda: file_activity(
            employee_id=cast.staff.pk, day=DAY, entry=ENTRY, form_key=uuid4(), now=NOW, task_id=task.pk
        )
    )
    assert refused == "activity_task"


def change(activity: Activity, **said: object) -> None:
    entry = replace(ENTRY, **said)  # type: ignore[arg-type]
    change_activity(
        activity_id=activity.pk, employee_id=activity.employee_id, version=activity.version, entry=entry, now=NOW
    )


def test_change_keeps_the_instant_of_filing(cast: Cast) -> None:
    activity = file(cast.staff, now=NOW)
    change(activity, output="Jawaban dan lampiran")
    activity.refresh_from_db()
    assert (activity.output, activity.version, activity.filed_at) == ("Jawaban dan lampiran", 2, NOW)


def test_change_of_an_older_version_is_refused(cast: Cast) -> None:
    activity = file(cast.staff)
    change(activity, output="Dari ponsel")
    assert code_of(lambda: change(activity, output="Dari komputer")) == "activity_version"


def test_returned_entry_is_sent_again_by_its_correction(cast: Cast) -> None:
    activity = file(cast.staff)
    decide(activity, cast.lead, verdict="return", reason="quantity")
    activity.refresh_from_db()
    assert code_of(lambda: change(activity)) == "correction_changes_nothing"
    change(activity, quantity=Decimal(5))
    activity.refresh_from_db()
    assert (activity.status, activity.version, activity.filed_at) == ("submitted", 2, NOW)


def test_approved_entry_is_neither_changed_nor_removed(cast: Cast) -> None:
    activity = file(cast.staff)
    decide(activity, cast.lead)
    assert code_of(lambda: change(activity, output="Lain")) == "activity_decided"
    removal = code_of(lambda: remove_activity(activity_id=activity.pk, employee_id=cast.staff.pk))
    assert removal == "activity_decided"


def test_undecided_entry_is_taken_back(cast: Cast) -> None:
    activity = file(cast.staff)
    assert remove_activity(activity_id=activity.pk, employee_id=cast.staff.pk) == DAY
    assert not Activity.objects.exists()


def test_entry_that_was_returned_stays(cast: Cast) -> None:
    activity = file(cast.staff)
    decide(activity, cast.lead, verdict="return", reason="other")
    removal = code_of(lambda: remove_activity(activity_id=activity.pk, employee_id=cast.staff.pk))
    assert removal == "activity_was_decided"


def test_nobody_changes_the_entry_of_another(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    with pytest.raises(Activity.DoesNotExist):
        remove_activity(activity_id=activity.pk, employee_id=cast.lead.pk)


def test_day_without_a_post_takes_no_entry(cast: Cast) -> None:
    newcomer = cast.person("Baru")
    Assignment.objects.create(
        employee=newcomer,
        position=cast.position("dki-2", "staff"),
        kind="definitive",
        start=DAY + timedelta(days=1),
    )
    with pytest.raises(DomainError) as refusal:
        file_activity(employee_id=newcomer.pk, day=DAY, entry=ENTRY, form_key=uuid4(), now=NOW)
    assert refusal.value.code == "activity_without_post"
    later = NOW + timedelta(days=1)
    file_activity(employee_id=newcomer.pk, day=later.date(), entry=ENTRY, form_key=uuid4(), now=later)


def test_correction_serves_only_ones_own_target(cast: Cast) -> None:
    own, foreign = target_of(cast.staff, 2026), target_of(cast.lead, 2026)
    activity = file(cast.staff)
    assert code_of(lambda: change(activity, target_id=foreign.pk)) == "activity_target"
    change(activity, target_id=own.pk)
    activity.refresh_from_db()
    assert activity.target == own
