"""Forms whose errors say what to do, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext

from kinerja.text import gettext_noop


def _say(message: str, label: str) -> str:
    return gettext(message) % {"label": label}


_say_lazy = lazy(_say, str)


FILL = gettext_noop("Isi %(label)s.")
CHOOSE = gettext_noop("Pilih %(label)s.")
TICK = gettext_noop("Centang “%(label)s” untuk melanjutkan.")
ATTACH = gettext_noop("Lampirkan %(label)s.")


class HouseMessages:
    """Names the field in the sentence for an empty one: “Isi jumlah berkas.” instead of “Bidang ini wajib.”

    ``says_required`` False leaves out the words “(wajib)” where everything is required, as at the door. All other
    sentences of Django are reworded in ``locale/id``.
    """

    says_required = True
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _name_the_field(field, str(field.label or name))

    def say_when(self, name: str, when: str | Promise) -> None:
        """Say beside the label when a field that may be empty must be filled."""
        self.fields[name].required_when = when  # type: ignore[attr-defined]  # read by kinerja.ui.fields

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What there is to choose from in a field of choices, where only the page knows."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no field of choices.")
        field.choices = list(choices)

    def offer_rows(self, name: str, rows: QuerySet[Any]) -> None:
        """The same for a field that chooses a row."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(f"{name} chooses no row.")
        field.queryset = rows


def _name_the_field(field: forms.Field, label: str) -> None:
    default = forms.Field.default_error_messages["required"]
    # A form that says its own sentence knows better.
    if field.error_messages.get("required") is default:
        # NIP and OPD stay as they are, other labels go into the middle of a sentence.
        lowered = label[:1].lower() + label[1:] if label[1:2].islower() else label
        tick = isinstance(field, forms.BooleanField)
        field.error_messages["required"] = _say_lazy(_sentence(field), label if tick else lowered)


def _sentence(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return TICK
    if isinstance(field, forms.FileField):
        return ATTACH
    return CHOOSE if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else FILL


class Form(HouseMessages, forms.Form):
    """A form in the house style."""
