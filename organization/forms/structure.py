"""Forms of units, posts, working hours and holidays."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinerja.ui.numbers import NumberField
from organization.forms.fields import choices_with_blank, date_field, time_field
from organization.forms.lookup import UNITS, LookupForm
from organization.models import HolidayKind, Level, Position, Schedule, Unit, UnitKind

#: As much as the column holds.
LARGEST_ALLOWANCE = Decimal(10) ** 14 - 1
#: Days that mostly share their hours, entered in one go.
RUNS_OF_DAYS = {
    "1-4": (_("Senin sampai Kamis"), (1, 2, 3, 4)),
    "1-5": (_("Senin sampai Jumat"), (1, 2, 3, 4, 5)),
    "1-6": (_("Senin sampai Sabtu"), (1, 2, 3, 4, 5, 6)),
}
WEEKDAYS = {
    1: _("Senin"),
    2: _("Selasa"),
    3: _("Rabu"),
    4: _("Kamis"),
    5: _("Jumat"),
    6: _("Sabtu"),
    7: _("Minggu"),
}


class UnitForm(LookupForm):
    """A unit and its place in the tree."""

    lookups = {"parent": UNITS}
    error_fields = {"unit_": "parent", "code_taken": "code"}

    code = forms.CharField(
        label=_("Kode"),
        max_length=60,
        help_text=_("Singkat dan tetap, misalnya DINKES; dipakai dalam tabel."),
    )
    name = forms.CharField(label=_("Nama unit"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis"), choices=choices_with_blank(list(UnitKind.choices), _("Pilih jenis")))
    parent = forms.CharField(
        label=_("Unit di atasnya"),
        max_length=200,
        required=False,
        help_text=_("Kode atau nama; kosong hanya untuk daerah."),
    )
    schedule = forms.ModelChoiceField(
        label=_("Jadwal kerja"),
        queryset=Schedule.objects.all(),
        required=False,
        empty_label=_("Ikut unit di atasnya"),
    )

    @staticmethod
    def values_of(unit: Unit) -> dict[str, Any]:
        """What the form shows of a unit."""
        parent = unit.parent.code if unit.parent else ""
        return {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": parent, "schedule": unit.schedule_id}


class PositionForm(LookupForm):
    """A post of a unit."""

    error_fields = {"code_taken": "code", "position_tpp_base": "tpp_base"}

    code = forms.CharField(
        label=_("Kode"),
        max_length=60,
        help_text=_("Singkat dan tetap, misalnya DINKES-KEPALA; dipakai dalam tabel."),
    )
    title = forms.CharField(label=_("Nama jabatan"), max_length=200)
    level = forms.ChoiceField(label=_("Jenjang"), choices=choices_with_blank(list(Level.choices), _("Pilih jenjang")))
    tpp_base = NumberField(
        label=_("Pagu TPP sebulan (Rp)"),
        places=0,
        most=LARGEST_ALLOWANCE,
        help_text=_("Rupiah penuh, misalnya 5.000.000."),
    )

    @classmethod
    def values_of(cls, position: Position) -> dict[str, Any]:
        """What the form shows of a post."""
        return {name: getattr(position, name) for name in cls.base_fields}


class ConfirmForm(LookupForm):
    """Nothing to fill in: a button that asks once more, and a place for the refusal."""


class ScheduleForm(LookupForm):
    """The name of a working week."""

    error_fields = {"schedule_code": "code"}

    code = forms.CharField(label=_("Kode jadwal"), max_length=30, help_text=_("Misalnya 5-hari atau 6-hari."))


class HoursForm(LookupForm):
    """Hours of one weekday, from a date on."""

    error_fields = {"hours_empty": "end", "schedule_hours_end": "end", "schedule_hours_validity": "valid_to"}

    weekday = forms.TypedChoiceField(
        label=_("Hari"),
        choices=[
            *WEEKDAYS.items(),
            (_("Sekaligus beberapa hari"), [(run, label) for run, (label, _days) in RUNS_OF_DAYS.items()]),
        ],
        coerce=lambda run: RUNS_OF_DAYS[run][1] if run in RUNS_OF_DAYS else (int(run),),
    )
    start = time_field(label=_("Jam mulai"), help_text=_("Misalnya 07.30."))
    end = time_field(label=_("Jam selesai"))
    break_minutes = forms.IntegerField(label=_("Istirahat (menit)"), min_value=0, max_value=600, initial=60)
    valid_from = date_field(label=_("Berlaku sejak"), required=False, help_text=_("Kosong: sejak awal."))
    valid_to = date_field(label=_("Sampai dengan"), required=False, help_text=_("Misalnya akhir Ramadan."))


class HolidayForm(LookupForm):
    """A free day, with the decree that declares it."""

    error_fields = {"holiday_decree": "decree"}

    day = date_field(label=_("Tanggal"))
    name = forms.CharField(label=_("Nama hari libur"), max_length=120)
    kind = forms.ChoiceField(label=_("Jenis"), choices=choices_with_blank(list(HolidayKind.choices), _("Pilih jenis")))
    decree = forms.CharField(
        label=_("Nomor keputusan"), max_length=120, required=False, help_text=_("Wajib untuk libur khusus daerah.")
    )


class WithdrawForm(LookupForm):
    """The decree by which a free day is worked after all."""

    error_fields = {"holiday_decree": "decree"}

    decree = forms.CharField(label=_("Nomor keputusan yang mencabut"), max_length=120)
