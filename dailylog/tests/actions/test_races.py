"""Two connections at once: the same form sent twice, and an entry changed while it is being decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from dailylog.actions.filing import file_activity
from dailylog.models import Activity, Decision
from dailylog.tests.actions.test_filing import ENTRY
from dailylog.tests.conftest import DAY, NOW, Make
from dailylog.tests.test_guards import decide
from kinerja.guards import harden, tables_may_be_emptied
from organization.models import Employee
from tests.cast import Cast, make_cast
from tests.races import PATIENCE, Race, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@contextmanager
def without(drop: str, again: str) -> Iterator[None]:
    """The database without a guard, to see that it was the guard that helped."""
    with connection.cursor() as cursor:
        cursor.execute(drop)
    try:
        yield
    finally:
        with tables_may_be_emptied(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE dailylog_activity CASCADE")
            cursor.execute(again)
        # As it was: tests after this one meet the same database.
        assert harden() == 0


def send(person: Employee, key: UUID, hour: int = 8) -> None:
    entry = replace(ENTRY, start=ENTRY.start.replace(hour=hour))
    file_activity(employee_id=person.pk, day=DAY, entry=entry, form_key=key, now=NOW)


def test_form_sent_on_two_lines_at_once_is_filed_once(cast: Cast) -> None:
    key = uuid4()
    raised = together(*[lambda: send(cast.staff, key)] * 8)
    assert raised == []
    assert Activity.objects.count() == 1


def file_eight(person: Employee, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A form on eight lines, each with a start of its own; nothing is stored before all are about to store."""
    race, save, key = Race(8), Activity.save, uuid4()

    def store(activity: Activity, *args: Any, **values: Any) -> None:
        race.meet()
        save(activity, *args, **values)

    monkeypatch.setattr(Activity, "save", store)
    return race.run(*[lambda hour=hour: send(person, key, hour) for hour in range(1, 9)])


def test_form_is_filed_once_even_if_its_hours_were_proposed_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Different starts: the natural key does not help here, only the key of the form does."""
    assert file_eight(cast.staff, monkeypatch) == [None] * 8
    assert Activity.objects.count() == 1


def test_without_its_index_the_form_is_filed_eight_times(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    index = (
        "CREATE UNIQUE INDEX activity_form_once ON dailylog_activity (employee_id, form_key) WHERE form_key IS NOT NULL"
    )
    with without("DROP INDEX activity_form_once", index):
        assert file_eight(cast.staff, monkeypatch) == [None] * 8
        assert Activity.objects.count() == 8


def approve_while_edited(cast: Cast, activity: Activity) -> list[Exception]:
    """The person changes the entry, and before that is committed the superior approves what he saw. What failed."""
    race, changing = Race(2), Event()

    def edit() -> None:
        with transaction.atomic():
            Activity.objects.filter(pk=activity.pk).update(output="Sesuatu yang lain")
            changing.set()
            # Until the decision stands before the locked row.
            race.meet()

    def approve() -> None:
        assert changing.wait(PATIENCE)
        decide(activity, cast.lead, version=1)

    return [outcome for outcome in race.run(edit, approve) if isinstance(outcome, Exception)]


def test_approval_of_what_is_being_changed_is_refused(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    (error,) = approve_while_edited(cast, activity)
    assert isinstance(error, IntegrityError)
    activity.refresh_from_db()
    assert (activity.status, activity.output, Decision.objects.count()) == ("submitted", "Sesuatu yang lain", 0)


def test_without_its_trigger_the_unseen_text_is_approved(cast: Cast, make_activity: Make) -> None:
    activity = make_activity(cast.staff)
    table = "ALTER TABLE dailylog_decision"
    with without(f"{table} DISABLE TRIGGER decision_checked", f"{table} ENABLE ALWAYS TRIGGER decision_checked"):
        assert approve_while_edited(cast, activity) == []
        activity.refresh_from_db()
        assert (activity.status, activity.output) == ("approved", "Sesuatu yang lain")
