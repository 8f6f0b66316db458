"""Writes the most frequent fields in Python: a choice among seventy offices takes seventy templates otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Renderer(DjangoTemplates):
    """Django's renderer, but for single inputs and choices, which come out the same without a template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The HTML of a widget, a field or a form."""
        write = _WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        _attributes(widget["attrs"]),
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = (_group(name, options) for name, options, _index in widget["optgroups"])
    inside = mark_safe("".join(groups))  # noqa: S308 -- every part is escaped where it is written
    return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget["attrs"]), inside)


def _group(name: str | None, options: list[Mapping[str, Any]]) -> str:
    inside = mark_safe("".join(map(_option, options)))  # noqa: S308 -- every part is escaped where it is written
    return inside if not name else format_html('<optgroup label="{}">{}</optgroup>', name, inside)


def _option(option: Mapping[str, Any]) -> str:
    # A plain f-string: hundreds of these make one field.
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    written = (
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(str(value))}"')
        for name, value in attributes.items()
        if value is not False
    )
    return mark_safe("".join(written))  # noqa: S308 -- every part is escaped above


_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "time", "input")
_WRITERS: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "django/forms/widgets/select.html": _select,
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
}
