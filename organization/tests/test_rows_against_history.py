"""A row that was changed past the triggers is not what history says of it."""

import pytest
from django.db import connection

from kinerja.chain.checking import Finding
from kinerja.chain.rows import check_rows
from kinerja.chain.words import sentence
from organization.models import Employee, Unit
from tests.cast import Cast


def past_the_triggers(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE organization_unit DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE organization_unit ENABLE TRIGGER USER")


def told() -> list[tuple[str, str, str]]:
    return [(found.fault.value, found.table, found.rows) for found in check_rows()]


def test_rows_changed_as_they_should_be_fit(cast: Cast) -> None:
    Unit.objects.filter(code="dki-1a").update(name="Nama baru")
    Employee.objects.filter(pk=cast.staff.pk).update(last_login="2026-03-10T00:00Z", password="x")
    extra = Unit.objects.create(code="x", name="Sementara", kind="opd")
    extra.delete()
    assert told() == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE organization_unit SET name = 'Lain' WHERE id = %s", "row_altered"),
        ("DELETE FROM organization_unit WHERE id = %s", "row_missing"),
    ],
)
def test_a_row_changed_past_the_triggers_is_named(cast: Cast, statement: str, fault: str) -> None:
    unit = Unit.objects.create(code="x", name="Satu", kind="opd")
    past_the_triggers(statement, unit.pk)
    assert told() == [(fault, "organization_unit", str(unit.pk))]


def test_a_row_without_a_record_is_named_but_not_one_from_before(cast: Cast) -> None:
    insert = "INSERT INTO organization_unit (id, code, name, kind) VALUES (%s, %s, 'Sisipan', 'opd')"
    past_the_triggers(insert, 900_000_001, "y")
    assert told() == [("row_unrecorded", "organization_unit", "900000001")]
    past_the_triggers("DELETE FROM organization_unit WHERE id = %s", 900_000_001)
    past_the_triggers(insert, -7, "z")
    assert told() == []


def test_a_finding_names_some_rows_and_counts_all(cast: Cast) -> None:
    past_the_triggers("UPDATE organization_unit SET name = name || %s", "!")
    [found] = check_rows()
    assert isinstance(found, Finding)
    assert found.found == Unit.objects.count() > len(found.rows.split(", ")) == 5
    assert sentence(found).startswith(f"organization_unit: {found.found} baris tidak sama dengan riwayatnya (nomor ")
