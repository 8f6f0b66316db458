"""Pages of shifts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organization import policies
from organization.actions import shifts as actions
from organization.forms.rosters import ShiftForm
from organization.models import Shift
from organization.queries.roster_page import all_shifts
from organization.views.guards import board_only, only_if
from organization.views.pages import FormPage, act_and_return, form_page


@require_GET
@only_if(policies.may_read_shifts)
def shifts(request: HttpRequest) -> HttpResponse:
    """Every shift with its hours."""
    context = {"shifts": all_shifts(), "may_manage": policies.may_manage_people(request.user)}
    return render(request, "organization/shifts.html", context)


def _page(heading: str) -> FormPage:
    return FormPage(
        heading=heading,
        lede=_("Jam baru berlaku untuk semua tanggal giliran ini dalam bulan yang belum ditutup."),
        button=_("Simpan giliran"),
        done=_("Giliran tersimpan."),
        back=reverse("org_shifts"),
    )


@require_http_methods(["GET", "POST"])
@board_only
def shift_new(request: HttpRequest) -> HttpResponse:
    """A new shift."""
    form = ShiftForm(request.POST or None)
    return form_page(request, form, _page(_("Giliran baru")), lambda values: actions.save_shift(**values))


@require_http_methods(["GET", "POST"])
@board_only
def shift_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name and hours of a shift."""
    shift = get_object_or_404(Shift, pk=pk)
    form = ShiftForm(request.POST or None, initial=ShiftForm.values_of(shift))
    page = _page(_("Ubah giliran %(code)s") % {"code": shift.code})
    return form_page(request, form, page, lambda values: actions.save_shift(shift_id=pk, **values))


@require_POST
@board_only
def shift_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a shift that no roster names."""
    shift = get_object_or_404(Shift, pk=pk)
    done = _("Giliran %(code)s dihapus.") % {"code": shift.code}
    return act_and_return(request, lambda: actions.remove_shift(shift_id=pk), done, reverse("org_shifts"))
