"""The press: the same bytes as laid out here, and a paper that blows up harms nobody (reliability R31)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.paper.layout import Sheet, fonts, lay_out_sheet, warm_up, write
from contracts.paper.printer import PRINTER, Printer, UnprintableError
from contracts.paper.render import render, sheet_of
from contracts.paper.sheet import Look
from contracts.tests.deeds import make_deed
from contracts.tests.paper.reading import reader
from kinerja.services.processes import wait_until
from tests.races import PATIENCE

SMALL = Sheet("<p>Naskah", ("paper.css",))
#: Far more of the processor than a small paper takes, also on a slow one; far less than an endless one.
FEW = "press.CPU_SECONDS = 4; press.MEMORY = 300 << 20"
#: Laid out in minutes, or never.
ENDLESS = Sheet("<table>" + "<tr><td colspan=30000>a" * 400 + "</table>", ("paper.css",))
HUGE = Sheet("<p>" + "lebar " * 900_000, ("paper.css",))


def press_with(limits: str) -> Printer:
    """A press whose limits are lowered by these statements."""
    line = "socket.socket(fileno=int(sys.argv[1]))"
    return Printer(["-c", f"import socket, sys; from contracts.paper import press; {limits}; press.main({line})"])


@pytest.fixture
def quick() -> Iterator[Printer]:
    """A press with little time and 300 MB for an order."""
    printer = press_with(FEW)
    yield printer
    printer.stop()


def test_what_the_press_reads_before_it_forks_starts_no_thread_of_pango() -> None:
    # Since 1.52 a font map has a thread. A child forked after that waited for it until its time was over.
    fonts.cache_clear()
    warm_up()
    assert fonts.cache_info().currsize == 0


def test_the_press_gives_the_bytes_that_laying_out_here_gives() -> None:
    deed = make_deed(rows=3)
    assert render(deed) == write(lay_out_sheet(sheet_of(deed, Look())))


def test_a_sitting_binds_its_papers_in_their_order() -> None:
    with PRINTER.sitting() as sitting:
        assert [sitting.lay(SMALL), sitting.lay(Sheet("<p>Kedua", ("paper.css",)))] == [1, 1]
        pages = reader(sitting.write()).pages
    assert [page.extract_text().split()[0] for page in pages] == ["Naskah", "Kedua"]


@pytest.mark.parametrize("sheet", [ENDLESS, HUGE], ids=["time", "memory"])
def test_a_paper_without_end_is_given_up_and_the_next_is_made(quick: Printer, sheet: Sheet) -> None:
    with quick.sitting() as sitting, pytest.raises(UnprintableError, match="batas waktu dan memori") as given_up:
        sitting.lay(sheet)
    # The child was killed, or said itself that there was no room left.
    assert given_up.value.reason in {"EOFError", "ConnectionResetError", "MemoryError"}
    with quick.sitting() as sitting:
        assert sitting.lay(SMALL) == 1


def test_deep_nesting_is_refused_with_its_reason() -> None:
    with PRINTER.sitting() as sitting, pytest.raises(UnprintableError) as refused:
        sitting.lay(Sheet("<div>" * 3000 + "a", ("paper.css",)))
    assert refused.value.reason


def test_a_press_that_died_is_started_anew() -> None:
    printer = Printer()
    with printer.sitting() as sitting:
        sitting.lay(SMALL)
    assert printer._process is not None
    printer._process.kill()
    printer._process.wait()
    with printer.sitting() as sitting:
        assert sitting.lay(SMALL) == 1
    printer.stop()


def test_the_press_knows_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINERJA_SECRET_KEY", "rahasia-yang-tidak-boleh-terlihat")
    printer = Printer()
    with printer.sitting() as sitting:
        sitting.lay(SMALL)
        assert printer._process is not None
        known = Path(f"/proc/{printer._process.pid}/environ").read_bytes()
    printer.stop()
    assert b"KINERJA" not in known


def test_a_forked_process_starts_a_press_of_its_own() -> None:
    printer = Printer()
    with printer.sitting() as sitting:
        sitting.lay(SMALL)
    before = printer._process
    assert before is not None
    printer.forget()
    assert printer._process is None
    # Nobody holds the control line any more: the press goes home.
    assert before.wait(PATIENCE) == 0


def test_both_sides_begin_each_part_on_an_odd_page() -> None:
    texts = [page.extract_text() for page in reader(render(make_deed(rows=2), wet=True, duplex=True)).pages]
    begins = [next(number for number, text in enumerate(texts, 1) if word in text) for word in ("Lampiran P", "LEMBAR")]
    assert [number % 2 for number in begins] == [1, 1]
    assert texts[1].strip() == ""


def test_sittings_leave_nothing_behind_even_when_their_limits_kill_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    printer = press_with(FEW)
    with printer.sitting() as sitting:
        sitting.lay(SMALL)
        # The control: a child does write.
        assert list(tmp_path.glob("kinerja-press-*/*/weasyprint-*/*"))
    with printer.sitting() as sitting, pytest.raises(UnprintableError):
        sitting.lay(ENDLESS)

    assert wait_until(lambda: not list(tmp_path.glob("kinerja-press-*/*")), seconds=PATIENCE)
    printer.stop()
    assert not list(tmp_path.iterdir())
