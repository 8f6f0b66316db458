"""What is kept of a page is exactly what its values say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import reverse, set_script_prefix
from django.utils import translation
from django.utils.safestring import mark_safe

from kinerja.models import History
from kinerja.ui import fragments
from kinerja.ui.fragments import drawn, kept
from kinerja.ui.links import link
from kinerja.ui.shell import frame

Write = Callable[[str], str]


@dataclass(frozen=True)
class Row:
    value: Any


@pytest.fixture
def write(tmp_path: Path, settings: Any) -> Write:
    """Makes a template of a text and gives its name."""
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]

    def written(text: str) -> str:
        name = f"part-{abs(hash(text))}.html"
        (tmp_path / name).write_text(text, "utf-8")
        return name

    return written


def test_equal_values_that_are_written_differently_are_drawn_apart(write: Write) -> None:
    name = write("{{ row.value }}")
    values = [Decimal("1"), Decimal("1.0"), 1, True, "1"]
    assert [drawn(name, Row(value)) for value in values] == ["1", "1,0", "1", "True", "1"]


def test_each_language_has_its_own(write: Write) -> None:
    name = write("{{ row.value|date }}")
    row = Row(date(2026, 3, 1))
    found = [drawn(name, row)]
    with translation.override("en"):
        found.append(drawn(name, row))
    assert found == ["1 Maret 2026", "1 March 2026"]


def test_text_is_escaped_and_drawn_once(write: Write, tmp_path: Path) -> None:
    name = write("<b>{{ row.value }}</b>")
    assert drawn(name, Row("<i>")) == "<b>&lt;i&gt;</b>"
    (tmp_path / name).unlink()
    assert drawn(name, Row("<i>")) == "<b>&lt;i&gt;</b>"


@dataclass(frozen=True)
class Silent:
    shown: str
    hidden: str = field(repr=False)


@pytest.mark.parametrize(
    "value",
    [History(table="a"), mark_safe("<b>"), [1], Silent("a", "b"), (1, (History(table="b"),))],
)
def test_what_does_not_say_all_about_itself_is_refused(write: Write, value: Any) -> None:
    with pytest.raises(TypeError):
        drawn(write("{{ row.value }}"), Row(value))


@pytest.mark.parametrize("known", [True, False])
def test_the_shell_carries_each_name_escaped(known: bool) -> None:
    for name in ("Siti <Aminah>", "Budi"):
        user = SimpleNamespace(is_authenticated=known, name=name)
        request: Any = SimpleNamespace(user=user, resolver_match=None)
        html = frame(request, (), "")
        assert ("Siti &lt;Aminah&gt;" in html) == (known and name != "Budi")
        assert ("Budi" in html) == (known and name == "Budi")
        assert "\ue000" not in html


def test_the_shell_marks_ones_own_pages() -> None:
    user = SimpleNamespace(is_authenticated=True, name="Budi")

    def at(page: str) -> str:
        request: Any = SimpleNamespace(user=user, resolver_match=SimpleNamespace(url_name=page))
        return frame(request, (), "7")

    assert 'aria-current="page"' not in at("my_month")
    assert f'href="{reverse("inbox")}" aria-current="page"' in at("inbox")
    assert f'href="{reverse("account")}" aria-current="page"' in at("account")
    assert at("account").count("<b>7</b>") == 2


def test_links_follow_the_address_book() -> None:
    assert link("my_month_of", month="2026-03") == reverse("my_month_of", kwargs={"month": "2026-03"})
    set_script_prefix("/x/")
    try:
        assert link("my_month_of", month="2026-03") == "/x/bulan-saya/2026-03/"
    finally:
        set_script_prefix("/")


def test_a_kept_result_is_worked_out_once_for_each_language_and_kind_of_argument() -> None:
    asked = []

    @kept(8)
    def words(value: object) -> str:
        asked.append(value)
        return f"{translation.get_language()} {value}"

    assert [words(1), words(True), words("1"), words(1)] == ["id 1", "id True", "id 1", "id 1"]
    with translation.override("en"):
        assert words(1) == "en 1"
    assert asked == [1, True, "1", 1]


@pytest.mark.parametrize("value", [Decimal(1), mark_safe("a"), (1, (Decimal(1),)), History(pk=1), 1.0])
def test_what_equals_something_that_looks_different_is_no_argument(value: object) -> None:
    @kept(8)
    def words(value: object) -> str:
        return str(value)

    with pytest.raises(TypeError):
        words(value)


def test_only_the_latest_results_are_kept() -> None:
    asked = []

    @kept(2)
    def words(value: int) -> None:
        asked.append(value)

    for value in (1, 2, 3, 1):
        words(value)
    assert asked == [1, 2, 3, 1]


def test_a_part_is_an_include_that_is_drawn_once() -> None:
    page = Template('{% load kinerja_ui %}{% part "components/empty.html" icon_name="bell" title=title text="a" %}')
    first = page.render(Context({"title": "<b>"}))
    assert "&lt;b&gt;" in first
    before = fragments._drawn.cache_info().hits
    assert page.render(Context({"title": "<b>"})) == first
    assert fragments._drawn.cache_info().hits == before + 1


def test_a_part_cannot_depend_on_what_is_not_plain() -> None:
    with pytest.raises(TypeError):
        fragments.part("components/empty.html", title=object())
