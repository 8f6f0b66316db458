"""Pages of dated roles."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organization import policies
from organization.actions import roles as actions
from organization.forms.people import EndRoleForm, RoleForm
from organization.models import RoleGrant
from organization.queries.roles import grants
from organization.views.guards import person_of, readers_only, role_keepers_only
from organization.views.pages import FormPage, form_page, other_parameters


@require_GET
@readers_only
def roles(request: HttpRequest) -> HttpResponse:
    """Who has which role, since when, and until when; those that ended on request."""
    today = timezone.localdate()
    every = "semua" in request.GET
    shown = grants(standing_on=None if every else today)
    context = {
        "page": Paginator(shown, 50).get_page(request.GET.get("page")),
        "query": other_parameters(request),
        "every": every,
        "today": today,
        "may_manage": policies.may_manage_roles(request.user),
    }
    return render(request, "organization/roles.html", context)


@require_http_methods(["GET", "POST"])
@role_keepers_only
def role_grant(request: HttpRequest) -> HttpResponse:
    """A role for a person."""
    initial = {"employee": request.GET.get("nip", ""), "start": timezone.localdate()}
    page = FormPage(
        heading=_("Beri peran"),
        lede=_("Peran berlaku menurut tanggal dan tetap tercatat setelah berakhir."),
        button=_("Simpan peran"),
        done=_("Peran tersimpan."),
        back=reverse("org_roles"),
    )
    form = RoleForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        page,
        lambda values: actions.grant_role(
            by=person_of(request),
            employee_id=values["employee"].pk,
            role=values["role"],
            unit_id=values["unit"].pk if values["unit"] else None,
            start=values["start"],
            end=values["end"],
        ),
    )


@require_http_methods(["GET", "POST"])
@role_keepers_only
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a role."""
    grant = get_object_or_404(RoleGrant.objects.select_related("employee", "unit"), pk=pk)
    if not policies.may_grant(request.user, role=grant.role, employee_id=grant.employee_id):
        raise PermissionDenied
    page = FormPage(
        heading=_("Akhiri peran"),
        lede=str(grant),
        button=_("Akhiri peran"),
        done=_("Tanggal akhir peran tersimpan."),
        back=reverse("org_roles"),
    )
    form = EndRoleForm(request.POST or None, initial={"end": grant.end or timezone.localdate()})
    return form_page(
        request, form, page, lambda values: actions.end_role(by=person_of(request), grant_id=pk, end=values["end"])
    )
