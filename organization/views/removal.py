"""Pages that take away a unit or a post made by mistake: asked once more before it is done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organization.actions import removal as actions
from organization.forms.structure import ConfirmForm
from organization.models import Position
from organization.views.guards import board_only, unit_or_404
from organization.views.pages import FormPage, form_page


@require_http_methods(["GET", "POST"])
@board_only
def unit_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a unit that was never used."""
    unit = unit_or_404(request, pk)
    parent = unit.parent_id
    page = FormPage(
        heading=_("Hapus %(name)s?") % {"name": unit.name},
        lede=_("Hanya unit yang belum pernah dipakai yang dapat dihapus: tanpa jabatan, tanpa unit di bawahnya."),
        button=_("Hapus unit"),
        done=_("Unit %(name)s dihapus.") % {"name": unit.name},
        back=reverse("org_unit", args=[pk]),
        then=reverse("org_unit", args=[parent]) if parent else reverse("org_units"),
    )
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return form_page(request, form, page, lambda _values: actions.remove_unit(unit_id=pk))


@require_http_methods(["GET", "POST"])
@board_only
def position_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a post that was never used."""
    position = get_object_or_404(Position.objects.select_related("unit"), pk=pk)
    page = FormPage(
        heading=_("Hapus %(title)s?") % {"title": position.title},
        lede=_("Hanya jabatan yang belum pernah dipegang siapa pun yang dapat dihapus."),
        button=_("Hapus jabatan"),
        done=_("Jabatan %(title)s dihapus.") % {"title": position.title},
        back=reverse("org_unit", args=[position.unit_id]),
    )
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    return form_page(request, form, page, lambda _values: actions.remove_position(position_id=pk))
