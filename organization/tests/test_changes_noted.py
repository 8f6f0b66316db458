"""Whatever lists and sums of people and units say is noted when it changes, and a login is not."""

import pytest
from django.db import connection
from django.utils import timezone

from organization.models import Assignment, Employee, Position, Unit, UnitKind

pytestmark = pytest.mark.django_db

TABLES = ["organization_assignment", "organization_employee", "organization_position", "organization_unit"]


def noted() -> list[str]:
    """The tables that were changed since this was last asked."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kinerja_change WHERE xid = pg_current_xact_id() RETURNING table_name")
        return sorted(row[0] for row in cursor.fetchall())


def test_every_table_of_the_structure_is_noted() -> None:
    unit = Unit.objects.create(code="A", name="A", kind=UnitKind.OPD)
    person = Employee.objects.create(nip="198001012005011001", name="Sari")
    post = Position.objects.create(unit=unit, code="A1", title="Kepala", level="opd_head", tpp_base=0)
    Assignment.objects.create(employee=person, position=post, kind="definitive", start=timezone.localdate())
    assert noted() == TABLES
    Assignment.objects.all().delete()
    assert noted() == ["organization_assignment"]


def test_a_login_changes_nothing_that_a_list_says() -> None:
    person = Employee.objects.create(nip="198001012005011001", name="Sari")
    noted()
    person.last_login = timezone.now()
    person.save(update_fields=["last_login"])
    assert noted() == []
    Employee.objects.filter(pk=person.pk).update(name="Sari Dewi")
    assert noted() == ["organization_employee"]
