"""Form of the shared regional indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.forms.agreements import DomainForm
from contracts.queries.shared import Office
from contracts.rules.spreading import Monthly, even
from kinerja.ui.numbers import NumberField

#: When the indicator is measured → the months that are due.
DUE: dict[str, frozenset[int]] = {
    "month": frozenset(range(1, 13)),
    "quarter": frozenset({3, 6, 9, 12}),
    "semester": frozenset({6, 12}),
    "year": frozenset({12}),
}


class AttachForm(DomainForm):
    """Weight, figure of the year and the offices; an office's own figure stands beside its name."""

    weight = NumberField(label=_("Bobot"), places=4, most=Decimal(100), least=Decimal(0))
    total = NumberField(label=_("Target setahun untuk setiap OPD"))
    due = forms.ChoiceField(
        label=_("Diukur"),
        choices=[
            ("month", _("setiap bulan")),
            ("quarter", _("setiap akhir triwulan")),
            ("semester", _("setiap akhir semester")),
            ("year", _("sekali pada bulan Desember")),
        ],
        initial="quarter",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, offices: Sequence[Office], accumulation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        self.accumulation = accumulation
        for office in offices:
            name = office.unit.name
            self.fields[f"pick{office.unit.pk}"] = forms.BooleanField(label=name, required=False, initial=office.ready)
            own = NumberField(label=gettext("Target %(unit)s") % {"unit": name}, required=False)
            self.fields[f"own{office.unit.pk}"] = own
        for field in self.fields.values():
            if isinstance(field, NumberField):
                field.widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        """At least one office."""
        values = super().clean() or {}
        if not any(values.get(f"pick{office.unit.pk}") for office in self.offices):
            self.add_error(None, gettext("Pilih paling sedikit satu OPD."))
        return values

    def values(self) -> dict[int, Monthly]:
        """Unit id → twelve values, of the offices that were picked."""
        chosen = DUE[self.cleaned_data["due"]]
        due = [month in chosen for month in range(1, 13)]
        found = {}
        for office in self.offices:
            if self.cleaned_data[f"pick{office.unit.pk}"]:
                own = self.cleaned_data[f"own{office.unit.pk}"]
                total = self.cleaned_data["total"] if own is None else own
                found[office.unit.pk] = even(total, self.accumulation, due)
        return found
