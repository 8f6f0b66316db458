"""What figures refer to exists, although no foreign key of the database says so (migration 0008)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from psycopg2 import sql

from contracts.models import Target
from organization.models import Employee
from scoring.models import Achievement, IndividualScore, OrganizationScore, Revision
from scoring.tests.city import City, make_city
from tests.cast import Cast, make_cast

NOBODY = 987_654


@pytest.fixture
def city(cast: Cast) -> City:
    return make_city(cast)


@pytest.fixture
def lasting_city(transactional_db: None) -> City:
    """Committed, so that another connection sees it."""
    return make_city(make_cast())


@pytest.fixture
def other() -> Iterator[BaseDatabaseWrapper]:
    """A second connection that does not wait for locks."""
    found = connections.create_connection("default")
    with found.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    yield found
    found.close()


def named(statement: str, **names: str) -> sql.Composed:
    return sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()})


def run(statement: str | sql.Composed, *params: int, on: BaseDatabaseWrapper | None = None) -> int:
    with (on or connection).cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)


REFERENCES = [
    ("scoring_achievement", "revision_id"),
    ("scoring_achievement", "target_id"),
    ("scoring_organizationscore", "revision_id"),
    ("scoring_organizationscore", "unit_id"),
    ("scoring_organizationscore", "head_id"),
    ("scoring_organizationscore", "agreement_id"),
    ("scoring_individualscore", "revision_id"),
    ("scoring_individualscore", "employee_id"),
    ("scoring_individualscore", "unit_id"),
    ("scoring_individualscore", "opd_id"),
]


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_figure_cannot_come_to_refer_to_nothing(city: City, table: str, column: str) -> None:
    names = {"table": table, "column": column}
    with pytest.raises(IntegrityError, match="does not exist"), transaction.atomic():
        run(named("UPDATE {table} SET {column} = %s WHERE id = (SELECT min(id) FROM {table})", **names), NOBODY)
    assert run(named("UPDATE {table} SET {column} = {column}", **names)) > 0


def test_a_figure_of_nothing_cannot_be_written(city: City) -> None:
    row = Achievement(revision=city.revision, target_id=NOBODY, state="not_due", outcome="", pledge_status="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Achievement.objects.bulk_create([row])


@pytest.mark.parametrize(
    ("table", "model", "field"),
    [
        ("scoring_revision", Achievement, "revision_id"),
        ("contracts_target", Achievement, "target_id"),
        ("contracts_agreement", OrganizationScore, "agreement_id"),
        ("organization_employee", IndividualScore, "employee_id"),
        ("organization_unit", IndividualScore, "unit_id"),
    ],
)
def test_what_a_figure_refers_to_can_neither_go_nor_change_its_number(
    city: City, table: str, model: type[Model], field: str
) -> None:
    number = model._default_manager.exclude(**{field: None}).values_list(field, flat=True)[0]
    for statement in ("DELETE FROM {table} WHERE id = %s", "UPDATE {table} SET id = id + 1000000 WHERE id = %s"):
        with pytest.raises(IntegrityError, match="refer"), transaction.atomic():
            run(named(statement, table=table), number)


def test_what_no_figure_refers_to_can_go(city: City) -> None:
    target = city.targets["STAFF"]
    target.pk = None
    target.indicator_code, target.parent = "BARU", None
    target.save()
    assert run("DELETE FROM contracts_target WHERE id = %s", target.pk) == 1
    assert run("DELETE FROM contracts_target WHERE id = %s", NOBODY) == 0


def test_a_revision_goes_with_its_figures(city: City) -> None:
    city.revision.jobs.all().delete()
    city.revision.delete()
    assert (Achievement.objects.count(), IndividualScore.objects.count(), Revision.objects.count()) == (0, 0, 0)


def test_a_target_cannot_be_deleted_while_a_figure_of_it_is_being_written(
    lasting_city: City, other: BaseDatabaseWrapper
) -> None:
    """The figure is not committed, so that the deletion cannot see it: it has to wait for it."""
    target = lasting_city.targets["READ"]
    Achievement.objects.filter(target=target).delete()
    Target.objects.filter(pk=target.pk).update(weight=Decimal(31))
    row = Achievement(revision=lasting_city.revision, target=target, state="not_due", outcome="", pledge_status="")
    run("DELETE FROM scoring_reading")
    with transaction.atomic():
        Achievement.objects.bulk_create([row])
        with pytest.raises(OperationalError, match="lock timeout"):
            run("DELETE FROM contracts_target WHERE id = %s", target.pk, on=other)
    with pytest.raises(IntegrityError, match="still referred to"):
        run("DELETE FROM contracts_target WHERE id = %s", target.pk, on=other)


def test_a_figure_cannot_be_written_while_its_target_is_being_deleted(
    lasting_city: City, other: BaseDatabaseWrapper
) -> None:
    target = lasting_city.targets["READ"]
    Achievement.objects.filter(target=target).delete()
    run("DELETE FROM scoring_reading")
    statement = (
        "INSERT INTO scoring_achievement (revision_id, target_id, state, months, outcome, pledge_status)"
        " VALUES (%s, %s, 'not_due', '[]', '', '')"
    )
    with transaction.atomic():
        run("DELETE FROM contracts_target WHERE id = %s", target.pk)
        with pytest.raises(OperationalError, match="lock timeout"):
            run(statement, lasting_city.revision.pk, target.pk, on=other)
    with pytest.raises(IntegrityError, match="does not exist"):
        run(statement, lasting_city.revision.pk, target.pk, on=other)


def test_people_without_figures_can_go(cast: Cast) -> None:
    person = cast.person("Baru Datang")
    assert Employee.objects.filter(pk=person.pk).delete()[0] == 1
