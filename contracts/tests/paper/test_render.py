"""The printed agreement: its words, its breaks, its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contracts.paper.render import fonts, render, stylesheet
from contracts.tests.deeds import FIRST, MAYOR, make_deed, make_row
from contracts.tests.paper.reading import page_texts, reader, whole_text

# Domain sheet §2.2, word for word.
STATEMENT = (
    "PERJANJIAN KINERJA TAHUN 2027",
    "DINAS KOMUNIKASI DAN INFORMATIKA",
    (
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta berorientasi pada"
        " hasil, kami yang bertanda tangan di bawah ini:"
    ),
    (
        "Nama : I Made Suardana, S.T., M.T. Jabatan : Kepala Dinas Komunikasi dan Informatika"
        " Selanjutnya disebut pihak pertama"
    ),
    (
        "Nama : Larasati Nugraheni, S.H. Jabatan : Wali Kota Tirtawangi"
        " Selaku atasan pihak pertama, selanjutnya disebut pihak kedua"
    ),
    (
        "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam"
        " rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan."
        " Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami."
    ),
    (
        "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja"
        " dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi."
    ),
    "Tirtawangi, 4 Januari 2027",
    "Pihak Kedua, Wali Kota Tirtawangi Pihak Pertama, Kepala Dinas Komunikasi dan Informatika",
    "Pembina Utama Muda NIP. 19750412 200003 1 004",
)


def test_the_statement_says_what_the_form_says() -> None:
    first_page = page_texts(render(make_deed()))[0]

    for sentence in STATEMENT:
        assert sentence in first_page


def test_the_annex_names_objective_indicator_target_quarters_programme_and_budget() -> None:
    text = whole_text(render(make_deed(rows=2)))

    assert "No Sasaran Strategis Indikator Kinerja Bobot Target (1) (2) (3) (4) (5)" in text
    assert "Permohonan informasi publik dijawab paling lama 17 hari kerja" in text
    assert "10 % 85 %" in text
    assert "720 berita" in text
    assert "Triwulan I Triwulan II Triwulan III Triwulan IV" in text
    assert "180 360 540 720" in text
    assert "Rp 1.250.000.000,00 APBD" in text
    assert "Jumlah Rp 3.750.000.000,00" in text


def test_the_pledge_stands_on_a_sheet_of_its_own_with_the_citys_own_mayor() -> None:
    pages = page_texts(render(make_deed(rows=1)))

    pledge = pages[-1]
    assert "LEMBAR PERSETUJUAN" in pledge
    assert "tandatangani bersama Wali Kota Tirtawangi." in pledge
    assert "Kami sanggup mengundurkan diri dari jabatan kami secara sukarela" in pledge
    assert "Surabaya" not in " ".join(pages)
    assert not any("LEMBAR PERSETUJUAN" in page for page in pages[:-1])


def test_without_a_pledge_there_is_no_sheet() -> None:
    assert "LEMBAR PERSETUJUAN" not in whole_text(render(make_deed(rows=1, pledge=False)))


def test_a_head_of_region_declares_alone_without_rank_and_nip() -> None:
    text = whole_text(render(make_deed(rows=1, parties=(MAYOR,), pledge=False)))

    assert "Pihak Kedua" not in text
    assert "pihak pertama" not in text
    assert "NIP" not in text
    assert "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami." in text


def test_an_amendment_says_what_it_replaces_and_why() -> None:
    deed = make_deed(rows=1, version=2, amends="000.8.6.3/0117/PK/2027", ground="priority")

    first_page = page_texts(render(deed))[0]

    assert "PERJANJIAN KINERJA PERUBAHAN TAHUN 2027" in first_page
    assert "menggantikan perjanjian kinerja Nomor 000.8.6.3/0117/PK/2027 karena perubahan prioritas" in first_page


def test_every_page_has_its_number_its_document_and_its_code() -> None:
    pages = page_texts(render(make_deed()))

    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert "Nomor 000.8.6.3/0117/PK/2027 · K7M2-P4Q6" in page


@pytest.mark.parametrize("rows", [1, 60])
def test_long_tables_repeat_their_heads_and_break_no_row(rows: int) -> None:
    pages = page_texts(render(make_deed(rows=rows, programmes=0, pledge=False)))

    annex = pages[1:]
    for page in annex:
        assert "Indikator Kinerja" in page
    for number in range(1, rows + 1):
        # The number of a row and the end of its last cell stand on the same page.
        mark = f"{number} Meningkatnya mutu layanan informasi dan komunikasi publik {(number + 2) // 3} "
        (holder,) = [page for page in annex if mark in page]
        row = holder.split(mark, 1)[1]
        assert row.index(" 10 % ") < row.index("Sumber data: Laporan bulanan Dinas Komunikasi dan Informatika")


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("rows", [1, 3, 4, 6, 7, 8, 10, 13])
def test_signatures_never_stand_alone(rows: int, paper: str) -> None:
    pages = page_texts(render(make_deed(rows=rows, programmes=rows, pledge=False, paper=paper)))

    last = pages[-1]
    assert "Pihak Kedua," in last
    assert f"{rows} Program pengelolaan" in last
    assert "Jumlah Rp" in last


@pytest.mark.parametrize(("paper", "size"), [("f4", (215, 330)), ("a4", (210, 297))])
def test_the_sheet_has_the_size_that_the_region_chose(paper: str, size: tuple[int, int]) -> None:
    for page in reader(render(make_deed(rows=1, paper=paper))).pages:
        millimetres = (float(page.mediabox.width) * 25.4 / 72, float(page.mediabox.height) * 25.4 / 72)
        assert millimetres == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("changes", [{}, {"version": 2, "amends": "000.8.6.3/0117/PK/2027", "ground": "strategy"}])
def test_the_statement_is_one_page(paper: str, changes: dict[str, Any]) -> None:
    pages = page_texts(render(make_deed(paper=paper, **changes)))

    assert "Pembina Utama Muda" in pages[0]
    assert "Lampiran Perjanjian Kinerja" in pages[1]


def test_a_draft_says_so_on_every_page_and_leads_nowhere() -> None:
    pdf = render(make_deed(rows=1), draft=True)

    assert all("KONSEP" in page for page in page_texts(pdf))
    assert "kode QR" not in whole_text(pdf)


def test_a_paper_for_the_pen_has_room_instead_of_codes() -> None:
    pdf = render(make_deed(rows=1), wet=True)

    assert "kode QR" not in whole_text(pdf)
    assert "KONSEP" not in whole_text(pdf)


def test_a_note_stands_on_every_page() -> None:
    pages = page_texts(render(make_deed(rows=1), note="Dibuat dari data."))

    assert all("Dibuat dari data." in page for page in pages)


def test_the_same_deed_gives_the_same_bytes_also_in_a_new_process() -> None:
    before = render(make_deed())
    fonts.cache_clear()
    stylesheet.cache_clear()

    assert render(make_deed()) == before


def test_another_figure_gives_other_bytes() -> None:
    row = make_row(1, monthly=(Decimal(1),) * 11 + (Decimal(2),))

    assert render(make_deed(rows=1)) != render(replace(make_deed(rows=1), rows=(row,)))


def test_money_and_missing_targets_are_written_as_papers_do() -> None:
    rows = (
        make_row(1, unit_of_measure="Rp", year_target=Decimal("1250000000"), accumulation="last"),
        make_row(2, monthly=(None,) * 12, year_target=None),
        make_row(3, polarity="minimize", year_target=Decimal("63.740000"), unit_of_measure="persen"),
    )

    text = whole_text(render(replace(make_deed(), rows=rows)))

    assert re.search(r"10 % Rp\s1\.250\.000\.000,00", text)
    assert "– – – –" in text
    assert "63,74 %" in text
    assert "Arah: makin rendah makin baik" in text


def test_an_acting_official_is_named_as_such() -> None:
    acting = replace(FIRST, position="Plt. Kepala Dinas Komunikasi dan Informatika", acting="plt")

    assert "Jabatan : Plt. Kepala Dinas" in page_texts(render(make_deed(rows=1, parties=(acting, MAYOR))))[0]
