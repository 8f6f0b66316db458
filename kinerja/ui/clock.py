"""A time of day as people here type it; the same on every telephone, whatever language that speaks."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kinerja.ui import wording

_CLOCK = re.compile(r"(\d{1,2})(?:[.:, ]?(\d{2})(?:[.:]\d{2}(?:\.\d+)?)?)?\Z", re.ASCII)


def read_clock(text: str) -> time | None:
    """The time of ``0730``, ``7.30``, ``07:30``, ``07:30:00`` or ``7``; None where it is none."""
    found = _CLOCK.match(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class ClockInput(forms.TextInput):
    """Digits on a telephone's keyboard. The browser's own clock asks for AM and PM wherever its language is English."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "8", "size": "6", "data-clock": ""}
        super().__init__(attrs=given | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """``07.30``; what was typed stays as it was typed."""
        return wording.clock(value) if isinstance(value, time) else super().format_value(value)


class ClockField(forms.TimeField):
    """A time of day to the minute; None when empty."""

    widget = ClockInput
    default_error_messages = {"invalid": _("Isi jam seperti 07.30 atau 0730.")}

    def to_python(self, value: Any) -> time | None:
        """The time that was typed."""
        if isinstance(value, time) or value in self.empty_values:
            return value or None
        found = read_clock(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found
