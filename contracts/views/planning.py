"""Pages of the planning tree and of the money of its programmes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts import policies
from contracts.actions import planning as actions
from contracts.forms.planning import BudgetForm, NodeForm
from contracts.models import PARENT_KIND, Objective, ObjectiveKind
from contracts.queries.planning import node_with
from contracts.views import planning_shown as shown
from kinerja.errors import DomainError
from organization.forms.lookup import LookupForm
from organization.views.guards import only_if
from organization.views.pages import FormPage, act_and_return, form_page

readers_only = only_if(policies.may_see_plan)
planners_only = only_if(policies.may_plan)


@require_GET
@readers_only
def plan(request: HttpRequest) -> HttpResponse:
    """The whole tree in a year with budgets and sums."""
    may_plan = policies.may_plan(request.user)
    drawn = shown.plan(request.GET.get("tahun", ""), timezone.localdate(), may_plan=may_plan)
    return render(request, "contracts/planning/plan.html", {"plan": drawn, "may_plan": may_plan})


@require_http_methods(["GET", "POST"])
@planners_only
def node_new(request: HttpRequest) -> HttpResponse:
    """A new node; ``?induk=CODE`` fills in what follows from its parent."""
    parent = node_with(request.GET.get("induk", ""))
    form = NodeForm(request.POST or None, initial=_below(parent) if parent else {"kind": ObjectiveKind.MISSION})
    return form_page(request, form, _node_page(_("Simpul baru")), lambda values: _save(values))


def _below(parent: Objective) -> dict[str, Any]:
    kinds = {above: kind for kind, above in PARENT_KIND.items()}
    return {
        "kind": kinds.get(parent.kind, ""),
        "parent": parent.code,
        "unit": parent.unit_id,
        "code": f"{parent.code}.",
        "first_year": parent.first_year,
        "last_year": parent.last_year,
    }


def _node_page(heading: str) -> FormPage:
    return FormPage(
        heading=heading,
        lede=_("Setiap simpul bergantung pada tingkat tepat di atasnya: misi, tujuan, sasaran, program."),
        button=_("Simpan simpul"),
        done=_("Simpul tersimpan."),
        back=reverse("planning"),
    )


@require_http_methods(["GET", "POST"])
@planners_only
def node_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A node changed."""
    node = get_object_or_404(Objective.objects.select_related("parent", "unit"), pk=pk)
    form = NodeForm(request.POST or None, initial=NodeForm.values_of(node))
    page = _node_page(_("Ubah %(node)s") % {"node": node})
    return act_or_show(
        request, form, page, lambda values: _save(values, node_id=pk), template="node.html", more={"node": node}
    )


def _save(values: dict[str, Any], *, node_id: int | None = None) -> Objective:
    parent = values["parent"]
    return actions.save_node(
        code=values["code"],
        name=values["name"],
        kind=values["kind"],
        parent_id=getattr(parent, "pk", None),
        unit_id=values["unit"],
        first_year=values["first_year"],
        last_year=values["last_year"],
        node_id=node_id,
    )


@require_POST
@planners_only
def node_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A node taken out of the tree, if nothing hangs on it."""
    node = get_object_or_404(Objective, pk=pk)
    done = _("%(node)s dihapus.") % {"node": node}
    return act_and_return(request, lambda: actions.remove_node(node_id=pk), done, reverse("planning"))


@require_http_methods(["GET", "POST"])
@planners_only
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """The money of a programme, year by year, and a form for one more row."""
    programme = get_object_or_404(Objective, pk=pk, kind=ObjectiveKind.PROGRAMME)
    form = BudgetForm(request.POST or None, initial={"year": timezone.localdate().year})
    here = reverse("planning_budget", args=[pk])
    page = FormPage(
        heading=_("Anggaran %(node)s") % {"node": programme},
        lede=_("Satu baris setiap tahun dan sumber dana; mengisi yang sudah ada menggantinya."),
        button=_("Simpan anggaran"),
        done=_("Anggaran tersimpan."),
        back=reverse("planning"),
        then=here,
    )
    return act_or_show(
        request,
        form,
        page,
        lambda values: actions.set_budget(programme_id=pk, **values),
        template="budget.html",
        more={"programme": programme, "rows": programme.budgets.all()},
    )


def act_or_show(
    request: HttpRequest,
    form: LookupForm,
    page: FormPage,
    act: Callable[[dict[str, Any]], object],
    *,
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    """A form among other things: once it is sent and right, act and go on, else show ``template`` with it."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, page.done)
            return redirect(page.then or page.back)
    return render(request, f"contracts/planning/{template}", {"form": form, "page": page, **more})
