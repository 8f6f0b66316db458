"""What the role of the web server may not do: it is refused by its rights, before any trigger is asked."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from psycopg2.errors import InsufficientPrivilege
from psycopg2.sql import SQL, Identifier

from kinerja.chain.parts import parts, unsealed_columns
from kinerja.database import parse_database_url
from kinerja.guards import grant

APPEND_ONLY = sorted({*parts(), "kinerja_historyseal"})
COLUMN = {"kinerja_historyseal": "sha256"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def application() -> Iterator[Any]:
    """A cursor on the test's database, connected as the web server connects."""
    assert settings.APPLICATION_ROLE, "Tests need DATABASE_OWNER_URL beside DATABASE_URL (docs/operations.md)."
    told = parse_database_url(os.environ["DATABASE_URL"])
    session = psycopg2.connect(
        dbname=connection.settings_dict["NAME"],
        user=told["USER"],
        password=told["PASSWORD"],
        host=told["HOST"],
        port=told["PORT"],
    )
    session.autocommit = True
    yield session.cursor()
    session.close()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_only_grows_is_neither_changed_nor_emptied(application: Any, table: str) -> None:
    names = {"table": Identifier(table), "column": Identifier(COLUMN.get(table, "id"))}
    for attack in ("UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"):
        with pytest.raises(InsufficientPrivilege):
            application.execute(SQL(attack).format(**names))
    application.execute(SQL("SELECT count({column}) FROM {table}").format(**names))


def test_history_is_written_by_its_triggers_alone(application: Any) -> None:
    with pytest.raises(InsufficientPrivilege):
        application.execute("INSERT INTO kinerja_history DEFAULT VALUES")


@pytest.mark.parametrize(
    "attack",
    [
        "ALTER TABLE kinerja_history DISABLE TRIGGER history_append_only",
        "DROP TRIGGER history_append_only ON kinerja_history",
        "SET session_replication_role = replica",
        "SELECT kinerja_watch('django_session')",
        "CREATE TABLE mine (id integer)",
        "DELETE FROM django_migrations",
        "CREATE OR REPLACE FUNCTION kinerja_keep_history() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET ROLE kinerja",
    ],
)
def test_guards_are_not_for_it_to_take_away(application: Any, attack: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        application.execute(attack)


def test_what_is_not_sealed_may_change(application: Any) -> None:
    assert unsealed_columns("contracts_certificate") == ["revoked_at", "revoked_reason"]
    application.execute("UPDATE contracts_certificate SET revoked_reason = '' WHERE false")
    application.execute("UPDATE organization_unit SET name = name WHERE false")


def test_control_the_owner_is_stopped_by_triggers_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kinerja_history DISABLE TRIGGER history_append_only")
        cursor.execute("DELETE FROM kinerja_history")


def test_rights_that_somebody_added_are_taken_back(application: Any) -> None:
    role = settings.APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT ALL ON kinerja_history TO {role}")
        grant(role)
        cursor.execute("SELECT has_table_privilege(%s, 'kinerja_history', 'INSERT,UPDATE,DELETE,TRUNCATE')", [role])
        assert cursor.fetchone() == (False,)
