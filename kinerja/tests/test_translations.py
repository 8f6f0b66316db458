"""Sentences are collected, compiled and checked."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kinerja import translations
from kinerja.template_text import untranslated

MODULE = """
from django.utils.translation import gettext as _, ngettext
WORDS = [f'{_("Halo %(name)s")}!', ngettext("satu hari", "%(count)s hari", 2), _("Sele" "sai")]
"""
TEMPLATE = '{% load i18n %}{% translate "Judul" %}{% blocktranslate %}Ada {{ n }} unit{% endblocktranslate %}'


@pytest.fixture
def project(tmp_path: Path, settings: Any) -> Path:
    """A tiny project with a module and a template."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "kinerja" / "tests").mkdir(parents=True)
    (tmp_path / "kinerja" / "words.py").write_text(MODULE)
    (tmp_path / "kinerja" / "tests" / "test_words.py").write_text('_("bukan untuk orang")')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def translate(words: dict[str, Any]) -> None:
    from babel.messages.pofile import write_po

    catalog = translations.read("en")
    for msgid, text in words.items():
        catalog[msgid].string = text
    with translations.po_path("en").open("wb") as file:
        write_po(file, catalog)


ALL = {
    "Halo %(name)s": "Hello %(name)s",
    "satu hari": ("one day", "%(count)s days"),
    "Selesai": "Done",
    "Judul": "Title",
    "Ada %(n)s unit": "There are %(n)s units",
}


def test_every_sentence_is_collected_and_kept(project: Path) -> None:
    assert translations.update() == 5
    translate(ALL)
    (project / "kinerja" / "words.py").write_text(MODULE.replace('"Sele" "sai"', '"Usai"'))

    assert translations.update() == 5

    assert translations.faults() == ["kinerja/words.py: no English translation: 'Usai'"]
    assert translations.read("en")["Judul"].string == "Title"
    assert "Selesai" not in translations.po_path("en").read_text()


@pytest.mark.parametrize("text", ["Hello", "Hello %(nama)s", "Hello %(name)s %(other)s"])
def test_other_placeholders_are_a_fault(project: Path, text: str) -> None:
    translations.update()
    translate({**ALL, "Halo %(name)s": text})
    assert translations.faults() == ["kinerja/words.py: other placeholders in the translation: 'Halo %(name)s'"]


def test_check_lists_what_is_missing_and_what_is_not_marked(project: Path, capsys: Any) -> None:
    (project / "templates" / "bare.html").write_text('<p title="Judul">\n\nTutup {{ x }}</p><script>var ada;</script>')
    translations.update()
    translate({**ALL, "Selesai": ""})
    with pytest.raises(CommandError, match="3 sentences"):
        call_command("check_translations")
    assert capsys.readouterr().err.splitlines() == [
        "kinerja/words.py: no English translation: 'Selesai'",
        "templates/bare.html:1: not marked for translation: 'Judul'",
        "templates/bare.html:1: not marked for translation: 'Tutup …'",
    ]


def test_check_is_content_and_compile_writes(project: Path) -> None:
    call_command("update_translations")
    translate(ALL)
    call_command("check_translations")
    call_command("compile_translations")
    assert [path.name for path in translations.po_path("en").parent.iterdir() if path.suffix == ".mo"] == ["django.mo"]
    assert translations.po_path("en").with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"


def test_marked_text_and_names_need_no_mark(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"{TEMPLATE}<b>NIP</b>{{# catatan #}}{{% comment %}}catatan{{% endcomment %}}<i>–</i>{{{{ x }}}}")
    assert untranslated(page) == []


def test_papers_stay_indonesian(project: Path) -> None:
    paper = project / translations.PAPERS / "deed.html"
    paper.parent.mkdir(parents=True)
    paper.write_text("<p>Pihak Kedua</p>")
    beside = paper.parent.parent / "deed.html"
    beside.write_text("<p>Pihak Kedua</p>")

    assert beside in translations.templates()
    assert paper not in translations.templates()


def test_a_digest_is_called_the_same_everywhere(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<dt>SHA-256</dt>")
    assert untranslated(page) == []
