"""A kept answer holds until a transaction that it did not see has changed one of its tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from kinerja import unchanged
from kinerja.unchanged import forget_changes, until_changed

pytestmark = pytest.mark.django_db

INSERT = "INSERT INTO test_noted VALUES (1)"


@pytest.fixture(scope="module")
def elsewhere(django_db_setup: Any, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """Another connection, whose changes stay, and a noted table: the tests themselves write nothing."""
    with django_db_blocker.unblock():
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("CREATE TABLE test_noted (id int); SELECT kinerja_note('test_noted')")
        yield other
        with other.cursor() as cursor:
            cursor.execute("DROP TABLE test_noted; DELETE FROM kinerja_change")
        other.close()


@pytest.fixture
def change(elsewhere: BaseDatabaseWrapper) -> Iterator[Callable[[str], None]]:
    """Changes the empty noted table, from another connection."""

    def run(statement: str) -> None:
        with elsewhere.cursor() as cursor:
            cursor.execute(statement)

    yield run
    run("DELETE FROM test_noted")


@contextmanager
def unfinished(statement: str) -> Iterator[None]:
    """A change by a third connection that is committed at the end."""
    third = connection.copy()
    third.set_autocommit(False)
    try:
        with third.cursor() as cursor:
            cursor.execute(statement)
            yield
        third.commit()
    finally:
        third.close()


class Counter:
    """A kept number of rows plus a number; ``asked`` says for what it was really asked."""

    def __init__(self, most: int = 64) -> None:
        self.asked: list[int] = []
        self.rows = until_changed("test_noted", most=most)(self._rows)

    def _rows(self, more: int = 0) -> int:
        self.asked.append(more)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM test_noted")
            return int(cursor.fetchone()[0]) + more


def test_it_is_asked_once_with_one_short_query_each_time(change: Callable[[str], None]) -> None:
    count = Counter()
    assert count.rows() == 0
    with CaptureQueriesContext(connection) as queries:
        assert [count.rows(), count.rows()] == [0, 0]
    assert (len(queries), count.asked) == (2, [0])


def test_a_change_is_seen_at_once_however_it_is_made(change: Callable[[str], None]) -> None:
    count = Counter()
    assert count.rows() == 0
    for statement, left in (
        (INSERT, 1),
        (INSERT, 2),
        ("UPDATE test_noted SET id = 2", 2),
        ("DELETE FROM test_noted", 0),
    ):
        change(statement)
        assert [count.rows(), count.rows()] == [left, left]
    assert len(count.asked) == 5


def test_emptying_a_table_is_a_change(elsewhere: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE test_noted")
        cursor.execute("SELECT table_name FROM kinerja_change WHERE xid = pg_current_xact_id()")
        assert cursor.fetchall() == [("test_noted",)]


def test_a_transaction_that_began_before_and_ends_after_the_answer_counts(change: Callable[[str], None]) -> None:
    count = Counter()
    with unfinished(INSERT):
        # A later transaction is over first: a mere counter of changes would now stand as high as it ever will.
        change(INSERT)
        assert [count.rows(), count.rows()] == [1, 1]
    assert [count.rows(), count.rows()] == [2, 2]
    assert len(count.asked) == 2


def test_what_comes_in_while_it_is_asked_is_found_at_the_next_visit(change: Callable[[str], None]) -> None:
    asked: list[int] = []

    @until_changed("test_noted")
    def count() -> int:
        found = Counter().rows()
        if not asked:
            change(INSERT)
        asked.append(found)
        return found

    assert [count(), count(), count()] == [0, 1, 1]
    assert asked == [0, 1]


def test_what_is_taken_back_was_never_kept(change: Callable[[str], None]) -> None:
    count = Counter()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(INSERT)
        assert count.rows() == 1
        transaction.set_rollback(True)
    assert count.rows() == 0


def test_other_arguments_are_another_answer_and_only_so_many_are_kept(change: Callable[[str], None]) -> None:
    count = Counter(most=2)
    for number in (1, 2, 3, 3, 2, 1):
        assert count.rows(number) == number
    assert count.asked == [1, 2, 3, 1]


def test_it_is_asked_anew_before_its_changes_are_forgotten(change: Callable[[str], None]) -> None:
    count = Counter()
    count.rows()
    with patch.object(unchanged, "monotonic", lambda: 10.0**9):
        count.rows()
    assert len(count.asked) == 2
    assert unchanged.LONGEST < unchanged.REMEMBERED * 24 * 3600 / 2


def test_only_old_changes_are_forgotten() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kinerja_change")
        cursor.execute("INSERT INTO kinerja_change VALUES ('organization_unit', '3', now() - interval '49 hours')")
        cursor.execute("INSERT INTO kinerja_change VALUES ('organization_unit', '4', now() - interval '47 hours')")
    assert forget_changes() == 1
