"""From a deed to the bytes of its paper. The same deed gives the same bytes, on any machine with these packages."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from pymupdf_fonts import myfont
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from contracts.paper.fetcher import OnlyThese
from contracts.paper.sheet import Look, describe, logo_name
from contracts.rules.deed import Deed

HERE = Path(__file__).parent
FONTS = {"Regular": "notos", "Bold": "notosbo", "Italic": "notosit"}
#: An archive's format: fonts and colours inside, tagged, nothing active (ISO 19005-3, conformance A).
VARIANT = "pdf/a-3a"
PROFILE_GIVEN = "given"


def render(deed: Deed, *, logo: bytes | None = None, draft: bool = False, wet: bool = False, note: str = "") -> bytes:
    """The paper of a deed as PDF/A-3a, made from the deed alone; ``logo`` is the coat of arms that it names.

    ``draft`` prints KONSEP across each page and no QR code; ``wet`` leaves room for signatures by pen; ``note`` is
    printed on each page in place of the QR codes.
    """
    document = lay_out(deed, Look(draft=draft, wet=wet, note=note), logo=logo)
    return write(document)


def lay_out(deed: Deed, look: Look, *, logo: bytes | None = None) -> Any:
    """The laid out pages, a ``weasyprint.Document``: for binding several papers in one file."""
    given = {"qr": (qr_code(deed.verify_url), "image/svg+xml")} if look.electronic else {}
    if logo is not None:
        given[logo_name(deed)] = (logo, deed.letterhead.logo_type or "image/png")
    page = to_html(deed, look, has_logo=logo is not None)
    styles = [stylesheet("paper.css"), stylesheet(f"{deed.paper}.css")]
    if look.draft:
        styles.append(stylesheet("draft.css"))
        given["draft.svg"] = ((HERE / "draft.svg").read_bytes(), "image/svg+xml")
    if look.bound_from:
        styles.append(_volume_pages(look.bound_from))
    html = HTML(string=page, base_url=None, url_fetcher=OnlyThese(given))
    return html.render(
        stylesheets=styles, font_config=fonts(), color_profiles={"srgb": colour_profile()}, pdf_variant=VARIANT
    )


def write(document: Any, variant: str = VARIANT) -> bytes:
    """The bytes of laid out pages. The colour profile is there already: WeasyPrint would leave its own file open."""
    pdf: bytes = document.write_pdf(pdf_variant=variant, output_intent=PROFILE_GIVEN)
    return pdf


def to_html(deed: Deed, look: Look, *, has_logo: bool) -> str:
    """The page that is printed, without its styles. Every text of the deed is escaped."""
    return render_to_string("contracts/paper/agreement.html", describe(deed, look, has_logo=has_logo))


def qr_code(address: str) -> bytes:
    """The QR code of an address as SVG, with the middle level of error correction for worn paper."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, scale=4, xmldecl=False, dark="#000")
    return out.getvalue()


def colour_profile() -> ColorProfile:
    """What red, green and blue mean in the paper: sRGB, as WeasyPrint ships it."""
    return ColorProfile(io.BytesIO(_profile_bytes()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=1)
def _profile_bytes() -> bytes:
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


@lru_cache(maxsize=1)
def fonts() -> FontConfiguration:
    """The fonts of this process: Noto Sans from a package and not from the machine."""
    return FontConfiguration()


def _volume_pages(first: int) -> CSS:
    """Numbers the pages of a paper within its volume, beside its own numbers."""
    return CSS(
        string="@page { counter-increment: volume; @top-right { content: 'Halaman jilid ' counter(volume);"
        " vertical-align: bottom; padding-bottom: 4mm } }"
        f"@page :first {{ counter-reset: volume {first - 1}; counter-increment: volume }}",
        base_url=None,
        font_config=fonts(),
        url_fetcher=OnlyThese({}),
    )


@lru_cache(maxsize=8)
def stylesheet(name: str) -> CSS:
    """A style of this folder, read once a process."""
    return CSS(string=(HERE / name).read_text(), base_url=None, font_config=fonts(), url_fetcher=OnlyThese(_own()))


def _own() -> dict[str, tuple[bytes, str]]:
    return {f"NotoSans-{face}.ttf": (myfont(name), "font/ttf") for face, name in FONTS.items()}
