"""Pages of working hours and holidays."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.ui.wording import day as day_words
from organization import policies
from organization.actions import calendar as actions
from organization.forms.structure import WEEKDAYS, HolidayForm, HoursForm, ScheduleForm, WithdrawForm
from organization.models import Holiday, Schedule, ScheduleHours
from organization.queries.calendar import holiday_with, holiday_year, weeks
from organization.views.guards import board_only, readers_only
from organization.views.pages import FormPage, act_and_return, form_page


@require_GET
@readers_only
def schedules(request: HttpRequest) -> HttpResponse:
    """Every working week with its dated hours."""
    tables = [(week, [(WEEKDAYS[row.weekday], row) for row in week.hours]) for week in weeks()]
    context = {"tables": tables, "may_manage": policies.may_manage_people(request.user)}
    return render(request, "organization/schedules.html", context)


@require_http_methods(["GET", "POST"])
@board_only
def schedule_new(request: HttpRequest) -> HttpResponse:
    """A new working week."""
    page = FormPage(
        heading=_("Jadwal kerja baru"),
        lede=_("Setelah disimpan, tambahkan jam kerja tiap hari."),
        button=_("Simpan jadwal"),
        done=_("Jadwal tersimpan."),
        back=reverse("org_schedules"),
    )
    return form_page(
        request, ScheduleForm(request.POST or None), page, lambda values: actions.create_schedule(**values)
    )


@require_http_methods(["GET", "POST"])
@board_only
def schedule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a working week."""
    schedule = get_object_or_404(Schedule, pk=pk)
    page = FormPage(
        heading=_("Ubah nama jadwal %(code)s") % {"code": schedule.code},
        lede=_("Jam kerja dan unit yang memakainya tidak berubah."),
        button=_("Simpan nama"),
        done=_("Nama jadwal tersimpan."),
        back=reverse("org_schedules"),
    )
    form = ScheduleForm(request.POST or None, initial={"code": schedule.code})
    return form_page(request, form, page, lambda values: actions.rename_schedule(schedule_id=pk, **values))


@require_http_methods(["GET", "POST"])
@board_only
def hours_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Hours of a weekday from a date on; the same day and date again changes the row."""
    schedule = get_object_or_404(Schedule, pk=pk)
    page = FormPage(
        heading=_("Jam kerja %(code)s") % {"code": schedule.code},
        lede=_("Dari baris yang berlaku pada satu tanggal, yang mulai berlaku paling akhir yang dipakai."),
        button=_("Simpan jam kerja"),
        done=_("Jam kerja tersimpan."),
        back=reverse("org_schedules"),
    )
    form = HoursForm(request.POST or None, initial=_hours_shown(request, schedule))
    return form_page(request, form, page, lambda values: _save_hours(pk, **values))


def _save_hours(schedule_id: int, *, weekday: tuple[int, ...], **hours: Any) -> None:
    actions.set_hours_of_days(schedule_id=schedule_id, weekdays=weekday, **hours)


def _hours_shown(request: HttpRequest, schedule: Schedule) -> dict[str, Any]:
    row = request.GET.get("baris", "")
    hours = schedule.hours.filter(pk=row).first() if row.isdecimal() else None
    return {name: getattr(hours, name) for name in HoursForm.base_fields} if hours else {}


@require_POST
@board_only
def hours_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a row of hours."""
    hours = get_object_or_404(ScheduleHours, pk=pk)
    done = _("Jam kerja %(day)s dihapus.") % {"day": WEEKDAYS[hours.weekday]}
    return act_and_return(request, lambda: actions.remove_hours(hours_id=pk), done, reverse("org_schedules"))


@require_GET
@readers_only
def holidays(request: HttpRequest, year: int) -> HttpResponse:
    """The free days of a year, those withdrawn, and what the national calendar would change."""
    may_manage = policies.may_manage_people(request.user)
    known = holiday_year(_checked(year))
    context = {
        "year": year,
        "holidays": known.holidays,
        "withdrawn": known.withdrawn,
        "differences": known.differences if may_manage else (),
        "may_manage": may_manage,
    }
    return render(request, "organization/holidays.html", context)


def _checked(year: int) -> int:
    if not 2000 <= year <= 2100:
        raise Http404
    return year


@require_GET
@readers_only
def holidays_now(request: HttpRequest) -> HttpResponse:
    """This year's free days."""
    return redirect("org_holidays", year=timezone.localdate().year)


@require_POST
@board_only
def holidays_load(request: HttpRequest, year: int) -> HttpResponse:
    """Bring the national calendar of a year in."""
    loaded = actions.load_holidays(year=_checked(year))
    messages.success(request, _("%(count)s hari disesuaikan dengan kalender nasional.") % {"count": len(loaded)})
    return redirect("org_holidays", year=year)


@require_http_methods(["GET", "POST"])
@board_only
def holiday_set(request: HttpRequest, year: int) -> HttpResponse:
    """Declare or change a free day."""
    page = FormPage(
        heading=_("Hari libur"),
        lede=_("Tanggal yang sudah tercatat akan diubah menurut isian ini."),
        button=_("Simpan hari libur"),
        done=_("Hari libur tersimpan."),
        back=reverse("org_holidays", args=[_checked(year)]),
    )
    form = HolidayForm(request.POST or None, initial=_holiday_shown(request))
    return form_page(request, form, page, lambda values: actions.set_holiday(**values))


def _holiday_shown(request: HttpRequest) -> dict[str, Any]:
    row = request.GET.get("baris", "")
    holiday = holiday_with(int(row)) if row.isdecimal() else None
    if holiday is None:
        return {}
    return {"day": holiday.date, "name": holiday.name, "kind": holiday.kind, "decree": holiday.decree}


@require_http_methods(["GET", "POST"])
@board_only
def holiday_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a free day a working day again."""
    holiday = get_object_or_404(Holiday, pk=pk)
    day: date = holiday.date
    page = FormPage(
        heading=_("Cabut hari libur"),
        lede=f"{holiday.name}, {day_words(day)}",
        button=_("Cabut hari libur"),
        done=_("%(day)s kembali menjadi hari kerja.") % {"day": day_words(day)},
        back=reverse("org_holidays", args=[day.year]),
    )
    form = WithdrawForm(request.POST or None)
    return form_page(request, form, page, lambda values: actions.remove_holiday(day=day, **values))
