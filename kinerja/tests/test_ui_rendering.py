"""Fields written in Python say what Django's templates say."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from kinerja.ui.rendering import Renderer

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
    ],
)
def test_a_field_is_written_as_its_template_writes_it(widget: forms.Widget, value: object) -> None:
    assert _written(Renderer(), widget, value) == _written(DjangoTemplates(), widget, value)
