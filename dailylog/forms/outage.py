"""When the program was out of order, and where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dailylog.forms.requests import RefusableForm
from dailylog.models import Disturbance
from organization.forms.lookup import UNITS
from organization.models import Unit

#: So many units that fit a line are named for a choice.
MOST_NAMED = 3


class UnitsField(forms.CharField):
    """Units of which an outage was: one a line, by code or by words of the name; nothing means everywhere."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[Unit]:
        """The units in their order, each once."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return list(dict.fromkeys(self._unit(line) for line in lines if line))

    def _unit(self, text: str) -> Unit:
        found = list(UNITS.exact(text)[:1]) or list(UNITS.find(text)[: MOST_NAMED + 1])
        if len(found) == 1:
            unit: Unit = found[0]
            return unit
        if not found:
            raise ValidationError(gettext("Tidak ada unit yang cocok dengan “%(text)s”.") % {"text": text})
        named = ", ".join(f"{unit.code} ({unit.name})" for unit in found[:MOST_NAMED])
        words = gettext("“%(text)s” cocok dengan beberapa unit. Tulis kodenya, misalnya: %(units)s.")
        raise ValidationError(words % {"text": text, "units": named})


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


class DisturbanceForm(RefusableForm):
    """When the program was down, for whom, and what had happened."""

    error_fields = {"disturbance_": "end", "month_closed": "start"}

    start = _moment(_("Mulai"))
    end = _moment(_("Berakhir"))
    units = UnitsField(
        label=_("Unit yang terganggu"),
        required=False,
        help_text=_("Kode atau nama, satu unit per baris, termasuk unit di bawahnya. Kosongkan bila di semua unit."),
    )
    note = forms.CharField(label=_("Keterangan"), max_length=300)

    @staticmethod
    def values_of(row: Disturbance) -> dict[str, Any]:
        """What the form shows of an outage."""
        codes = row.units.order_by("code").values_list("code", flat=True)
        return {"start": row.start, "end": row.end, "note": row.note, "units": "\n".join(codes)}
