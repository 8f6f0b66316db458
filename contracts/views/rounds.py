"""Pages of rounds: the list, a new one, the check before opening, opening, copying and closing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts import policies
from contracts.actions import rounds as actions
from contracts.actions.copy_jobs import request_copy
from contracts.forms.rounds import RoundForm
from contracts.models import Round, RunState
from contracts.queries.round_check import blocking, check_round
from contracts.queries.round_status import IN_FORCE, Board
from contracts.rules.due import due_on
from contracts.views.guards import demand
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.models import Level
from organization.views.guards import only_if, person_of
from organization.views.pages import FormPage, act_and_return, form_page, other_parameters

planners_only = only_if(policies.may_plan)
SHORT, LONG = 5, 50


def round_or_404(request: HttpRequest, pk: int) -> Round:
    """A round in the reader's scope."""
    return get_object_or_404(Round.objects.visible_to(request.user), pk=pk)


@require_GET
@only_if(policies.may_see_rounds)
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, latest first; of those that run, how far they are in the reader's scope."""
    page = Paginator(Round.objects.visible_to(request.user), 20).get_page(request.GET.get("page"))
    rows = [(each, _far(Board(each, request.user).whole()) if each.running else None) for each in page]
    context = {"page": page, "rows": rows, "query": "", "may_plan": policies.may_plan(request.user)}
    return render(request, "contracts/rounds/rounds.html", context)


def _far(counts: dict[str, int]) -> tuple[int, int]:
    """How many agreements are in force, of how many that are asked for."""
    return counts.get(IN_FORCE, 0), sum(counts.values())


@require_http_methods(["GET", "POST"])
@planners_only
def round_new(request: HttpRequest) -> HttpResponse:
    """A new round; the last day follows from the day of the budget and can be brought forward."""
    form = RoundForm(request.POST or None, initial=_proposed(request))
    page = FormPage(
        heading=_("Putaran baru"),
        lede=_("Belum ada yang diminta menyusun sampai putaran dibuka."),
        button=_("Simpan putaran"),
        done=_("Putaran tersimpan. Periksa dahulu sebelum membukanya."),
        back=reverse("rounds"),
    )
    return form_page(request, form, page, lambda values: actions.prepare_round(by=person_of(request), **values), _FORM)


_FORM = "contracts/rounds/form.html"


def _proposed(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    ratified = _day(request.GET.get("budget_ratified_on", ""))
    return {
        "year": request.GET.get("year") or (today.year + 1 if today.month > 9 else today.year),
        "levels": list(Level.values),
        "number_format": Round().number_format,
        "budget_ratified_on": ratified,
        "due_on": due_on(ratified) if ratified else None,
    }


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@planners_only
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a round that is not open yet."""
    found = round_or_404(request, pk)
    demand(found.opened_at is None)
    initial = RoundForm.values_of(found)
    ratified = _day(request.GET.get("budget_ratified_on", ""))
    if ratified:
        initial["due_on"] = due_on(ratified)
    page = FormPage(
        heading=_("Ubah putaran"),
        lede=str(found),
        button=_("Simpan putaran"),
        done=_("Putaran tersimpan."),
        back=reverse("round", args=[pk]),
    )

    def save(values: dict[str, Any]) -> Round:
        values["due_on"] = values["due_on"] or due_on(values["budget_ratified_on"])
        return actions.change_round(round_id=pk, **values)

    return form_page(request, RoundForm(request.POST or None, initial=initial), page, save, _FORM)


@require_GET
@planners_only
def round_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in the way: every kind of finding with its first few, or one kind page by page."""
    found = round_or_404(request, pk)
    sections = check_round(found, timezone.localdate())
    context: dict[str, Any] = {
        "round": found,
        "sections": [(section, section.first(SHORT)) for section in sections if section.count],
        "clean": [section.heading for section in sections if not section.count],
        "blocking": blocking(sections),
        "short": SHORT,
    }
    chosen = next((section for section in sections if section.key == request.GET.get("jenis")), None)
    if chosen is not None:
        page = Paginator(chosen.rows, LONG).get_page(request.GET.get("page"))
        context |= {
            "chosen": chosen,
            "page": page,
            "findings": chosen.show(list(page.object_list)),
            "query": other_parameters(request),
        }
    return render(request, "contracts/rounds/check.html", context)


@require_POST
@planners_only
def round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the round; what blocks is acknowledged in the text that comes along."""
    found = round_or_404(request, pk)
    text = request.POST.get("acknowledgement", "")
    try:
        opened = actions.open_round(round_id=found.pk, by=person_of(request), acknowledgement=text)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("round_check", pk=pk)
    call = opened.calls.get()
    if call.state == RunState.DONE:
        messages.success(request, _("Putaran dibuka. Semua yang diminta sudah diberi tahu."))
    else:
        told = _("Putaran dibuka. %(count)s orang diberi tahu di belakang layar; kemajuannya tampil di halaman ini.")
        messages.success(request, told % {"count": wording.number(call.total)})
    return redirect("round", pk=pk)


@require_POST
@planners_only
def round_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy last year's agreements forward; a long run goes on in the background."""
    found = round_or_404(request, pk)
    try:
        copy = request_copy(round_id=found.pk, by=person_of(request))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("round", pk=pk)
    if copy.state == RunState.DONE:
        done = _("%(copied)s dari %(total)s perjanjian tahun lalu disalin menjadi rancangan.")
        messages.success(request, done % {"copied": copy.copied, "total": copy.total})
    else:
        messages.success(request, _("Penyalinan dimulai dan berjalan di belakang layar. Halaman ini boleh ditutup."))
    return redirect("round", pk=pk)


@require_POST
@planners_only
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the round."""
    found = round_or_404(request, pk)
    return act_and_return(
        request,
        lambda: actions.close_round(round_id=found.pk),
        _("Putaran ditutup. Yang belum selesai tidak diingatkan lagi."),
        reverse("round", args=[pk]),
    )
