"""Writes the fields of a form: label with its word, help, error, then the input.

So a screen reader and a small screen meet the error first. In Python, because a template costs more for one field than
the database takes for a page; ``templates/bootstrap5/`` leads here from django-crispy-forms, whatever draws a form.
"""

from __future__ import annotations

from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kinerja.ui.rendering import attributes, escaped


def form_fields(form: forms.BaseForm, *, labels: bool = True, errors: bool = True) -> SafeString:
    """All fields of a form, one below the other."""
    written = "\n".join([form_field(field, labels=labels, errors=errors) for field in form])
    return mark_safe(written)  # noqa: S308 -- each field is written below


def form_field(field: BoundField, *, labels: bool = True, errors: bool = True, css: str = "") -> SafeString:
    """One field; ``css`` is a class more of what stands around it."""
    if field.is_hidden:
        return field.as_widget()
    around = f'id="div_{escaped(field.auto_id)}" class="mb-3{f" {escaped(css)}" if css else ""}"'
    said = _errors(field) if errors else ""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        html = f"<div {around}>{said}{_tick(field)}</div>"
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        html = _choices(field, around, said)
    else:
        label = _label(field) if labels and field.label else ""
        css = "form-select" if isinstance(widget, forms.Select) else "form-control"
        html = f"<div {around}>{label}{_help(field)}{said}{_input(field, css)}</div>"
    return mark_safe(html)  # noqa: S308 -- labels, errors and values are escaped where they are written


def _label(field: BoundField) -> str:
    return f'<label class="form-label" for="{_id(field)}">{escaped(field.label)}{_required(field)}</label>'


def _id(field: BoundField) -> str:
    """The id that the label points at."""
    return escaped(field.id_for_label or "")


def _required(field: BoundField) -> str:
    """Words instead of a star: “(wajib)”, “(opsional)”, or when it is required."""
    if field.field.required:
        if getattr(field.form, "says_required", True) is False:
            return ""
        word = _("(wajib)")
    else:
        when = getattr(field.field, "required_when", "")
        word = f"({when})" if when else _("(opsional)")
    return f' <span class="muted small fw-normal">{escaped(word)}</span>'


def _help(field: BoundField) -> str:
    if not field.help_text:
        return ""
    # As everywhere in Django, a help text is written by the form and may hold HTML.
    return f'<div class="form-text mt-0 mb-1" id="{escaped(field.auto_id)}_helptext">{field.help_text}</div>'


def _errors(field: BoundField) -> str:
    found = field.errors
    if not found:
        return ""
    word = escaped(_("Kesalahan:"))
    lines = "".join(
        f'<p class="k-msg small mb-1"><span class="visually-hidden">{word} </span>{escaped(error)}</p>'
        for error in found
    )
    return f'<div id="{escaped(field.auto_id)}_error">{lines}</div>'


def _input(field: BoundField, css: str) -> str:
    own = field.field.widget.attrs.get("class")
    known = f"{own} {css}" if own else css
    return field.as_widget(attrs={"class": f"{known} is-invalid" if field.errors else known})


def _tick(field: BoundField) -> str:
    return (
        f'<div class="form-check">{_input(field, "form-check-input")}'
        f'<div><label class="form-check-label" for="{_id(field)}">{escaped(field.label)}</label>'
        f"{_help(field)}</div></div>"
    )


def _choices(field: BoundField, around: str, said: str) -> str:
    described = field.aria_describedby
    described = f' aria-describedby="{escaped(described)}"' if described else ""
    return (
        f'<fieldset {around}{described}><legend class="form-label fs-6">{escaped(field.label)}'
        f"{_required(field)}</legend>{_help(field)}{said}{_options(field)}</fieldset>"
    )


def _options(field: BoundField) -> str:
    css = "form-check-input is-invalid" if field.errors else "form-check-input"
    written = []
    for group, options, _index in optgroups(field):
        if group:
            written.append(f'<p class="mb-0 fw-semibold">{escaped(group)}</p>')
        written += [_option(field, option, css) for option in options]
    return "".join(written)


def _option(field: BoundField, option: dict[str, Any], css: str) -> str:
    value = escaped(str(option["value"]))
    return (
        f'<div class="form-check"><input type="{option["type"]}" class="{css}" name="{escaped(field.html_name)}"'
        f' value="{value}"{attributes(option["attrs"])}>'
        f'<label class="form-check-label" for="{escaped(option["attrs"].get("id", ""))}">{escaped(option["label"])}'
        "</label></div>"
    )
