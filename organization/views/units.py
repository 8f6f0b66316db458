"""Pages of the unit tree and its posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organization import policies
from organization.access import access_for
from organization.actions import structure as actions
from organization.forms.structure import PositionForm, UnitForm
from organization.models import Position, Unit
from organization.queries import tree
from organization.queries.overview import overview_text
from organization.views.guards import board_only, browsers_only, unit_or_404
from organization.views.pages import FormPage, form_page
from organization.views.units_shown import units_board


@require_GET
@browsers_only
def unit_tree(request: HttpRequest) -> HttpResponse:
    """The units in the user's scope down to the OPDs, each with its leader, its people and its vacancies below."""
    access = access_for(request.user)
    context = {
        "board": units_board(overview_text(access), access.day, may_read_board=policies.may_read_board(request.user)),
        "today": access.day,
        "may_manage": policies.may_manage_people(request.user),
    }
    return render(request, "organization/units.html", context)


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: its posts with their holders, and the units below."""
    found = unit_or_404(request, pk)
    path = tree.path_to(found)
    today = timezone.localdate()
    context = {
        "branch": tree.tree_of(found, today),
        "posts": tree.posts_of(found, today),
        "path": [above for above in path if policies.may_see_unit(request.user, above)],
        "schedule": tree.schedule_of(found, path),
        "today": today,
        "may_manage": policies.may_manage_people(request.user),
    }
    return render(request, "organization/unit.html", context)


def _unit_page(unit: Unit | None, back: str) -> FormPage:
    return FormPage(
        heading=_("Ubah %(name)s") % {"name": unit.name} if unit else _("Unit baru"),
        lede=_("Pohon unit berlaku seperti keadaan sekarang; bulan yang sudah dihitung menyimpan salinannya."),
        button=_("Simpan unit"),
        done=_("Unit tersimpan."),
        back=back,
    )


@require_http_methods(["GET", "POST"])
@board_only
def unit_new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None, initial={"parent": request.GET.get("parent", "")})
    page = _unit_page(None, reverse("org_units"))
    return form_page(request, form, page, _save_unit, then=lambda made: reverse("org_unit", args=[made.pk]))


@require_http_methods(["GET", "POST"])
@board_only
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, place and schedule of a unit."""
    found = unit_or_404(request, pk)
    form = UnitForm(request.POST or None, initial=UnitForm.values_of(found))
    page = _unit_page(found, reverse("org_unit", args=[pk]))
    return form_page(request, form, page, lambda values: _save_unit(values, unit_id=pk))


def _save_unit(values: dict[str, object], *, unit_id: int | None = None) -> Unit:
    parent, schedule = values["parent"], values["schedule"]
    return actions.save_unit(
        code=str(values["code"]),
        name=str(values["name"]),
        kind=str(values["kind"]),
        parent_id=getattr(parent, "pk", None),
        schedule_id=getattr(schedule, "pk", None),
        unit_id=unit_id,
    )


def _position_page(unit: Unit, heading: str) -> FormPage:
    return FormPage(
        heading=heading,
        lede=unit.name,
        button=_("Simpan jabatan"),
        done=_("Jabatan tersimpan."),
        back=reverse("org_unit", args=[unit.pk]),
    )


@require_http_methods(["GET", "POST"])
@board_only
def position_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new post in a unit."""
    found = unit_or_404(request, pk)
    form = PositionForm(request.POST or None)
    page = _position_page(found, _("Jabatan baru"))
    return form_page(request, form, page, lambda values: actions.save_position(unit_id=found.pk, **values))


@require_http_methods(["GET", "POST"])
@board_only
def position_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, level and allowance of a post."""
    position = get_object_or_404(Position.objects.select_related("unit"), pk=pk)
    form = PositionForm(request.POST or None, initial=PositionForm.values_of(position))
    page = _position_page(position.unit, _("Ubah %(title)s") % {"title": position.title})
    return form_page(
        request,
        form,
        page,
        lambda values: actions.save_position(unit_id=position.unit_id, position_id=position.pk, **values),
    )
