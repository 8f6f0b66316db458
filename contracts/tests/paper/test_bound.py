"""Many agreements in one file: order, contents, page numbers, bookmarks, archive marks."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from contracts.paper import bound
from contracts.paper.bound import Bound, bind
from contracts.paper.sheet import Look
from contracts.rules.deed import Deed
from contracts.tests.deeds import FIRST, MAYOR, make_deed
from contracts.tests.paper.reading import page_texts, reader

TITLE = "PERJANJIAN KINERJA TAHUN 2027"


def deed_of(name: str, number: int, **changes: Any) -> Deed:
    party = replace(FIRST, name=name)
    return make_deed(rows=2, number=f"N-{number}", parties=(party, MAYOR), **changes)


@pytest.fixture(scope="module")
def volume() -> bytes:
    """Three agreements of two units, the second one long."""
    papers = [
        Bound("Dinas Kesehatan", deed_of("Ayu Lestari", 1)),
        Bound("Dinas Kesehatan", replace(deed_of("Budi Santoso", 2), rows=make_deed(rows=40).rows)),
        Bound("Dinas Pendidikan", deed_of("Citra Dewi", 3)),
    ]
    return bind(papers, title=TITLE, scope="Kota Tirtawangi")


def first_pages(texts: list[str]) -> dict[str, int]:
    """Number of a document → the index of its first page in the file."""
    return {
        number: next(index for index, text in enumerate(texts) if f"Nomor {number} ·" in text)
        for number in ("N-1", "N-2", "N-3")
    }


def test_the_contents_name_unit_person_and_the_right_page(volume: bytes) -> None:
    texts = page_texts(volume)
    begins = first_pages(texts)

    front = texts[0]
    assert front.index("Dinas Kesehatan") < front.index("Ayu Lestari") < front.index("Dinas Pendidikan")
    assert "Daftar isi – 3 perjanjian" in front
    for number, name in (("N-1", "Ayu Lestari"), ("N-2", "Budi Santoso"), ("N-3", "Citra Dewi")):
        page = begins[number]
        assert f"Halaman jilid {page} " in texts[page] + " "
        assert f"{name} Kepala Dinas Komunikasi dan Informatika · Nomor {number} {page} " in front + " "


def test_the_lines_of_the_contents_lead_to_their_pages(volume: bytes) -> None:
    pdf = reader(volume)
    begins = first_pages(page_texts(volume))

    targets = [link.get_object()["/Dest"][0].get_object() for link in pdf.pages[0]["/Annots"]]

    assert [pdf.get_page_number(target) for target in targets] == [begins["N-1"], begins["N-2"], begins["N-3"]]


def test_bookmarks_stand_by_unit(volume: bytes) -> None:
    outline = reader(volume).outline

    assert [mark.title for mark in outline if not isinstance(mark, list)] == ["Dinas Kesehatan", "Dinas Pendidikan"]
    assert [mark.title.split(",")[0] for mark in outline[1]] == ["Ayu Lestari", "Budi Santoso"]


def test_each_agreement_keeps_its_own_page_numbers(volume: bytes) -> None:
    texts = page_texts(volume)
    begins = first_pages(texts)

    own = begins["N-2"] - begins["N-1"]
    assert f"Halaman {own} dari {own}" in texts[begins["N-2"] - 1]
    assert "Halaman 1 dari " in texts[begins["N-2"]]


def test_the_reader_counts_roman_then_arabic(volume: bytes) -> None:
    assert reader(volume).page_labels[:3] == ["i", "1", "2"]


def test_a_volume_is_for_the_archive_too(volume: bytes) -> None:
    pdf = reader(volume)

    metadata = pdf.xmp_metadata.rdf_root.toxml()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    assert f"{TITLE} – Kota Tirtawangi" in metadata
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert len(pdf.trailer["/Root"]["/OutputIntents"]) == 1


def test_parts_are_joined_without_a_seam(volume: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "PART_PAGES", 1)
    papers = [
        Bound("Dinas Kesehatan", deed_of("Ayu Lestari", 1)),
        Bound("Dinas Kesehatan", replace(deed_of("Budi Santoso", 2), rows=make_deed(rows=40).rows)),
        Bound("Dinas Pendidikan", deed_of("Citra Dewi", 3)),
    ]

    assert page_texts(bind(papers, title=TITLE, scope="Kota Tirtawangi")) == page_texts(volume)


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, format="PNG")
    return out.getvalue()


def test_every_office_keeps_its_own_coat_of_arms() -> None:
    pictures = {hashlib.sha256(each).hexdigest(): each for each in (picture("red"), picture("blue"))}
    papers = []
    for number, sha256 in enumerate(pictures, start=1):
        plain = deed_of("Ayu Lestari", number, pledge=False)
        head = replace(plain.letterhead, logo_sha256=sha256, logo_type="image/png")
        papers.append(Bound("Dinas", replace(plain, letterhead=head)))

    pdf = reader(bind(papers, title=TITLE, scope="Kota", logo_of=lambda deed: pictures[deed.letterhead.logo_sha256]))

    colours = {image.image.convert("RGB").getpixel((5, 5)) for page in pdf.pages for image in page.images}
    assert colours == {(255, 0, 0), (0, 0, 255)}


def test_a_part_comes_as_soon_as_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "PART_PAGES", 1)
    asked: list[str] = []

    def papers() -> Iterator[Bound]:
        for name in ("Ayu", "Budi"):
            asked.append(name)
            yield Bound("A", deed_of(name, 1))

    parts = bound.lay_parts(papers(), logo_of=lambda _deed: None, first_page=7)

    first = next(parts)
    assert asked == ["Ayu"]
    assert [entry.page for entry in first.entries] == [7]
    assert next(parts).entries[0].page == 7 + first.pages


def test_for_both_sides_every_paper_begins_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "PART_PAGES", 3)
    papers = [
        Bound("A", deed_of("Ayu", 1, pledge=False)),
        Bound("A", deed_of("Budi", 2)),
        Bound("A", deed_of("Citra", 3)),
    ]

    pdf = bind(papers, title=TITLE, scope="A", duplex=True)

    texts = page_texts(pdf)
    begins = [page for page, text in enumerate(texts) if "Halaman 1 dari " in text]
    assert len(begins) == 3
    # Counted from nought, so that the front of a sheet is even.
    assert [page % 2 for page in begins] == [0, 0, 0]
    assert len(texts) % 2 == 0
    assert "" in texts
    for page in begins:
        assert f"Halaman jilid {page - 1} " in texts[page] + " "
    assert reader(pdf).page_labels[:3] == ["i", "ii", "1"]
    assert reader(pdf).trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"


def test_for_one_side_no_page_is_empty(volume: bytes) -> None:
    assert "" not in page_texts(volume)


def test_drafts_stay_drafts_inside_a_volume() -> None:
    texts = page_texts(bind([Bound("A", deed_of("Ayu", 1), Look(draft=True))], title=TITLE, scope="A"))

    assert all("KONSEP" in text for text in texts[1:])
    assert "KONSEP" not in texts[0]


def test_nothing_cannot_be_bound() -> None:
    with pytest.raises(ValueError, match="nothing"):
        bind([], title=TITLE, scope="A")
