"""Links are made of whole stretches, also under writers, and of everything that is registered."""

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction

from kinerja.chain import parts, sealing
from kinerja.chain.checking import check_chain
from kinerja.chain.sealing import seal_history
from kinerja.models import History, HistorySeal
from kinerja.tests.chain.conftest import write
from tests.races import PATIENCE


@pytest.mark.django_db
def test_nothing_new_makes_no_link() -> None:
    assert seal_history(patience=0) == 0
    write("1")
    assert seal_history(patience=0) == 1
    assert seal_history(patience=0) == 0


@pytest.mark.django_db
def test_many_rows_make_several_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ROWS", 2)
    monkeypatch.setattr(sealing, "LINKS", 2)
    write("1", "2", "3", "4", "5")
    assert seal_history(patience=0) == 2
    assert seal_history(patience=0) == 1
    assert [seal.rows for seal in HistorySeal.objects.all()] == [2, 2, 1]
    assert check_chain().findings == []


@pytest.mark.django_db
def test_the_time_zone_of_the_session_says_nothing() -> None:
    write("1")
    extent = parts.Extent(parts.FIRST, None, 2**40, list(parts.columns_of(parts.FIRST)), "")
    before = parts.digest(extent)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Asia/Jakarta'")
    assert parts.digest(extent) == before


class Writer(threading.Thread):
    """Writes one row of history in a transaction of its own and commits it when told to."""

    def __init__(self, row: str) -> None:
        super().__init__()
        self.row, self.written, self.may_commit = row, threading.Event(), threading.Event()

    def run(self) -> None:
        try:
            with transaction.atomic():
                write(self.row)
                self.written.set()
                self.may_commit.wait(PATIENCE)
        finally:
            connections.close_all()


@pytest.fixture
def writer() -> Iterator[Writer]:
    """A transaction that holds the smaller id and is still open."""
    thread = Writer("first")
    thread.start()
    assert thread.written.wait(PATIENCE)
    yield thread
    thread.may_commit.set()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_smaller_id_that_is_not_committed_yet_is_waited_for(writer: Writer) -> None:
    write("second")
    assert seal_history(patience=0.2) == 0
    threading.Timer(0.3, writer.may_commit.set).start()
    assert seal_history(patience=PATIENCE) == 1
    # A writer that came after the newest id was noted is not waited for; its row is the next link's.
    assert [seal.rows for seal in HistorySeal.objects.all()] == [2]
    assert check_chain().findings == []


@pytest.mark.django_db(transaction=True)
def test_control_who_does_not_wait_seals_a_gap(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_wait_for_writers", lambda *_: True)
    write("second")
    assert seal_history() == 1
    writer.may_commit.set()
    writer.join()
    assert [found.fault for found in check_chain().findings] == ["inserted"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_chain() -> None:
    write("1")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sealing._TURN])
        results: list[int] = []

        def run() -> None:
            results.append(seal_history())
            connections.close_all()

        other = threading.Thread(target=run)
        other.start()
        other.join(PATIENCE)
    assert results == [0]
    assert seal_history() == 1


@pytest.mark.django_db
def test_registered_tables_are_sealed_with_what_lies_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE elsewhere (id integer, said text); INSERT INTO elsewhere VALUES (1, 'ya')")
        cursor.execute("CREATE TABLE uji (id serial PRIMARY KEY, at timestamptz DEFAULT now(), file bytea)")
        cursor.execute("INSERT INTO uji (file) VALUES ('\\x00ff')")
    monkeypatch.setattr(parts, "_tables", {})
    monkeypatch.setattr(parts, "_beside", {})
    write("1")
    seal_history(patience=0)
    parts.register_part("uji", beside="said-1", sql="(SELECT e.said FROM elsewhere e WHERE e.id = t.id)")
    assert seal_history(patience=0) == 1
    assert check_chain().findings == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE elsewhere SET said = 'tidak'")
    assert [(found.table, found.fault) for found in check_chain().findings] == [("uji", "altered")]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE elsewhere SET said = 'ya'; UPDATE uji SET file = '\\x00fe'")
    assert [(found.table, found.fault) for found in check_chain().findings] == [("uji", "altered")]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE uji DROP COLUMN file")
    assert [(found.table, found.fault) for found in check_chain().findings] == [("uji", "altered")]
    assert History.objects.count() == 1
