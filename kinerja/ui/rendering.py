"""Writes the most frequent fields in Python: a choice among seventy offices takes seventy templates otherwise."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe


class Renderer(DjangoTemplates):
    """Django's renderer, but for single inputs and choices, which come out the same without a template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The HTML of a widget, a field or a form."""
        write = _WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{escaped(str(widget["value"]))}"'
    return _safe(
        f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{value}{attributes(widget["attrs"])}>'
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    inside = "".join([_group(name, options) for name, options, _index in widget["optgroups"]])
    return _safe(f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>{inside}</select>')


def _group(name: str | None, options: list[Mapping[str, Any]]) -> str:
    inside = "".join(map(_option, options))
    return f'<optgroup label="{escaped(name)}">{inside}</optgroup>' if name else inside


def _option(option: Mapping[str, Any]) -> str:
    value, label = escaped(str(option["value"])), escaped(option["label"])
    return f'<option value="{value}"{attributes(option["attrs"])}>{label}</option>'


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    # A browser drops the first line break of a text area.
    name, inside = escaped(widget["name"]), escaped(widget["value"] or "")
    return _safe(f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{inside}</textarea>')


def attributes(named: Mapping[str, Any]) -> str:
    """Attributes of an element, each after a space; True stands alone, False is left out."""
    return "".join(
        [
            f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(str(value))}"'
            for name, value in named.items()
            if value is not False
        ]
    )


def escaped(value: object) -> str:
    """As Django's ``conditional_escape``, which costs four times as much on the plain words that forms are made of."""
    if type(value) is not str:
        if isinstance(value, Promise):
            value = str(value)
        if hasattr(value, "__html__"):
            return str(value.__html__())
        value = str(value)
    return html.escape(value) if _SPECIAL.search(value) else value


def _safe(written: str) -> SafeString:
    return mark_safe(written)  # noqa: S308 -- every part is escaped where it is written


_SPECIAL = re.compile("""[&<>"']""")
_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "time", "input", "checkbox", "file")
_WRITERS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
}
