"""The doors to the chain: sealing, the head for outside, the check."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kinerja.chain.checking import Fault, Finding
from kinerja.chain.words import sentence
from kinerja.models import HistorySeal
from kinerja.tasks import seal_history
from kinerja.tests.chain.conftest import LIE, Bend, write

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db


def test_head_of_nothing_is_refused() -> None:
    with pytest.raises(CommandError, match="belum disegel"):
        call_command("export_history_head")


def test_a_head_kept_in_a_file_fits(sealed: list[int], tmp_path: Path, capsys: Capture) -> None:
    call_command("export_history_head")
    kept = tmp_path / "heads.txt"
    kept.write_text(capsys.readouterr().out)
    write("10")
    call_command("seal_history")
    assert capsys.readouterr().out.startswith("1 mata rantai baru; kepala 4:")
    call_command("verify_history", "--heads-from", str(kept))
    told = capsys.readouterr().out
    assert told.startswith("4 segel, 10 baris: sesuai.")
    assert "Tanpa --head" not in told


def test_what_does_not_fit_ends_in_one(sealed: list[int], bend: Bend, capsys: Capture) -> None:
    bend(LIE, sealed[4])
    with pytest.raises(SystemExit) as ended:
        call_command("verify_history")
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert told.err == f"Segel 2: isi kinerja_history (nomor {sealed[2]}–{sealed[5]}) telah diubah.\n"
    assert "1 ketidaksesuaian" in told.out
    assert "Tanpa --head" in told.out


def test_a_head_on_standard_input_that_is_not_there(
    sealed: list[int], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin.read", lambda: f"9:{'0' * 64}\n", raising=False)
    with pytest.raises(SystemExit):
        call_command("verify_history", "--heads-from", "-")
    assert "Kepala nomor 9 yang disimpan di luar tidak ada dalam rantai" in capsys.readouterr().err


def test_the_clock_seals_as_well() -> None:
    write("1")
    assert seal_history() == 1
    assert HistorySeal.objects.count() == 1


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_its_sentence(fault: Fault) -> None:
    assert "%(" not in sentence(Finding(fault, 3, "kinerja_history", None, 9, 2, 1))
