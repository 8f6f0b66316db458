"""Decisions are sealed together with what they approved."""

from datetime import time

import pytest
from django.db import connection

from dailylog.tests.conftest import Make
from dailylog.tests.test_guards import decide, show
from kinerja.chain.checking import check_chain
from kinerja.chain.sealing import seal_history
from tests.cast import Cast

DECISION = "dailylog_decision"


def bend(table: str, statement: str) -> None:
    """An insider who owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def faults() -> list[tuple[str, str]]:
    return [(found.table, found.fault.value) for found in check_chain().findings]


@pytest.fixture
def approved(cast: Cast, make_activity: Make) -> None:
    """An approved entry with a photograph, and one that was sent back; sealed."""
    activity = make_activity(cast.staff)
    show(activity)
    decide(activity, cast.lead, version=2)
    decide(
        make_activity(cast.staff, description="Lain", start=time(10), end=time(11)),
        cast.lead,
        verdict="return",
        reason="unclear",
    )
    seal_history(patience=0)


def test_what_changes_lawfully_later_still_fits(approved: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dailylog_activity SET description = 'Diperbaiki' WHERE status = 'returned'")
    assert faults() == []


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        (DECISION, "UPDATE dailylog_decision SET text = 'lain'"),
        ("dailylog_activity", "UPDATE dailylog_activity SET description = 'lain' WHERE status = 'approved'"),
        ("dailylog_activity", "UPDATE dailylog_activity SET quantity = 9 WHERE status = 'approved'"),
        ("dailylog_evidence", "DELETE FROM dailylog_evidence"),
    ],
)
def test_a_changed_decision_or_approved_entry_is_found(approved: None, table: str, statement: str) -> None:
    bend(table, statement)
    assert faults() == [(DECISION, "altered")]


def test_a_decision_taken_away_is_found(approved: None) -> None:
    bend(DECISION, "DELETE FROM dailylog_decision WHERE verdict = 'return'")
    assert faults() == [(DECISION, "missing")]
