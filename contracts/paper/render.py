"""From a deed to the bytes of its paper. The same deed gives the same bytes, on any machine with these packages."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from contracts.paper.fetcher import OnlyThese
from contracts.paper.sheet import Look, describe
from contracts.rules.deed import Deed

HERE = Path(__file__).parent
FONTS = ("Regular", "Bold", "Italic")
#: An archive's format: fonts and colours inside, tagged, nothing active (ISO 19005-3, conformance A).
VARIANT = "pdf/a-3a"


def render(deed: Deed, *, logo: bytes | None = None, draft: bool = False, wet: bool = False, note: str = "") -> bytes:
    """The paper of a deed as PDF/A-3a, made from the deed alone; ``logo`` is the coat of arms that it names.

    ``draft`` prints KONSEP across each page and no QR code; ``wet`` leaves room for signatures by pen; ``note`` is
    printed on each page in place of the QR codes.
    """
    document = lay_out(deed, Look(draft=draft, wet=wet, note=note), logo=logo)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
    return pdf


def lay_out(deed: Deed, look: Look, *, logo: bytes | None = None) -> Any:
    """The laid out pages, a ``weasyprint.Document``: for binding several papers in one file."""
    files = {"qr": (qr_code(deed.verify_url), "image/svg+xml")} if look.electronic else {}
    if logo is not None:
        files["logo"] = (logo, deed.letterhead.logo_type or "image/png")
    page = to_html(deed, look, has_logo=logo is not None)
    styles = [stylesheet("paper.css"), stylesheet(f"{deed.paper}.css")]
    if look.draft:
        styles.append(stylesheet("draft.css"))
        files["draft.svg"] = ((HERE / "draft.svg").read_bytes(), "image/svg+xml")
    html = HTML(string=page, base_url=None, url_fetcher=OnlyThese(files))
    return html.render(stylesheets=styles, font_config=fonts(), pdf_variant=VARIANT)


def to_html(deed: Deed, look: Look, *, has_logo: bool) -> str:
    """The page that is printed, without its styles. Every text of the deed is escaped."""
    return render_to_string("contracts/paper/agreement.html", describe(deed, look, has_logo=has_logo))


def qr_code(address: str) -> bytes:
    """The QR code of an address as SVG, with the middle level of error correction for worn paper."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, scale=4, xmldecl=False, dark="#000")
    return out.getvalue()


@lru_cache(maxsize=1)
def fonts() -> FontConfiguration:
    """The fonts of this process: Arimo, of Arial's measures, from this folder and not from the machine."""
    return FontConfiguration()


@lru_cache(maxsize=8)
def stylesheet(name: str) -> CSS:
    """A style of this folder, read once a process."""
    return CSS(string=(HERE / name).read_text(), base_url=None, font_config=fonts(), url_fetcher=OnlyThese(_own()))


def _own() -> dict[str, tuple[bytes, str]]:
    return {f"Arimo-{face}.ttf": ((HERE / "fonts" / f"Arimo-{face}.ttf").read_bytes(), "font/ttf") for face in FONTS}
