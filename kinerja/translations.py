"""Collects, compiles and checks translations without the gettext programs.

The source language is Indonesian: a msgid is the Indonesian sentence. ``locale/en`` holds the English ones;
``locale/id`` rewords sentences of Django itself, whose msgids are English.
"""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE, TARGET = "id", "en"
PACKAGES = ("kinerja", "organization", "contracts", "dailylog", "scoring")
LEFT_OUT = frozenset({"tests", "migrations", "demo"})
#: Official papers: what is printed, signed and filed is in Indonesian (UU 24/2009, article 27), whoever reads it.
PAPERS = "templates/contracts/paper"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: No dates: two people who collect the same sentences get the same file.
HEADER = """\
# English of every sentence that people meet; "manage.py update_translations" keeps the list.
msgid ""
msgstr ""
"Project-Id-Version: Kinerja\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
#: A msgid, with its plural if it has one, and its context.
Sentence = tuple[str | tuple[str, ...], str | None]
_PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*\d*[a-zA-Z]")


def po_path(language: str) -> Path:
    """Where the sentences of a language stand."""
    return Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Every file with sentences: modules first, then templates."""
    root = Path(settings.BASE_DIR)
    for package in PACKAGES:
        yield from (path for path in sorted((root / package).rglob("*.py")) if LEFT_OUT.isdisjoint(path.parts))
    yield from templates()


def templates() -> list[Path]:
    """Every template of the project that speaks the language of its reader; papers do not."""
    root = Path(settings.BASE_DIR)
    return sorted(path for path in (root / "templates").rglob("*.html") if root / PAPERS not in path.parents)


def collect() -> Catalog:
    """All sentences of the source, without translations."""
    catalog = Catalog(locale=TARGET, project="Kinerja", version="0", charset="utf-8")
    for path in sources():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        code = path.read_text("utf-8")
        for message, context in _of_template(code, name) if path.suffix == ".html" else _of_module(code):
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def _of_template(code: str, name: str) -> Iterator[Sentence]:
    # A template is indented as its author likes, which Python's reader would take for its own matter.
    plain = "\n".join(line.lstrip() for line in templatize(code, origin=name).splitlines())
    marked = io.BytesIO(plain.encode())
    for _line, message, _comments, context in extract("python", marked, KEYWORDS):
        yield message, context


def _of_module(code: str) -> Iterator[Sentence]:
    """Babel's own reader of modules does not look into f-strings before Python 3.12."""
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in KEYWORDS and texts:
            context = texts.pop(0) if "pgettext" in name else None
            yield tuple(texts) if name.startswith("n") else texts[0], context


def read(language: str) -> Catalog:
    """The catalogue on disk, empty when there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> int:
    """Bring ``locale/en`` up to the source: new sentences without a translation, gone ones removed; return how many."""
    catalog = read(TARGET)
    catalog.update(collect(), no_fuzzy_matching=True, update_header_comment=False)
    path = po_path(TARGET)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.encode())
        write_po(
            file, catalog, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True, width=120
        )
    return len(catalog)


def compile_all() -> list[Path]:
    """Write the .mo file beside every .po file; return the files written."""
    written = []
    for path in sorted((Path(settings.BASE_DIR) / "locale").glob("*/LC_MESSAGES/django.po")):
        catalog = read(path.parent.parent.name)
        scratch = path.with_suffix(f".{os.getpid()}")
        with scratch.open("wb") as file:
            write_mo(file, catalog)
        # A server that is starting meanwhile reads the old file or the new one.
        written.append(scratch.replace(path.with_suffix(".mo")))
    return written


def faults() -> list[str]:
    """Sentences of the source without a sound English translation."""
    known = read(TARGET)
    found = []
    for message in collect():
        if message.id:
            fault = _fault(message, known.get(message.id, message.context))
            if fault:
                found.append(f"{', '.join(sorted({name for name, _ in message.locations}))}: {fault}: {message.id!r}")
    return found


def _fault(message: Message, translated: Message | None) -> str:
    texts = _texts(translated.string) if translated is not None and translated.string else []
    if not texts or not all(texts):
        return "no English translation"
    if translated is not None and translated.fuzzy:
        return "translation is marked as fuzzy"
    wanted = _placeholders(_texts(message.id)[-1])
    if any(_placeholders(text) != wanted for text in texts[-1:]):
        return "other placeholders in the translation"
    return ""


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))
