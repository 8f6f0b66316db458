"""Numbers as people type them: ``1.250,5``, ``1250,5`` and ``1250.5`` all mean the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinerja.ui.wording import language

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_COULD_GROUP = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
#: More than any figure or budget, and no more than the database's columns hold.
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Reading:
    """A number and how sure it is: ``ambiguous`` where the other language would have read it differently."""

    value: Decimal
    ambiguous: bool


def read_number(text: str, lang: str) -> Reading | None:
    """What somebody meant who writes in ``lang`` ("id" or "en"); None for what is no number.

    In Indonesian a point groups thousands and a comma begins decimals, in English the other way round. A lone mark that
    cannot group (``1250.5``) begins decimals in either. ``1.250`` could be both: the language decides.
    """
    bare = re.sub(r"^Rp\.?|[\s\u00a0\u202f]", "", text.strip().replace("−", "-"))
    # From here on in English spelling: point for decimals, comma for groups.
    own = bare if lang == "en" else bare.translate(str.maketrans(",.", ".,"))
    if _GROUPED.fullmatch(own):
        return Reading(Decimal(own.replace(",", "")), own.count(",") == 1 and "." not in own)
    if _PLAIN.fullmatch(own):
        # "1,250" in Indonesian is one and a quarter, written to three decimals: an English eye reads a thousand.
        return Reading(Decimal(own), bool(_COULD_GROUP.fullmatch(own)))
    if own.count(",") == 1 and _PLAIN.fullmatch(own.replace(",", ".")):
        return Reading(Decimal(own.replace(",", ".")), False)
    return None


def spelled(value: Decimal | None) -> str:
    """A number as it is put into a field to be edited: the language's decimal mark, no groups, no trailing zeros."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language() == "en" else text.replace(".", ",")


class NumberField(forms.CharField):
    """A text field that understands both ways of writing numbers; ``places`` limits the decimals.

    ``cleaned_data`` holds a ``Decimal`` or None. Bounds are inclusive.
    """

    default_error_messages = {
        "number": gettext_lazy("Tulis angka, misalnya 1.250,5."),
        "least": gettext_lazy("Tidak boleh kurang dari %(least)s."),
        "most": gettext_lazy("Tidak boleh lebih dari %(most)s."),
        "places": gettext_lazy("Paling banyak %(places)s angka di belakang koma."),
    }

    def __init__(
        self, *, places: int = 6, least: Decimal | None = Decimal(0), most: Decimal = LARGEST, **options: Any
    ) -> None:
        self.places, self.least, self.most = places, least, most
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        """A ``Decimal`` as it is edited; what was typed stays as it was typed."""
        return spelled(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        """The number; raises ``ValidationError`` for text that is none or is out of bounds."""
        if isinstance(value, Decimal):
            # A disabled field hands in what is stored, which nobody typed.
            return value
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        reading = read_number(str(text), language())
        if reading is None:
            raise ValidationError(self.error_messages["number"], code="number")
        return self._bounded(reading.value)

    def _bounded(self, value: Decimal) -> Decimal:
        exponent = value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise ValidationError(self.error_messages["places"], code="places", params={"places": self.places})
        if self.least is not None and value < self.least:
            raise ValidationError(self.error_messages["least"], code="least", params={"least": spelled(self.least)})
        if value > self.most:
            raise ValidationError(self.error_messages["most"], code="most", params={"most": spelled(self.most)})
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another number was typed, not another spelling."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def echo(text: str) -> str:
    """How an ambiguous number was read, as a sentence; empty where nothing is in doubt."""
    reading = read_number(str(text), language())
    if reading is None or not reading.ambiguous:
        return ""
    return _("“%(text)s” dibaca sebagai %(value)s.") % {"text": text.strip(), "value": spelled(reading.value)}
