"""Work done aside: in turn, on the right connection, and no failure is lost."""

from __future__ import annotations

import threading

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg2.extensions import cursor

from scoring.actions import score
from scoring.periods import local_now
from scoring.queries.aside import InTurn, Meanwhile


def backend(_item: object = None) -> int:
    """The number of the database session that answers."""
    with connection.cursor() as asking:
        asking.execute("SELECT pg_backend_pid()")
        return int(asking.fetchone()[0])


@pytest.mark.parametrize("aside", [False, True])
def test_results_come_in_the_order_of_the_items(aside: bool) -> None:
    with InTurn(lambda item: item * 2, [3, 1, 2], aside=aside) as turns:
        assert list(turns.results()) == [6, 2, 4]


@pytest.mark.django_db
def test_beside_it_reads_on_another_connection() -> None:
    with InTurn(backend, [1], aside=True) as apart, InTurn(backend, [1], aside=False) as inline:
        assert list(apart.results()) != [backend()]
        assert list(inline.results()) == [backend()]


@pytest.mark.parametrize("aside", [False, True])
def test_a_failure_is_raised_where_its_result_is_asked_for(aside: bool) -> None:
    with InTurn(lambda item: 1 // item, [1, 0], aside=aside) as turns:
        results = turns.results()
        assert next(results) == 1
        with pytest.raises(ZeroDivisionError):
            next(results)


def test_what_is_not_begun_is_dropped_when_the_caller_fails() -> None:
    begun, go = [], threading.Event()

    def work(item: int) -> None:
        begun.append(item)
        go.wait(5)

    def caller() -> None:
        with InTurn(work, [1, 2, 3], aside=True):
            threading.Timer(0.2, go.set).start()
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
