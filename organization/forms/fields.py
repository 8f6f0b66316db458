"""Fields that several forms of this app share."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kinerja.ui.clock import ClockField


def date_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own calendar; without one it is typed as 2026-11-22."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def time_field(**options: Any) -> forms.TimeField:
    """A time of day, typed as 07.30 or 0730."""
    return ClockField(**options)


def choices_with_blank(choices: list[tuple[str, Any]], blank: Any) -> list[tuple[str, Any]]:
    """Choices headed by an empty one that says what to do; labels begin with a capital, as lines of a list do."""
    return [("", blank), *((value, capfirst(label)) for value, label in choices)]


def own_password_field() -> forms.CharField:
    """The password of who is at the page, asked once more before something grave; taken as typed."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(label=_("Kata sandi Anda"), max_length=128, strip=False, widget=widget)


def own_code_field() -> forms.CharField:
    """The code of the own second step."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=_("Kode dari aplikasi autentikator"), max_length=20, widget=widget)
