"""Tags and filters that every page uses: ``{% load kinerja_ui %}``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kinerja.ui import charts, fields, fragments, wording
from kinerja.ui.shell import frame

register = template.Library()

#: The colour of a shape: colour is the third signal, after the word and the shape.
KINDS = {
    "ok": "ok",
    "track": "ok",
    "done": "ok",
    "warn": "warn",
    "late": "warn",
    "back": "warn",
    "bad": "bad",
    "no": "bad",
    "sent": "sent",
    "wait": "sent",
    "none": "none",
    "plan": "none",
    "draft": "none",
    "lock": "none",
    "leave": "none",
}


@register.simple_tag(takes_context=True)
def shell(context: template.Context) -> SafeString:
    """The bar and the menu around a page."""
    return frame(context.get("request"), context.get("menu") or (), str(context.get("unread") or ""))


@register.simple_tag
def drawn(name: str, row: Any) -> SafeString:
    """A template drawn from a row of plain values, kept for the next page that shows the same row."""
    return fragments.drawn(name, row)


@register.simple_tag
def part(name: str, **values: Any) -> SafeString:
    """An ``include`` of a template that looks at these plain values alone, kept for the next page with the same."""
    # Words written in a template come marked as safe; as plain text they look the same or are escaped.
    plain = {key: value + "" if isinstance(value, SafeString) else value for key, value in values.items()}
    return fragments.part(name, **plain)


@register.simple_tag
def form_fields(form: BaseForm, *, labels: bool = True, errors: bool = True) -> SafeString:
    """All fields of a form."""
    return fields.form_fields(form, labels=labels, errors=errors)


@register.simple_tag
def form_field(field: BoundField, *, labels: bool = True, errors: bool = True, css: str = "") -> SafeString:
    """One field of a form; ``css`` is a class more of what stands around it."""
    return fields.form_field(field, labels=labels, errors=errors, css=css)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; decoration beside a word, never alone."""
    return _drawn("i", "24", _sprite(), f"i-{name}")


@register.simple_tag
def shape(name: str) -> SafeString:
    """The shape of a status, without its word."""
    return _drawn("sh", "16", _sprite(), f"s-{name}")


@register.simple_tag
def mark() -> SafeString:
    """The mark of the program."""
    return format_html('<svg viewBox="0 0 24 24" aria-hidden="true"><use href="{}#i-mark"/></svg>', _sprite())


# A page may draw the same few shapes a hundred times.
@lru_cache(maxsize=256)
def _drawn(css: str, size: str, sprite: str, name: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css,
        size,
        size,
        sprite,
        name,
    )


def _sprite() -> str:
    return static("icons/sprite.svg")


@register.simple_tag
def st(name: str, word: str) -> SafeString:
    """A status: shape, word, then colour. An unknown shape raises KeyError, so that a typo is found by any test."""
    return format_html('<span class="k-st st-{}">{}{}</span>', KINDS[name], shape(name), word)


@register.simple_tag
def bullet(value: Decimal | None, forecast: Decimal | None = None, what: str = "") -> str:
    """A bullet of a percentage of the target; nothing for a figure that does not exist."""
    if value is None:
        return ""
    words = _("%(what)s %(value)s persen dari sasaran") % {
        "what": what or _("Capaian"),
        "value": wording.number(value),
    }
    if forecast is not None:
        words += _(", prakiraan %(value)s persen") % {"value": wording.number(forecast)}
    return mark_safe(charts.bullet(value, escape(words), forecast))  # noqa: S308 -- numbers, and words escaped here


@register.simple_tag
def spark(values: Sequence[Decimal | None]) -> str:
    """A line of up to twelve months; says the first and the last figure in words."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    words = _("%(count)s bulan: dari %(first)s ke %(last)s persen") % {
        "count": len(known),
        "first": wording.number(known[0]),
        "last": wording.number(known[-1]),
    }
    return mark_safe(charts.spark(values, escape(words)))  # noqa: S308 -- numbers, and words escaped here


@register.filter
def angka(value: Any, places: int | None = None) -> str:
    """A number with decimal comma; an en dash for none."""
    return "–" if value is None or value == "" else wording.number(value, places)


@register.filter
def ringkas(value: Any) -> str:
    """A number without trailing zeros; an en dash for none."""
    return "–" if value is None or value == "" else wording.plain(value)


@register.filter
def persen(value: Any, places: int | None = None) -> str:
    """A number with a percent sign; an en dash for none."""
    return "–" if value is None or value == "" else f"{wording.number(value, places)}%"


@register.filter
def rupiah(value: Decimal | int | None) -> str:
    """Money; an en dash for none."""
    return "–" if value is None else wording.rupiah(value)


@register.filter
def tanggal(value: date | None) -> str:
    """A date in words; an en dash for none."""
    return "–" if value is None else wording.day(value)


@register.filter
def iso(value: date) -> str:
    """A date as addresses and forms carry it: ``2026-03-31``; Django's ``date`` takes ten times as long."""
    return value.isoformat()[:10]


@register.filter
def hari_tanggal(value: date | None) -> str:
    """A date in words with its weekday; an en dash for none."""
    return "–" if value is None else wording.day(value, weekday=True)


@register.filter
def bulan(value: date | None) -> str:
    """A month in words; an en dash for none."""
    return "–" if value is None else wording.month(value)


@register.filter
def jam(value: time | None) -> str:
    """A clock time; an en dash for none."""
    return "–" if value is None else wording.clock(value)


@register.filter
def waktu(value: datetime | None) -> str:
    """An instant in the region's time; an en dash for none."""
    return "–" if value is None else wording.moment(value)


@register.filter
def nip(value: str) -> str:
    """A NIP in groups."""
    return wording.nip(value)
