"""From a deed to the bytes of its paper. The same deed gives the same bytes, on any machine with these packages."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.template.loader import render_to_string

from contracts.paper.layout import (
    HERE,
    VARIANT,
    Sheet,
    colour_profile,
    fonts,
    lay_out_sheet,
    stylesheet,
    write,
)
from contracts.paper.printer import print_sheet
from contracts.paper.sheet import Look, describe, logo_name
from contracts.rules.deed import Deed


def render(
    deed: Deed,
    *,
    logo: bytes | None = None,
    draft: bool = False,
    wet: bool = False,
    note: str = "",
    duplex: bool = False,
) -> bytes:
    """The paper of a deed as PDF/A-3a, made from the deed alone; ``logo`` is the coat of arms that it names.

    ``draft`` prints KONSEP across each page and no QR code; ``wet`` leaves room for signatures by pen; ``note`` is
    printed on each page in place of the QR codes; with ``duplex`` statement, annex and pledge begin on odd pages.
    Raises ``UnprintableError`` for a paper that takes too much time or memory.
    """
    look = Look(draft=draft, wet=wet, note=note, duplex=duplex)
    return print_sheet(sheet_of(deed, look, logo=logo))


def sheet_of(deed: Deed, look: Look, *, logo: bytes | None = None) -> Sheet:
    """Everything that laying out the paper needs, as plain values."""
    given = {"qr": (qr_code(deed.verify_url), "image/svg+xml")} if look.electronic else {}
    if logo is not None:
        given[logo_name(deed)] = (logo, deed.letterhead.logo_type or "image/png")
    styles = ["paper.css", f"{deed.paper}.css"]
    if look.draft:
        styles.append("draft.css")
        given["draft.svg"] = ((HERE / "draft.svg").read_bytes(), "image/svg+xml")
    if look.duplex:
        styles.append("duplex.css")
    html = to_html(deed, look, has_logo=logo is not None)
    return Sheet(html, tuple(styles), _volume_pages(look.bound_from) if look.bound_from else "", given)


def lay_out(deed: Deed, look: Look, *, logo: bytes | None = None) -> Any:
    """The laid out pages in this process, a ``weasyprint.Document``: for binding several papers in one file."""
    return lay_out_sheet(sheet_of(deed, look, logo=logo))


def to_html(deed: Deed, look: Look, *, has_logo: bool) -> str:
    """The page that is printed, without its styles. Every text of the deed is escaped."""
    return render_to_string("contracts/paper/agreement.html", describe(deed, look, has_logo=has_logo))


def qr_code(address: str) -> bytes:
    """The QR code of an address as SVG, with the middle level of error correction for worn paper."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, scale=4, xmldecl=False, dark="#000")
    return out.getvalue()


def _volume_pages(first: int) -> str:
    """Numbers the pages of a paper within its volume, beside its own numbers."""
    return (
        "@page { counter-increment: volume; @top-right { content: 'Halaman jilid ' counter(volume);"
        " vertical-align: bottom; padding-bottom: 4mm } }"
        f"@page :first {{ counter-reset: volume {first - 1}; counter-increment: volume }}"
    )


__all__ = [
    "VARIANT",
    "colour_profile",
    "fonts",
    "lay_out",
    "qr_code",
    "render",
    "sheet_of",
    "stylesheet",
    "to_html",
    "write",
]
