"""Forms of shifts and rosters."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from organization.forms.fields import date_field, time_field
from organization.forms.lookup import LookupForm
from organization.models import Employee, Shift
from organization.models.roster import FREE
from organization.queries.roster_page import PersonMonth
from organization.rules.shifts import rotation

#: A pattern is laid over so many days at most.
LONGEST = 366
_BETWEEN = re.compile(r"[\s,;–-]+")


class ShiftForm(LookupForm):
    """A shift and its hours."""

    error_fields = {"shift_code": "code", "shift_end": "end", "shift_break": "break_minutes", "month_closed": "start"}

    code = forms.CharField(
        label=_("Kode"), max_length=10, help_text=_("Pendek, misalnya P, S, atau M. L berarti libur.")
    )
    name = forms.CharField(label=_("Nama giliran"), max_length=80)
    start = time_field(label=_("Jam mulai"))
    end = time_field(
        label=_("Jam selesai"),
        help_text=_("Jam yang tidak sesudah jam mulai berarti keesokan harinya, paling lambat pukul 10.00."),
    )
    break_minutes = forms.IntegerField(label=_("Istirahat (menit)"), min_value=0, max_value=600, initial=0)

    @classmethod
    def values_of(cls, shift: Shift) -> dict[str, Any]:
        """What the form shows of a shift."""
        return {name: getattr(shift, name) for name in cls.base_fields}


class PatternForm(LookupForm):
    """A rotating pattern for several people; ``cleaned_data["plan"]`` is what it makes."""

    error_fields = {"roster_shift": "pattern", "month_closed": "first"}

    people = forms.TypedMultipleChoiceField(
        label=_("Pegawai"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Pilih paling sedikit satu pegawai.")},
    )
    pattern = forms.CharField(
        label=_("Pola"),
        max_length=200,
        help_text=_("Kode giliran berurutan, misalnya P-P-S-S-M-M-L-L; L berarti libur."),
    )
    first = date_field(label=_("Mulai tanggal"))
    last = date_field(label=_("Sampai dengan"))
    begin = forms.IntegerField(
        label=_("Mulai dari urutan ke"), min_value=1, max_value=100, initial=1, help_text=_("Tempat dalam pola.")
    )
    step = forms.IntegerField(
        label=_("Geser tiap pegawai"),
        min_value=0,
        max_value=100,
        initial=0,
        help_text=_("0: semua sama. 2: pegawai berikutnya mulai dua urutan lebih lanjut."),
    )

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("people", [(each.pk, each.name) for each in people])

    def clean_pattern(self) -> list[str]:
        """The codes of the pattern, all of them known."""
        codes = [code for code in _BETWEEN.split(self.cleaned_data["pattern"].strip()) if code]
        known = set(Shift.objects.values_list("code", flat=True)) | {FREE}
        unknown = sorted(set(codes) - known)
        if unknown or not codes:
            raise forms.ValidationError(
                _now("Kode %(codes)s tidak dikenal. Yang ada: %(known)s.")
                % {"codes": ", ".join(unknown) or "–", "known": ", ".join(sorted(known))}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        """Lay the pattern over the days of each person."""
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _now("Tanggal akhir tidak boleh sebelum tanggal mulai."))
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("last", _now("Paling lama satu tahun sekali isi."))
        elif first and last and not self.errors:
            cleaned["plan"] = {
                person: rotation(cleaned["pattern"], first, last, begin=cleaned["begin"] - 1 + place * cleaned["step"])
                for place, person in enumerate(cleaned["people"])
            }
        return cleaned


class PersonMonthForm(LookupForm):
    """A choice for each day of a person's month; ``plan`` is what differs from what is stored."""

    def __init__(self, *args: Any, month: PersonMonth, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shifts = [(shift.code, f"{shift.code} – {shift.name}") for shift in Shift.objects.all()]
        choices = [("", "–"), *shifts, (FREE, _("L – libur"))]
        self._stored = {cell.day: cell.code for cell in month.cells}
        for cell in month.cells:
            self.fields[self.name_of(cell.day)] = forms.ChoiceField(choices=choices, required=False, initial=cell.code)

    @staticmethod
    def name_of(day: date) -> str:
        """The field of a day."""
        return f"d{day.day}"

    def plan(self) -> dict[date, str | None]:
        """The days that are to change."""
        chosen = {day: self.cleaned_data[self.name_of(day)] for day in self._stored}
        return {day: code or None for day, code in chosen.items() if code != self._stored[day]}
