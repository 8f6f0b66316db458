"""A task to be given: what, to whom, when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dailylog.actions.tasks import Work
from dailylog.forms.fields import QuantityField
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.forms import Form
from organization.forms.fields import date_field
from organization.models import Employee, Unit

WEEKDAYS = [
    ("1", gettext_lazy("Senin")),
    ("2", gettext_lazy("Selasa")),
    ("3", gettext_lazy("Rabu")),
    ("4", gettext_lazy("Kamis")),
    ("5", gettext_lazy("Jumat")),
    ("6", gettext_lazy("Sabtu")),
    ("7", gettext_lazy("Minggu")),
]
_UNIT = "unit-"


class TaskForm(Form):
    """Work for oneself, for some of one's people, or for everyone of a unit that one leads."""

    title = forms.CharField(label=gettext_lazy("Tugas"), max_length=200)
    output = forms.CharField(label=gettext_lazy("Hasil yang diharapkan"), max_length=200, required=False)
    quantity = QuantityField(label=gettext_lazy("Jumlah"))
    unit_of_measure = forms.CharField(label=gettext_lazy("Satuan"), max_length=60, required=False)
    estimate_minutes = forms.IntegerField(
        label=gettext_lazy("Perkiraan waktu (menit)"), min_value=1, max_value=1440, required=False
    )
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Untuk"), widget=forms.CheckboxSelectMultiple, error_messages={"required": ""}
    )
    date = date_field(label=gettext_lazy("Pada tanggal"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Atau berulang setiap"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    last = date_field(label=gettext_lazy("Berulang sampai"), required=False)

    def __init__(
        self,
        *args: Any,
        own: Employee,
        people: Sequence[Employee],
        units: Sequence[Unit],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [(str(own.pk), _("Saya sendiri"))]
        choices += [(f"{_UNIT}{unit.pk}", _("Seluruh %(unit)s") % {"unit": unit.name}) for unit in units]
        choices += [(str(each.pk), each.name) for each in people]
        self.offer("people", choices)
        field = self.fields["people"]
        field.error_messages["required"] = _("Pilih siapa yang mengerjakan.")
        field.initial = [str(own.pk)]
        if not people and not units:
            field.widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        """A day, or weekdays, but not both."""
        values = super().clean() or self.cleaned_data
        if bool(values.get("date")) == bool(values.get("weekdays")):
            self.add_error(
                "date", ValidationError(_("Isi tanggal, atau pilih hari berulang; salah satu saja."), "when")
            )
        elif values.get("date") and values["date"] < self.today:
            self.add_error("date", ValidationError(_("Pilih hari ini atau hari sesudahnya."), "past"))
        return values

    def work(self) -> Work:
        """The cleaned values as a task."""
        values = self.cleaned_data
        names = ("title", "output", "quantity", "unit_of_measure", "estimate_minutes", "place", "date")
        weekdays = sorted(int(day) for day in values["weekdays"])
        return Work(
            **{name: values[name] for name in names},
            weekdays=weekdays,
            first=self.today if weekdays else None,
            last=values["last"] if weekdays else None,
        )

    def employee_ids(self) -> list[int]:
        """The people chosen one by one."""
        return [int(value) for value in self.cleaned_data["people"] if not value.startswith(_UNIT)]

    def unit_ids(self) -> list[int]:
        """The units chosen as a whole."""
        return [int(value.removeprefix(_UNIT)) for value in self.cleaned_data["people"] if value.startswith(_UNIT)]

    def add_domain_error(self, error: DomainError) -> None:
        """Put what the rules refuse at its field."""
        at = {"task_for_nobody": "people", "task_last_not_before_first": "last", "task_day_or_weekdays": "date"}
        self.add_error(at.get(error.code), wording.refusal(error))
