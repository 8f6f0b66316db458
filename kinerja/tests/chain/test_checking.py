"""Six ways to bend history: four are found by the chain alone, two by a head that was kept outside."""

import pytest
from django.db import IntegrityError, connection, transaction

from kinerja.chain.checking import Fault, check_chain
from kinerja.chain.sealing import seal_history, sha256_of
from kinerja.models import History, HistorySeal
from kinerja.tests.chain.conftest import LIE, Bend, write

Sealed = list[int]
COPY = (
    'INSERT INTO kinerja_history (id, at, actor, reason, table_name, "row", operation) '
    'SELECT %s, at, actor, reason, table_name, "row", operation FROM kinerja_history WHERE id = %s'
)


def faults(*heads: str) -> list[tuple[Fault, int]]:
    return [(found.fault, found.number) for found in check_chain(heads).findings]


def head() -> str:
    last = HistorySeal.objects.last()
    assert last
    return last.head


def test_what_nobody_touched_fits(sealed: Sealed) -> None:
    report = check_chain([head()])
    assert (report.seals, report.rows, report.findings, report.head) == (3, 9, [], head())
    assert not report.guards_differ


def test_guards_refuse_what_the_following_tests_do(sealed: Sealed) -> None:
    for statement in ("UPDATE kinerja_history SET actor = 'x'", "DELETE FROM kinerja_historyseal"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_1_an_altered_row(sealed: Sealed, bend: Bend) -> None:
    bend(LIE, sealed[4])
    assert faults() == [(Fault.ALTERED, 2)]


def test_2_a_deleted_row(sealed: Sealed, bend: Bend) -> None:
    bend("DELETE FROM kinerja_history WHERE id = %s", sealed[4])
    assert faults() == [(Fault.MISSING, 2)]


def test_3_a_row_inserted_between(db: None, bend: Bend) -> None:
    write("1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('kinerja_history_id_seq')")  # as of a transaction that was rolled back
        gap = cursor.fetchone()[0]
    write("2")
    seal_history(patience=0)
    assert faults() == []
    bend(COPY, gap, gap - 1)
    assert faults() == [(Fault.INSERTED, 1)]


def test_3_a_row_inserted_before_the_very_first(sealed: Sealed, bend: Bend) -> None:
    bend(COPY, -5, sealed[0])
    assert faults() == [(Fault.INSERTED, 1)]


def test_4_two_rows_that_changed_places(sealed: Sealed, bend: Bend) -> None:
    move = "UPDATE kinerja_history SET id = %s WHERE id = %s"
    bend(move, -1, sealed[3])
    bend(move, sealed[3], sealed[4])
    bend(move, sealed[4], -1)
    assert faults() == [(Fault.REORDERED, 2)]


def test_5_a_cut_tail_is_found_by_the_head_outside_alone(sealed: Sealed, bend: Bend) -> None:
    kept = head()
    bend("DELETE FROM kinerja_history WHERE id > %s", sealed[5])
    bend("DELETE FROM kinerja_historyseal WHERE number = 3")
    assert faults() == []
    assert faults(kept) == [(Fault.CUT, 3)]


def test_6_a_rebuilt_chain_is_found_by_the_head_outside_alone(sealed: Sealed, bend: Bend) -> None:
    early, kept = HistorySeal.objects.earliest("number").head, head()
    bend(LIE, sealed[4])
    bend("DELETE FROM kinerja_historyseal WHERE number > 1")
    seal_history(patience=0)
    write("10")
    seal_history(patience=0)
    assert faults() == []
    # The first head still fits: what was bent lies behind it.
    assert faults(early, kept) == [(Fault.REBUILT, 3)]


def test_an_altered_seal_and_one_taken_out(sealed: Sealed, bend: Bend) -> None:
    bend("UPDATE kinerja_historyseal SET at = at - interval '1 day' WHERE number = 2")
    assert faults() == [(Fault.SEAL_ALTERED, 2)]
    bend("DELETE FROM kinerja_historyseal WHERE number = 2")
    assert faults() == [(Fault.SEAL_MISSING, 2), (Fault.CHAIN_BROKEN, 3)]


def test_a_seal_that_follows_from_another_one(sealed: Sealed, bend: Bend) -> None:
    seal = HistorySeal.objects.get(number=2)
    seal.previous = "0" * 64
    bend("UPDATE kinerja_historyseal SET previous = %s, sha256 = %s WHERE number = 2", seal.previous, sha256_of(seal))
    assert faults() == [(Fault.CHAIN_BROKEN, 2), (Fault.CHAIN_BROKEN, 3)]


def test_a_seal_that_leaves_rows_out(sealed: Sealed, bend: Bend) -> None:
    last = HistorySeal.objects.get(number=3)
    last.parts["kinerja_history"] = {**last.parts["kinerja_history"], "after": sealed[6], "rows": 2}
    last.sha256 = sha256_of(last)
    bend("DELETE FROM kinerja_historyseal WHERE number = 3")
    last.save(force_insert=True)
    assert (Fault.CHAIN_BROKEN, 3) in faults()
    last.parts, last.number, last.previous = {}, 4, last.sha256
    last.sha256 = sha256_of(last)
    last.save(force_insert=True)
    assert (Fault.PART_DROPPED, 4) in faults()


def test_a_head_that_is_none(sealed: Sealed) -> None:
    assert faults("3", f"{head()}0") == [(Fault.HEAD_UNREADABLE, 0)] * 2


def test_a_guard_that_sleeps_shows(sealed: Sealed, bend: Bend) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kinerja_history DISABLE TRIGGER history_append_only")
    assert check_chain().guards_differ
    write("10")
    seal_history(patience=0)
    report = check_chain()
    assert (report.guards_changed, report.guards_differ) == ([4], False)
    assert History.objects.count() == report.rows
