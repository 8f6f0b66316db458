"""The commands of the interchange: what they print, and one sentence instead of a traceback."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_score_month_says_what_it_did(golden: Path) -> None:
    assert run("score_month", "2025-03") == "2025-03: revisi 1, 22 pegawai.\n"


@pytest.mark.parametrize("month", ["2025-13", "2025-3", "maret", "", "2025-03-01", "0000-01"])
def test_score_month_explains_a_month_it_cannot_read(db: None, month: str) -> None:
    with pytest.raises(CommandError, match="bukan bulan"):
        run("score_month", month)


def test_score_month_explains_an_instant_it_cannot_read(db: None) -> None:
    with pytest.raises(CommandError, match="bukan waktu"):
        run("score_month", "2025-03", "--as-of", "kemarin")


def test_explain_prints_the_tree_as_json(golden: Path) -> None:
    run("score_month", "2025-03")
    tree = json.loads(run("explain", "198012032003031005", "2025-03", "--format", "json"))
    assert (tree["key"], tree["value"]) == ("tpp", "3024357")


def test_explain_says_who_is_missing(golden: Path) -> None:
    run("score_month", "2025-03")
    with pytest.raises(CommandError, match="tidak mempunyai angka"):
        run("explain", "197803132000021001", "2025-03")


def test_explain_says_when_a_month_was_never_scored(golden: Path) -> None:
    with pytest.raises(CommandError, match="belum dihitung"):
        run("explain", "198012032003031005", "2025-03")


def test_close_month_prints_the_seal(golden: Path) -> None:
    assert "ditutup, revisi 1, segel" in run("close_month", "2025-12")


def test_review_pledges_counts_the_statuses(golden: Path) -> None:
    assert run("review_pledges", "2025") == (
        "2025-12: 18 sasaran (ok 11, watch 3, at_risk 0, breached 4), 2 pernyataan ditandai.\n"
    )


def test_review_pledges_looks_back_from_a_month(golden: Path) -> None:
    assert run("review_pledges", "2025", "--as-of", "2025-09").startswith("2025-09: 18 sasaran")


def test_review_pledges_refuses_a_month_of_another_year(golden: Path) -> None:
    with pytest.raises(CommandError, match="tidak termasuk tahun 2025"):
        run("review_pledges", "2025", "--as-of", "2024-09")


def test_payroll_waits_for_the_closing(golden: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("score_month", "2025-12")
    with pytest.raises(CommandError, match="belum ditutup"):
        run("export_table", "payroll", "2025-12")
    run("close_month", "2025-12")
    capsys.readouterr()
    call_command("export_table", "payroll", "2025-12")
    header, first, *_ = capsys.readouterr().out.splitlines()
    assert header == "nip,name,tpp_base,productivity,discipline,sanction_percent,tpp,revision"
    assert first == "196801261992082003,Kabid OPD01-B1,9111111,100.00,77.50,0.00,8291111,1"
