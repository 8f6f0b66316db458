"""Pages laid out by WeasyPrint: what the press does with a page. Knows neither Django nor the deed.

The same page gives the same bytes, on any machine with these packages.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pymupdf_fonts import myfont
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration

from contracts.paper.fetcher import OnlyThese

HERE = Path(__file__).parent
FONTS = {"Regular": "notos", "Bold": "notosbo", "Italic": "notosit"}
#: An archive's format: fonts and colours inside, tagged, nothing active (ISO 19005-3, conformance A).
VARIANT = "pdf/a-3a"
PROFILE_GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to lay out: its HTML, the styles of this folder by name, a style of its own, the files that it may load.

    ``files`` are content and media type by the name under which the page asks for them.
    """

    html: str
    styles: tuple[str, ...]
    css: str = ""
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)


def lay_out_sheet(sheet: Sheet, variant: str = VARIANT) -> Any:
    """The laid out pages, a ``weasyprint.Document``."""
    styles = [stylesheet(name) for name in sheet.styles]
    if sheet.css:
        styles.append(CSS(string=sheet.css, base_url=None, font_config=fonts(), url_fetcher=OnlyThese({})))
    html = HTML(string=sheet.html, base_url=None, url_fetcher=OnlyThese(sheet.files))
    return html.render(
        stylesheets=styles, font_config=fonts(), color_profiles={"srgb": colour_profile()}, pdf_variant=variant
    )


def write(document: Any, variant: str = VARIANT) -> bytes:
    """The bytes of laid out pages. The colour profile is there already: WeasyPrint would leave its own file open."""
    pdf: bytes = document.write_pdf(pdf_variant=variant, output_intent=PROFILE_GIVEN)
    return pdf


def colour_profile() -> ColorProfile:
    """What red, green and blue mean in the paper: sRGB, as WeasyPrint ships it."""
    return ColorProfile(io.BytesIO(_profile_bytes()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=1)
def _profile_bytes() -> bytes:
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


@lru_cache(maxsize=1)
def fonts() -> FontConfiguration:
    """The fonts of this process: Noto Sans from a package and not from the machine.

    Pango keeps a thread for them. It does not outlive a fork, and who waits for it then waits for ever: a process that
    is to fork never asks for them.
    """
    found = FontConfiguration()
    CSS(string=_text("typeface.css"), base_url=None, font_config=found, url_fetcher=OnlyThese(_own()))
    return found


@lru_cache(maxsize=8)
def stylesheet(name: str) -> CSS:
    """A style of this folder, read once a process; it names no font's file."""
    return CSS(string=_text(name), base_url=None, url_fetcher=OnlyThese({}))


def warm_up() -> None:
    """Read whatever every paper needs, except the fonts (see there)."""
    for name in ("paper.css", "contents.css", "f4.css", "a4.css", "duplex.css", "draft.css"):
        stylesheet(name)
    _own()
    _profile_bytes()


def _text(name: str) -> str:
    return (HERE / name).read_text()


@lru_cache(maxsize=1)
def _own() -> dict[str, tuple[bytes, str]]:
    return {f"NotoSans-{face}.ttf": (myfont(name), "font/ttf") for face, name in FONTS.items()}
