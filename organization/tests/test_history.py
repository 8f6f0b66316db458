"""The history: complete, attributed, append-only."""

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.audit import acting
from kinerja.models import History
from organization.models import Employee

NIP = "198505172010011003"


def last() -> History:
    found = History.objects.order_by("-id").first()
    assert found is not None
    return found


def test_a_row_made_in_the_program_is_recorded_with_its_actor(db: None) -> None:
    with acting("198001012005011001", "uji"):
        employee = Employee.objects.create(nip=NIP, name="Dewi Lestari")
    entry = last()
    assert (entry.table, entry.row, entry.operation) == ("organization_employee", str(employee.pk), "INSERT")
    assert (entry.actor, entry.reason, entry.before) == ("198001012005011001", "uji", None)
    assert entry.after is not None
    assert entry.after["name"] == "Dewi Lestari"


def test_raw_and_bulk_changes_are_recorded_too(db: None) -> None:
    Employee.objects.create(nip=NIP, name="Dewi Lestari")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organization_employee SET name = 'Dewi L.'")
    entry = last()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.operation, entry.before["name"], entry.after["name"]) == ("UPDATE", "Dewi Lestari", "Dewi L.")


def test_a_password_never_enters_the_history(db: None) -> None:
    Employee.objects.create_user(NIP, "Dewi Lestari", "rahasia-sekali")
    assert "password" not in (last().after or {"password": ""})


def test_a_change_of_nothing_leaves_no_entry(db: None) -> None:
    Employee.objects.create(nip=NIP, name="Dewi Lestari")
    count = History.objects.count()
    Employee.objects.update(name="Dewi Lestari")
    assert History.objects.count() == count


@pytest.mark.parametrize("statement", ["UPDATE kinerja_history SET actor = 'x'", "DELETE FROM kinerja_history"])
def test_the_history_is_append_only(db: None, statement: str) -> None:
    Employee.objects.create(nip=NIP, name="Dewi Lestari")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_after_the_work_nobody_acts_any_more(db: None) -> None:
    with acting("198001012005011001"):
        pass
    Employee.objects.create(nip=NIP, name="Dewi Lestari")
    assert last().actor == ""


@pytest.mark.django_db(transaction=True)
def test_the_actor_stays_through_several_transactions_of_one_request() -> None:
    """A view commits more than once; who acts must outlive the first commit, and end with the request."""
    with acting("198001012005011001"):
        employee = Employee.objects.create(nip=NIP, name="Dewi Lestari")
        Employee.objects.filter(pk=employee.pk).update(name="Dewi L.")
    Employee.objects.filter(pk=employee.pk).update(name="Dewi Lestari")

    actors = History.objects.filter(table="organization_employee").order_by("id").values_list("actor", flat=True)
    assert list(actors) == ["198001012005011001", "198001012005011001", ""]
