"""What the browser fetches: small, complete, and without style or script in the page."""

import gzip
import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from kinerja.ui import bootstrap
from kinerja.ui.finders import PackageFinder

ROOT = Path(settings.BASE_DIR)
NESTED = re.compile(r"<(summary|caption)\b(?:(?!</\1>).)*<(?:a|button)\b", re.DOTALL)
NAMELESS = '<th scope="col"></th>'
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=[\"']|javascript:|hx-on")


def test_no_template_writes_style_or_script_into_the_page() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    assert [str(path) for path in templates if INLINE.search(path.read_text("utf-8"))] == []


def test_nothing_to_press_stands_in_what_opens_or_names() -> None:
    # A screen reader meets a summary as one button, and a table's name as text; a column without a name says nothing.
    templates = {path: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")}
    assert [str(path) for path, text in templates.items() if NESTED.search(text) or NAMELESS in text] == []


def test_the_style_sheets_of_the_shell_stay_small() -> None:
    sheets = [Path(str(finders.find(name))) for name in ("css/kinerja.css", "vendor/bootstrap.css")]
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) <= 35_000


def test_the_cut_keeps_forms_and_drops_components() -> None:
    css = bootstrap.trimmed()
    assert ".form-control{" in css
    assert ".btn{" in css
    assert ".carousel" not in css
    assert ".modal" not in css


def test_the_cut_is_made_anew_when_the_package_is_newer(tmp_path: Path) -> None:
    made = tmp_path / "vendor" / "bootstrap.css"
    bootstrap.write(made)
    made.write_text("young")
    bootstrap.write(made)
    assert made.read_text() == "young"
    os.utime(made, (0, 0))
    bootstrap.write(made)
    assert ".btn{" in made.read_text()


def test_the_finder_knows_the_cut_and_nothing_else() -> None:
    finder = PackageFinder()
    made = finder.find("vendor/bootstrap.css")
    assert finder.find("vendor/bootstrap.css", find_all=True) == [made]
    assert finder.find("css/other.css") is None
    assert finder.find("css/other.css", find_all=True) == []
    assert [name for name, _storage in finder.list(None)] == ["vendor/bootstrap.css"]
    assert finder.check() == []


def test_every_icon_and_shape_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="([is]-[a-z]+)"', (ROOT / "static/icons/sprite.svg").read_text("utf-8")))
    named = set()
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        named |= {f"i-{name}" for name in re.findall(r'{% icon ["\']([a-z]+)["\']', text)}
        named |= {f"s-{name}" for name in re.findall(r'{% (?:st|shape) ["\']([a-z]+)["\']', text)}
    assert named
    assert named - sprite == set()
