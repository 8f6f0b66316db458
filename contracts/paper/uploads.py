"""What people hand in for papers, coats of arms and scans: checked before decoding; pictures are drawn anew."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from kinerja.errors import DomainError

LOGO_BYTES = 2 * 1024 * 1024
LOGO_PIXELS = 10_000_000
#: Side of the coat of arms as it is kept: 23 mm at 600 dots an inch.
LOGO_SIDE = 560
SCAN_BYTES = 10 * 1024 * 1024
SCAN_PIXELS = 40_000_000
SCAN_PAGES = 100
#: A page scanned at 200 dots an inch; larger ones are reduced to it.
SCAN_LONGEST = 2600
DOTS_AN_INCH = 200
PICTURES = ("PNG", "JPEG")
#: What runs, hides or leads away has no place in a scan.
ACTIVE = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/RichMedia", "/XFA"}
)


def clean_logo(sent: bytes) -> bytes:
    """A PNG or JPEG drawn anew as PNG, so that nothing hides in it; ``DomainError`` "logo_…" says what is wrong."""
    if len(sent) > LOGO_BYTES:
        raise DomainError("logo_too_large", _("Gambar lambang lebih dari 2 MB. Perkecil dahulu."))
    picture = _open(sent, LOGO_PIXELS)
    if picture is None:
        raise DomainError(
            "logo_unreadable", _("Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca, atau terlalu besar.")
        )
    drawn = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    drawn.thumbnail((LOGO_SIDE, LOGO_SIDE))
    return _fresh(drawn, "PNG", optimize=True)


def clean_scan(sent: bytes) -> bytes:
    """A scan as PDF: a PDF that holds nothing active as it is, a picture drawn anew on a page.

    Raises ``DomainError`` "scan_…" with what is wrong.
    """
    if len(sent) > SCAN_BYTES:
        raise DomainError("scan_too_large", _("Pindaian lebih dari 10 MB. Pindai kembali dengan 200 dpi."))
    if sent.startswith(b"%PDF-"):
        _demand_harmless(sent)
        return sent
    picture = _open(sent, SCAN_PIXELS)
    if picture is None:
        raise DomainError(
            "scan_unreadable", _("Berkas ini bukan PDF, PNG, atau JPEG yang dapat dibaca. Pindai kembali naskahnya.")
        )
    drawn = picture.convert("RGB")
    drawn.thumbnail((SCAN_LONGEST, SCAN_LONGEST))
    return _fresh(drawn, "PDF", resolution=DOTS_AN_INCH)


def _open(sent: bytes, most_pixels: int) -> Image.Image | None:
    """The picture, upright; None for anything that is not one or has too many pixels to be let in."""
    try:
        with Image.open(io.BytesIO(sent), formats=PICTURES) as image:
            if image.width * image.height > most_pixels:
                return None
            image.load()
            return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _fresh(picture: Image.Image, kind: str, **options: object) -> bytes:
    # Only the pixels: comments, places and profiles of the sender stay behind.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    bare.save(out, format=kind, **options)
    return out.getvalue()


def _demand_harmless(sent: bytes) -> None:
    try:
        reader = PdfFileReader(io.BytesIO(sent))
        pages = int(reader.root["/Pages"]["/Count"])
        found = _names(reader)
    except (PdfError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise DomainError(
            "scan_unreadable", _("PDF ini rusak dan tidak dapat dibaca. Pindai kembali naskahnya.")
        ) from error
    if reader.encrypted:
        raise DomainError("scan_locked", _("PDF ini berkata sandi. Simpan tanpa kata sandi."))
    if found & ACTIVE:
        raise DomainError(
            "scan_active", _("PDF ini berisi skrip atau lampiran. Unggah hasil pindaian saja, tanpa isian lain.")
        )
    if not 0 < pages <= SCAN_PAGES:
        raise DomainError("scan_pages", _("Pindaian harus 1 sampai %(most)s halaman.") % {"most": SCAN_PAGES})


def _names(reader: PdfFileReader) -> set[str]:
    """Every name by which a dictionary of the file calls something, and the kinds of its actions."""
    names: set[str] = set()
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [reader.root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            if (value.idnum, value.generation) not in seen:
                seen.add((value.idnum, value.generation))
                waiting.append(value.get_object())
        elif isinstance(value, generic.DictionaryObject):
            names |= {str(key) for key in value}
            names.add(str(value.get("/S", "")))
            waiting.extend(value.raw_get(key) for key in value)
        elif isinstance(value, generic.ArrayObject):
            waiting.extend(value.raw_get(index) for index in range(len(value)))
    return names
