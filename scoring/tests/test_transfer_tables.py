"""The tables of somebody with several agreements in a year: which one a row means."""

import io

import pytest

from contracts.models import Agreement, Target
from dailylog.models import Activity
from kinerja.tables.exporting import outgoing
from kinerja.tables.writers import write_csv_bytes
from kinerja.tests.tables.helpers import load, reasons
from scoring.models import Justification, Reading
from scoring.tests.transfer import Transfer, make_transfer, month
from tests.cast import Cast


@pytest.fixture
def transfer(cast: Cast) -> Transfer:
    return make_transfer(cast)


def export(kind: str) -> str:
    table = outgoing(kind=kind)
    file = io.BytesIO()
    write_csv_bytes(file, table.columns, table.rows)
    return file.getvalue().decode()


def test_readings_and_justifications_go_to_the_agreement_of_the_month(transfer: Transfer) -> None:
    nip = transfer.mover.nip
    key = f"year,holder_nip,indicator_code,month,%s\n2026,{nip},LAYANAN,2026-02,%s\n2026,{nip},LAYANAN,2026-07,%s\n"
    load("readings", key % ("value", 70, 75))
    load("justifications", key % ("accepted,note", "yes,Banjir", "no,Lupa"))

    for model in (Reading, Justification):
        found = dict(model.objects.filter(month__in=(month(2), month(7))).values_list("month", "target_id"))
        assert found == {month(2): transfer.left.pk, month(7): transfer.entered.pk}


def test_entries_go_to_the_agreement_of_the_day(transfer: Transfer) -> None:
    rows = "".join(
        f"{transfer.mover.nip},2026-05-{day},08:00,09:00,Rapat,Notula,1,LAYANAN,approved\n" for day in (14, 15)
    )
    load("activities", "nip,date,start,end,description,output,quantity,indicator_code,status\n" + rows)

    found = {entry.date.day: entry.target_id for entry in Activity.objects.filter(employee=transfer.mover)}
    assert found == {14: transfer.left.pk, 15: transfer.entered.pk}


def test_the_tables_of_promises_show_the_open_agreement(transfer: Transfer) -> None:
    nip = transfer.mover.nip
    agreements = [line for line in export("agreements").splitlines() if nip in line.split(",")[1]]
    targets = [line for line in export("targets").splitlines() if nip in line.split(",")[1]]

    assert [line.split(",")[4] for line in agreements] == ["2026-06-03"]
    assert len(targets) == 1


def test_without_an_open_agreement_they_show_the_one_that_ended_last(transfer: Transfer) -> None:
    Agreement.objects.filter(pk=transfer.entered.agreement_id).update(ended_on="2026-09-30")
    nip = transfer.mover.nip
    agreements = [line for line in export("agreements").splitlines() if nip in line.split(",")[1]]
    assert [line.split(",")[4] for line in agreements] == ["2026-06-03"]


@pytest.mark.parametrize("kind", ["agreements", "targets"])
def test_what_was_exported_changes_nothing_when_it_comes_back(transfer: Transfer, kind: str) -> None:
    load("registers", "register,name,class,limit,limit_unit\nPPID,PPID,umum,10,hours\n")
    result = load(kind, export(kind))
    assert (result.new, result.changed) == (0, 0)


def test_a_promise_below_an_ended_one_keeps_its_parent(transfer: Transfer) -> None:
    """The tables cannot name such a parent; a row that says nothing of it leaves it alone."""
    Target.objects.filter(pk=transfer.taken.pk).update(parent=transfer.left)
    text = export("targets")
    assert load("targets", text).changed == 0
    assert Target.objects.get(pk=transfer.taken.pk).parent == transfer.left


def test_nobody_finds_a_target_that_only_an_ended_agreement_had(transfer: Transfer) -> None:
    Target.objects.filter(pk=transfer.left.pk).update(indicator_code="LAMA")
    nip = transfer.mover.nip
    text = f"year,holder_nip,indicator_code,month,value\n2026,{nip},LAMA,2026-07,70\n2026,{nip},LAMA,2026-02,70\n"
    assert [row for row, *_ in reasons("readings", text)] == [2]
