"""What the back door shows of people, units, posts and calendars."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import register
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinerja.ui import wording
from organization.back_door.rows import RawRows
from organization.back_door.site import site
from organization.forms.mending import MendForm
from organization.models import (
    Assignment,
    Employee,
    Holiday,
    LoginAttempt,
    Position,
    RoleGrant,
    ScheduleHours,
    Shift,
    Unit,
    WithdrawnHoliday,
)
from organization.queries.calendar import national_calendar


@register(Employee, site=site)
class EmployeeRows(RawRows):
    """Without the password; data are changed on the person's page."""

    purpose = gettext_lazy(
        "Kapan terakhir masuk, apakah kata sandi sekali pakai sudah diganti, siapa mengubah datanya."
    )
    list_display = ("nip", "name", "is_active", "must_change_password", "last_login")
    facts = ("nip", "name", "email", "rank", "is_active", "must_change_password", "last_login")
    search_fields = ("nip__exact",)
    search_words = gettext_lazy("NIP")


@register(Unit, site=site)
class UnitRows(RawRows):
    """Changed on the unit's page, which keeps the tree whole."""

    purpose = gettext_lazy("Siapa mengubah nama, induk, atau jadwal sebuah unit, dan kapan.")
    list_display = ("code", "name", "kind", "parent")
    facts = ("code", "name", "kind", "parent", "schedule")
    search_fields = ("code__exact",)
    search_words = gettext_lazy("Kode unit")


@register(Position, site=site)
class PositionRows(RawRows):
    """Changed on the unit's page."""

    purpose = gettext_lazy("Siapa mengubah jenjang atau pagu TPP sebuah jabatan, dan kapan.")
    list_display = ("code", "title", "unit", "level")
    facts = ("code", "title", "unit", "level", "tpp_base")
    search_fields = ("code__exact",)
    search_words = gettext_lazy("Kode jabatan")


@register(Assignment, site=site)
class AssignmentRows(RawRows):
    """Changed by moving people, which shows the effect first."""

    purpose = gettext_lazy("Siapa mencatat, mengakhiri, atau membatalkan sebuah penempatan, dan kapan.")
    list_display = ("employee", "position", "kind", "start", "end")
    facts = list_display
    search_fields = ("employee__nip__exact",)
    search_words = gettext_lazy("NIP")


@register(RoleGrant, site=site)
class RoleGrantRows(RawRows):
    """Granted and ended on their page, where nobody grants himself one."""

    purpose = gettext_lazy("Siapa memberi atau mengakhiri sebuah peran, dan kapan.")
    list_display = ("employee", "role", "unit", "start", "end")
    facts = list_display
    search_fields = ("employee__nip__exact",)
    search_words = gettext_lazy("NIP")


@register(ScheduleHours, site=site)
class ScheduleHoursRows(RawRows):
    """Changed on the page of working hours."""

    purpose = gettext_lazy("Siapa mengubah jam kerja sebuah jadwal, dan kapan.")
    list_display = ("schedule", "weekday", "start", "end", "valid_from", "valid_to")
    facts = ("schedule", "weekday", "start", "end", "break_minutes", "valid_from", "valid_to")


@register(Shift, site=site)
class ShiftRows(RawRows):
    """Changed on the page of shifts."""

    purpose = gettext_lazy("Siapa mengubah jam sebuah giliran kerja, dan kapan.")
    list_display = ("code", "name", "start", "end")
    facts = ("code", "name", "start", "end", "break_minutes")


class HolidayForm(MendForm):
    """Only a day that the national calendar has can follow it."""

    def clean_from_package(self) -> bool:
        """Refuse to hand over a day that loading the calendar would remove."""
        follows: bool = self.cleaned_data["from_package"]
        if follows and self.instance.date not in national_calendar(self.instance.date.year):
            raise forms.ValidationError(
                _("Kalender nasional tidak memuat hari ini; memuat kalender akan menghapusnya."), code="not_national"
            )
        return follows


@register(Holiday, site=site)
class HolidayRows(RawRows):
    """Names, kinds and decrees are changed on the page of holidays; that a day is the calendar's again nowhere else."""

    purpose = gettext_lazy(
        "Hari yang pernah diubah tidak lagi mengikuti kalender nasional. Di sini ia dapat dikembalikan."
    )
    list_display = ("date", "name", "kind", "decree", "from_package")
    facts = list_display
    mendable = ("from_package",)
    ordering = ("-date",)
    form = HolidayForm

    def title(self, row: Any) -> str:
        """The day with its name."""
        return f"{row.name}, {wording.day(row.date)}"


@register(WithdrawnHoliday, site=site)
class WithdrawnHolidayRows(RawRows):
    """A decree mistyped when a day was withdrawn has no page: declaring the day anew would make it free meanwhile."""

    purpose = gettext_lazy("Nama atau nomor keputusan yang salah tulis saat hari libur dicabut.")
    list_display = ("date", "name", "decree")
    facts = list_display
    mendable = ("name", "decree")
    ordering = ("-date",)

    def title(self, row: Any) -> str:
        """The day with its name."""
        return f"{row.name}, {wording.day(row.date)}"


@register(LoginAttempt, site=site)
class LoginAttemptRows(RawRows):
    """Not to be loosened: the wait ends by itself within 15 minutes, and a one-time password ends it at once."""

    purpose = gettext_lazy(
        "Mengapa seseorang diminta menunggu di halaman masuk. Paling lama 15 menit; tidak dapat dilonggarkan."
    )
    list_display = ("nip", "address", "failures", "last_at", "blocked_until")
    facts = list_display
    watched = False
    search_fields = ("nip__exact",)
    search_words = gettext_lazy("NIP")
