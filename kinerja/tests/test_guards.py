"""What is kept cannot be emptied, and guards hold whatever role a session says it plays."""

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.guards import harden, tables_may_be_emptied
from kinerja.models import History
from tests.cast import Cast

pytestmark = pytest.mark.django_db

WATCHED = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_update' ORDER BY 1"
KEPT = {
    "kinerja_history",
    "dailylog_activity",
    "dailylog_decision",
    "dailylog_evidence",
    "dailylog_findingreview",
    "contracts_storedfile",
    "contracts_signature",
    "contracts_certificate",
    "contracts_event",
    "contracts_verdict",
    "contracts_version",
    "scoring_revision",
    "scoring_individualscore",
    "scoring_organizationscore",
    "scoring_achievement",
}
_ASLEEP_FOR_REPLICAS = " FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'A'"
_LATER = "CREATE TRIGGER later_kept BEFORE UPDATE ON later FOR EACH STATEMENT EXECUTE FUNCTION kinerja_keep_history()"


def column(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [str(row[0]) for row in cursor.fetchall()]


def test_whatever_has_a_guard_is_never_emptied() -> None:
    guarded = set(column("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"))
    refusing = set(column("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'never_emptied'"))
    assert guarded >= KEPT
    assert set(column(WATCHED)) <= guarded
    assert guarded - refusing == set()


@pytest.mark.parametrize("table", sorted(KEPT))
def test_truncate_is_refused(table: str) -> None:
    with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_control_without_the_guard_history_is_emptied(cast: Cast) -> None:
    assert History.objects.exists()
    with tables_may_be_emptied(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE kinerja_history")
    assert not History.objects.exists()


def test_every_guard_holds_under_every_replication_role() -> None:
    assert column("SELECT tgrelid::regclass::text || ' ' || tgname" + _ASLEEP_FOR_REPLICAS) == []


def test_later_guards_are_hardened_and_what_is_disabled_stays_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id integer)")
        cursor.execute(_LATER)
        assert harden() == 3  # the refusal of TRUNCATE, and both made to hold always
        assert harden() == 0
        cursor.execute("ALTER TABLE later DISABLE TRIGGER later_kept")
        assert harden() == 0
    with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE later")


def test_an_error_inside_leaves_the_refusal_in_place() -> None:
    with pytest.raises(ZeroDivisionError), tables_may_be_emptied():
        _ = 1 // 0
    with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE kinerja_history")
