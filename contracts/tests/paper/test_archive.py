"""What an archive asks of a PDF (ISO 19005-3), as far as it can be read from the file itself.

Looked at: identification in the metadata, tags and language, title, embedded fonts with Unicode maps, output intent,
no encryption, no scripts, no embedded files, no references to other files.
"""

from __future__ import annotations

from typing import Any

import pytest
from pypdf.generic import DictionaryObject, IndirectObject

from contracts.paper.render import render
from contracts.tests.deeds import make_deed
from contracts.tests.paper.reading import reader

FORBIDDEN = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFiles",
    "/EF",
    "/Encrypt",
    "/OpenAction",
    "/AA",
    "/XFA",
    "/LZWDecode",
}


@pytest.fixture(scope="module", params=["signed", "draft"])
def pdf(request: pytest.FixtureRequest) -> Any:
    """The paper as it is signed and as a draft."""
    return reader(render(make_deed(), draft=request.param == "draft"))


def every_object(pdf: Any) -> list[Any]:
    """Everything that has a number in the file."""
    return [pdf.get_object(IndirectObject(number, 0, pdf)) for number in range(1, int(pdf.trailer["/Size"]))]


def _is(each: Any, key: str, value: str) -> bool:
    return isinstance(each, DictionaryObject) and each.get(key) == value


def test_it_says_what_it_is(pdf: Any) -> None:
    metadata = pdf.xmp_metadata.rdf_root.toxml()

    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert pdf.pdf_header == "%PDF-1.7"


def test_it_is_tagged_in_indonesian_with_a_title(pdf: Any) -> None:
    root = pdf.trailer["/Root"]

    assert str(root["/MarkInfo"]["/Marked"]).lower() == "true"
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title.startswith("PERJANJIAN KINERJA TAHUN 2027 – Kepala Dinas")
    kinds = {str(each["/S"]) for each in every_object(pdf) if isinstance(each, DictionaryObject) and "/S" in each}
    assert {"/H1", "/Table", "/TH", "/TD", "/P", "/L"} <= kinds


def test_every_font_is_inside_with_its_letters(pdf: Any) -> None:
    fonts: list[Any] = [each for each in every_object(pdf) if _is(each, "/Type", "/Font")]
    whole = [font for font in fonts if font["/Subtype"] == "/Type0"]

    assert whole
    for font in whole:
        assert "/ToUnicode" in font
        assert "Noto-Sans" in font["/BaseFont"]
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def test_its_colours_mean_something(pdf: Any) -> None:
    (intent,) = pdf.trailer["/Root"]["/OutputIntents"]

    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert "/DestOutputProfile" in intent.get_object()


def test_nothing_in_it_is_active_secret_or_elsewhere(pdf: Any) -> None:
    assert not pdf.is_encrypted
    for each in every_object(pdf):
        if isinstance(each, DictionaryObject):
            assert not FORBIDDEN & set(each)
            assert each.get("/Type") != "/Filespec"


def test_pictures_are_described(pdf: Any) -> None:
    figures = [each for each in every_object(pdf) if isinstance(each, DictionaryObject) and each.get("/S") == "/Figure"]

    assert all(figure.get("/Alt") for figure in figures)
