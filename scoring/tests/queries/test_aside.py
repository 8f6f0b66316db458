"""Work done aside: in turn, on the right connection, and no failure is lost."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg2 import extensions
from psycopg2.extensions import cursor

from scoring.actions import score
from scoring.periods import local_now
from scoring.queries.aside import Ahead, Meanwhile
from tests.races import PATIENCE


def backend() -> int:
    """The number of the database session that answers."""
    with connection.cursor() as asking:
        asking.execute("SELECT pg_backend_pid()")
        return int(asking.fetchone()[0])


def open_connection() -> extensions.connection:
    """The driver's connection of the thread that answers."""
    connection.ensure_connection()
    opened: extensions.connection = connection.connection
    return opened


@pytest.mark.parametrize("aside", [False, True])
def test_each_reading_has_its_own_answer(aside: bool) -> None:
    with Ahead(aside=aside) as ahead:
        answers = [ahead.begin(partial(pow, 2, exponent)) for exponent in (3, 1, 2)]
        assert [answer() for answer in reversed(answers)] == [4, 2, 8]


def test_readings_are_begun_in_turn_before_anybody_asks() -> None:
    begun: list[int] = []
    last = threading.Event()
    with Ahead(aside=True) as ahead:
        ahead.begin(partial(begun.append, 1))
        ahead.begin(partial(begun.append, 2))
        ahead.begin(last.set)
        assert last.wait(PATIENCE)
    assert begun == [1, 2]


@pytest.mark.django_db
def test_ahead_reads_on_another_connection_which_is_one() -> None:
    with Ahead(aside=True) as apart, Ahead(aside=False) as inline:
        first, second = apart.begin(backend), apart.begin(backend)
        assert first() == second() != backend()
        assert inline.begin(backend)() == backend()


@pytest.mark.django_db
def test_the_other_connection_is_closed_at_the_end() -> None:
    """Asked of the connection itself: the server may show its session for a while after the client has left."""
    with Ahead(aside=True) as ahead:
        other = ahead.begin(open_connection)()
        assert other is not connection.connection
        assert not other.closed
    assert other.closed


@pytest.mark.parametrize("aside", [False, True])
def test_a_failure_is_raised_where_its_answer_is_asked_for(aside: bool) -> None:
    with Ahead(aside=aside) as ahead:
        good, bad = ahead.begin(lambda: 1), ahead.begin(lambda: 1 // 0)
        assert good() == 1
        with pytest.raises(ZeroDivisionError):
            bad()


def test_what_is_not_begun_is_dropped_when_the_caller_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first reading ends only when the end is waited for: what is dropped has been dropped by then."""
    begun, go = [], threading.Event()

    def work(item: int) -> None:
        begun.append(item)
        assert go.wait(PATIENCE)

    def caller() -> None:
        with Ahead(aside=True) as ahead:
            pool = ahead._pool
            assert pool is not None
            end = pool.shutdown

            def let_go_and_end() -> None:
                go.set()
                end()

            monkeypatch.setattr(pool, "shutdown", let_go_and_end)
            for item in (1, 2, 3):
                ahead.begin(partial(work, item))
            raise RuntimeError("caller")

    with pytest.raises(RuntimeError, match="caller"):
        caller()
    assert len(begun) <= 1


@pytest.mark.django_db
@pytest.mark.parametrize("aside", [False, True])
def test_meanwhile_writes_in_the_transaction_of_the_caller(aside: bool) -> None:
    def write(bare: cursor) -> None:
        bare.execute("CREATE TEMP TABLE meanwhile_test ON COMMIT DROP AS SELECT pg_backend_pid() AS session")

    with transaction.atomic(), Meanwhile(aside=aside) as meanwhile:
        meanwhile.do(write)
        meanwhile.finish()
        with connection.cursor() as reading:
            reading.execute("SELECT session FROM meanwhile_test")
            assert reading.fetchone() == (backend(),)


@pytest.mark.django_db
@pytest.mark.parametrize("aside", [False, True])
def test_a_failing_statement_fails_the_caller_in_words_of_django(aside: bool) -> None:
    def fail(bare: cursor) -> None:
        bare.execute("SELECT nonsense")

    def run() -> None:
        with transaction.atomic(), Meanwhile(aside=aside) as meanwhile:
            meanwhile.do(fail)
            meanwhile.finish()

    with pytest.raises(ProgrammingError, match="nonsense"):
        run()
    assert backend()


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_done_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the transaction has written, another connection would not see."""
    chosen: list[bool] = []
    monkeypatch.setattr(score, "open_revision", lambda _scene: None)
    monkeypatch.setattr(score, "finish_revision", lambda revision: revision)
    monkeypatch.setattr(score, "score_scope", lambda _scene, _revision, *, aside: chosen.append(aside))
    score.score_month(month=local_now().date().replace(day=1))
    assert chosen == [False]
