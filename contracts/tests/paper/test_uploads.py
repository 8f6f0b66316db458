"""Coats of arms and scans: what is let in, and what is left of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from contracts.paper import uploads
from contracts.paper.uploads import clean_logo, clean_scan
from kinerja.errors import DomainError


def picture(kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "navy").save(out, format=kind, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def refusal(call: object, sent: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        call(sent)  # type: ignore[operator]
    return caught.value.code


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_kept_as_a_fresh_png(kind: str) -> None:
    kept = Image.open(io.BytesIO(clean_logo(picture(kind))))

    assert (kept.format, kept.size) == ("PNG", (300, 200))


def test_nothing_hides_in_a_logo() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "rahasia-di-dalam")

    assert b"rahasia-di-dalam" not in clean_logo(picture("PNG", pnginfo=notes))


def test_a_logo_keeps_its_transparency() -> None:
    assert Image.open(io.BytesIO(clean_logo(picture("PNG", mode="RGBA")))).mode == "RGBA"


def test_a_large_logo_is_reduced() -> None:
    assert max(Image.open(io.BytesIO(clean_logo(picture("PNG", (2000, 1000))))).size) == uploads.LOGO_SIDE


@pytest.mark.parametrize(
    "sent",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", picture("GIF"), picture("PNG")[:60]],
    ids=["svg", "nothing", "gif", "cut off"],
)
def test_what_is_no_picture_is_no_logo(sent: bytes) -> None:
    assert refusal(clean_logo, sent) == "logo_unreadable"


def test_a_small_file_of_many_pixels_is_not_decoded() -> None:
    assert refusal(clean_logo, picture("PNG", (4000, 4000))) == "logo_unreadable"


def test_a_heavy_logo_is_refused_before_it_is_read() -> None:
    assert refusal(clean_logo, b"\x89PNG" + b"0" * uploads.LOGO_BYTES) == "logo_too_large"


def test_a_plain_pdf_is_kept_byte_for_byte() -> None:
    sent = written(pdf(3))

    assert clean_scan(sent) == sent


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photographed_page_becomes_a_pdf(kind: str) -> None:
    assert len(PdfReader(io.BytesIO(clean_scan(picture(kind)))).pages) == 1


def test_scripts_and_attachments_are_refused() -> None:
    script, attached = pdf(), pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})
    script.root_object[NameObject("/Names")] = action
    attached.add_attachment("a.txt", b"x")

    assert refusal(clean_scan, written(script)) == "scan_active"
    assert refusal(clean_scan, written(attached)) == "scan_active"


def test_a_locked_pdf_is_refused() -> None:
    locked = pdf()
    locked.encrypt("sandi", algorithm="AES-256")

    assert refusal(clean_scan, written(locked)) in {"scan_locked", "scan_unreadable"}


def test_a_pdf_without_or_with_too_many_pages_is_refused() -> None:
    assert refusal(clean_scan, written(pdf(uploads.SCAN_PAGES + 1))) == "scan_pages"


@pytest.mark.parametrize("sent", [b"%PDF-1.7 rusak", b"MZ\x90\x00", b""])
def test_broken_files_are_refused(sent: bytes) -> None:
    assert refusal(clean_scan, sent) == "scan_unreadable"
