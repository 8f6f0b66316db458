"""Fields written in Python say what Django's templates say."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from kinerja.ui.rendering import Renderer, escaped

NASTY = '"><script>alert(1)</script>'
CHOICES = [("", gettext_lazy("Pilih")), ("a", NASTY), ("Kelompok", [(1, "Satu"), (NASTY, "Dua")])]


def _written(renderer: Any, widget: forms.Widget, value: object) -> list[str]:
    html = widget.render("nama", value, attrs={"id": "id_nama", "required": True, "hidden": False}, renderer=renderer)
    return re.sub(r">\s+<", "><", html).strip().split("<")


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.Select(choices=CHOICES), "a"),
        (forms.Select(choices=CHOICES, attrs={"data-x": NASTY}), 1),
        (forms.Select(choices=[]), None),
        (forms.NullBooleanSelect(), True),
        (forms.SelectMultiple(choices=CHOICES), ["a", "1"]),
        (forms.TextInput(), NASTY),
        (forms.TextInput(attrs={"data-x": 1}), None),
        (forms.NumberInput(), 0),
        (forms.HiddenInput(), ""),
        (forms.PasswordInput(), "rahasia"),
        (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), date(2026, 3, 1)),
        (forms.Textarea(), NASTY),
        (forms.Textarea(attrs={"rows": 3}), None),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput(), NASTY),
        (forms.FileInput(attrs={"accept": NASTY}), None),
    ],
)
def test_a_field_is_written_as_its_template_writes_it(widget: forms.Widget, value: object) -> None:
    assert _written(Renderer(), widget, value) == _written(DjangoTemplates(), widget, value)


@given(st.text(alphabet="a <>&\"'\n"))
def test_text_is_escaped_as_django_escapes_it(value: str) -> None:
    assert escaped(value) == conditional_escape(value)


def test_safe_text_and_translations_are_escaped_as_django_escapes_them() -> None:
    assert escaped(mark_safe("<b>")) == "<b>"
    assert escaped(gettext_lazy("Pilih <b>")) == "Pilih &lt;b&gt;"
