"""Pages of people: the list, one person, new people, their data and their first password."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.errors import DomainError
from kinerja.ui import wording
from organization import policies
from organization.actions import people as actions
from organization.actions import second_factor
from organization.forms.people import HireForm, PeopleFilter, PersonForm
from organization.models import Employee
from organization.person_facts import facts_of
from organization.queries import authority, people
from organization.queries.nips import corrections_of
from organization.queries.people import PersonRow
from organization.views.guards import board_only, browsers_only, person_or_404
from organization.views.pages import FormPage, day_asked, form_page, other_parameters, page_number
from organization.views.people_shown import PAGE_SIZE, people_board


@require_GET
@browsers_only
def people_list(request: HttpRequest) -> HttpResponse:
    """Everyone in the user's scope, 50 a page, with the post of today."""
    today = timezone.localdate()
    opds = people.opd_choices()
    asked = {name: request.GET.get(name, "") for name in PeopleFilter.base_fields}
    chosen = PeopleFilter(asked, opds)
    # An unknown filter in an old address is as good as none; mostly there is none.
    values = chosen.cleaned_data if any(asked.values()) and chosen.is_valid() else {}
    found = people.find_people(
        request.user,
        day=today,
        text=values.get("q", "").strip(),
        opd_id=values.get("opd"),
        state=values.get("state", ""),
    )
    board = people_board(
        people.page_text(found, today, page=page_number(request), size=PAGE_SIZE),
        opds,
        tuple(asked.items()),
        query=other_parameters(request),
        may_read_board=policies.may_read_board(request.user),
    )
    context = {"board": board, "today": today, "may_manage": policies.may_manage_people(request.user)}
    return render(request, "organization/people.html", context)


@require_GET
def person(request: HttpRequest, nip: str) -> HttpResponse:
    """One person: posts by date, roles, and the superior on a day that can be chosen."""
    employee = person_or_404(request, nip)
    day = day_asked(request)
    own, superior = authority.standing_of(employee, day)
    access_to_roles = policies.may_read_board(request.user) or request.user.pk == employee.pk
    context = {
        "person": PersonRow(employee, own),
        "day": day,
        "today": timezone.localdate(),
        "superior": superior,
        "history": list(people.history_of(employee)),
        "facts": facts_of(employee, day),
        "grants": employee.grants.select_related("unit").order_by("-start") if access_to_roles else None,
        "may_manage": policies.may_manage_people(request.user),
        "may_change_login": policies.may_change_login(request.user, employee.pk),
        "corrections": corrections_of(employee) if access_to_roles else None,
    }
    return render(request, "organization/person.html", context)


@require_http_methods(["GET", "POST"])
@board_only
def person_hire(request: HttpRequest) -> HttpResponse:
    """A new person."""
    form = HireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            employee = _hire(form)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(
                request, _("%(name)s tersimpan. Beri kata sandi agar dapat masuk.") % {"name": employee.name}
            )
            return redirect("org_person", nip=employee.nip)
    page = FormPage(
        heading=_("Pegawai baru"),
        lede=_("Jabatan boleh ditetapkan kemudian. Kata sandi diberikan dari halaman pegawai."),
        button=_("Simpan pegawai"),
        done="",
        back=reverse("org_people"),
    )
    return render(request, "organization/form.html", {"form": form, "page": page})


def _hire(form: HireForm) -> Employee:
    values = form.cleaned_data
    position = values["position"] or None
    return actions.hire(
        nip=values["nip"],
        name=values["name"],
        email=values["email"],
        rank=values["rank"],
        position_id=position.pk if position else None,
        start=values["start"],
        reuse=values.get("reuse", False),
    )


@require_http_methods(["GET", "POST"])
@board_only
def person_edit(request: HttpRequest, nip: str) -> HttpResponse:
    """The data of a person, and whether the person may log in."""
    employee = person_or_404(request, nip)
    form = PersonForm(request.POST or None, initial=PersonForm.values_of(employee))
    page = FormPage(
        heading=_("Data %(name)s") % {"name": employee.name},
        lede=_("NIP %(nip)s dibetulkan dari halaman pegawai.") % {"nip": wording.nip(employee.nip)},
        button=_("Simpan data"),
        done=_("Data %(name)s tersimpan.") % {"name": employee.name},
        back=reverse("org_person", args=[employee.nip]),
    )
    return form_page(request, form, page, lambda values: actions.change_person(employee_id=employee.pk, **values))


@require_http_methods(["GET", "POST"])
@board_only
def person_password(request: HttpRequest, nip: str) -> HttpResponse:
    """A one-time password: asked for with a button, then shown once and never again."""
    employee = person_or_404(request, nip)
    if not policies.may_change_login(request.user, employee.pk):
        raise PermissionDenied
    context: dict[str, object] = {"person": employee, "has_second_step": second_factor.is_asked(employee.pk)}
    if request.method == "POST" and "langkah" in request.POST:
        if second_factor.take_away(employee_id=employee.pk):
            messages.success(request, _("Langkah kedua dicabut; pegawai masuk dengan kata sandi saja."))
        return redirect("org_person", nip=employee.nip)
    if request.method == "POST":
        try:
            context["password"] = actions.set_initial_password(employee_id=employee.pk)
        except DomainError as error:
            context["error"] = wording.refusal(error)
    response = render(request, "organization/password.html", context)
    response["Cache-Control"] = "no-store"
    return response
