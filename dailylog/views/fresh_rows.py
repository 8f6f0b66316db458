"""Rows into which nobody has typed: drawn once for everyone, then filled in with what tells them apart.

A day has eight such rows of ten fields each. Their templates stay the only place that says how a row looks; what is
kept is what they make of tokens. Rows that were touched are drawn by the templates themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any
from unicodedata import normalize
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contracts.models import Target
from dailylog.forms.row import Row, row_form
from kinerja.ui.rendering import escaped

#: Characters of the title that a suggestion shows.
TITLE = 80
_CHOICE = re.compile('<option value="⟦choices⟧"[^>]*></option>')
_TOKEN = re.compile("⟦([a-z_]+)⟧")


def drawn(row: Row, targets: Sequence[Target]) -> SafeString:
    """A fresh row as HTML."""
    if settings.DEBUG:
        _pattern.cache_clear()
    pieces = _pattern(get_language() or "", row.kind, row.first)
    values = {
        "row": row.prefix,
        "key": str(uuid4()),
        "title": escaped(_shortened(row.title)),
        "description": escaped(row.initial.get("description", "")),
        "unit": escaped(row.initial.get("unit_of_measure", "")),
        "choices": _choices(targets, row.initial.get("target") or ""),
    }
    # Every second piece names what comes there.
    filled = [values[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
    return mark_safe("".join(filled))  # noqa: S308 -- the pieces come from templates, every value is escaped above


@cache
def _pattern(_language: str, kind: str, first: bool) -> list[str]:
    """What the row's template makes of tokens, cut at the tokens."""
    free = kind == "free"
    initial: Mapping[str, Any] = {"key": "⟦key⟧"}
    if not free:
        initial = {**initial, "description": "⟦description⟧", "unit_of_measure": "⟦unit⟧"}
    row = Row("⟦row⟧", kind, partial(_token_form, initial, free), title="" if free else "⟦title⟧", first=first)
    html = render_to_string(f"dailylog/_{kind}_row.html", {"row": row})
    return _TOKEN.split(_CHOICE.sub("⟦choices⟧", html))


def _token_form(initial: Mapping[str, Any], free: bool) -> Any:
    form = row_form("⟦row⟧", initial, targets=(), written=free)
    form.offer("target", [("⟦choices⟧", "")])
    return form


def _shortened(title: str) -> str:
    """As the filter ``truncatechars`` writes it, which costs as much as the rest of a row even if nothing is cut."""
    text = normalize("NFC", title)
    return text if len(text) <= TITLE else Truncator(text).chars(TITLE)


def _choices(targets: Sequence[Target], chosen: int | str) -> str:
    pairs = [("", _("Tidak ada")), *((target.pk, target.indicator) for target in targets)]
    return "".join(
        f'<option value="{key}"{" selected" if key == chosen else ""}>{escaped(label)}</option>' for key, label in pairs
    )
