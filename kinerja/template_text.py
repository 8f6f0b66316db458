"""Finds words in templates that nobody can translate, because no tag marks them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import DebugLexer, TokenType

#: Names and abbreviations that are the same in every language.
SAME_EVERYWHERE = frozenset(
    {"Kinerja", "NIP", "OPD", "TPP", "IKI", "IKO", "WIB", "WITA", "WIT", "Plt", "Plh", "BKPSDM", "Rp"}
    | {"English", "Bahasa", "Indonesia", "Excel", "XLSX", "CSV", "PDF", "SHA"}
)
ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Stands for whatever a tag or variable of the template writes.
_FILLED = "\ufffc"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        for name, value in attrs:
            if name in ATTRIBUTES:
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._take(data)

    def _take(self, text: str) -> None:
        if any(word not in SAME_EVERYWHERE for word in _WORD.findall(text)):
            self.found.append((self.getpos()[0], " ".join(text.replace(_FILLED, "…").split())))


def untranslated(path: Path) -> list[tuple[int, str]]:
    """Line and text of everything that stands in a template unmarked."""
    reader = _Reader()
    reader.feed(_without_tags(path.read_text("utf-8")))
    reader.close()
    return reader.found


def _without_tags(source: str) -> str:
    """The template with each tag, and each marked text, as one character and its line breaks."""
    parts: list[str] = []
    inside = ""
    for token in DebugLexer(source).tokenize():
        word = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if token.token_type == TokenType.TEXT and not inside:
            parts.append(token.contents)
            continue
        if inside and word == f"end{inside}":
            inside = ""
        elif not inside and word in ("blocktranslate", "blocktrans", "comment"):
            inside = word
        # DebugLexer always says where a token stands; the plain Lexer does not.
        start, end = token.position or (0, 0)
        parts.append(_FILLED + "\n" * source.count("\n", start, end))
    return "".join(parts)
