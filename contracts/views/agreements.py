"""Pages of agreements: what waits for the reader, all in scope, and one version."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contracts import policies
from contracts.actions.opening import open_version
from contracts.models import Round, State, Version
from contracts.queries import agreement_page as pages
from contracts.queries import agreements as lists
from contracts.queries.beginnings import beginnings, round_of
from contracts.rules.quarters import quarter_targets
from contracts.rules.spreading import year_figure
from contracts.views import agreements_shown as shown
from contracts.views.guards import agreement_or_404, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.access import access_for
from organization.views.guards import person_of
from organization.views.pages import other_parameters, page_number

#: What the list can be narrowed by, in the address.
FILTERS = ("tahun", "q", "keadaan", "opd")


@require_GET
def agreements(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the reader's own agreements, and those of a year in scope, 50 a page."""
    access = access_for(request.user)
    today = timezone.localdate()
    front = lists.front(access)
    listed = access.sees_city or access.answers_for_units
    own = shown.own_agreements(front.own)
    context: dict[str, Any] = {
        "waiting": shown.count_of(front.tasks),
        "own": bool(own),
        "mine": shown.mine(front.tasks, front.own, listed=listed),
        "beginnings": beginnings(access, today),
    }
    if listed:
        asked = tuple((name, request.GET[name]) for name in FILTERS if name in request.GET)
        wanted, form = shown.filtered(asked, today, front.years, front.opds)
        text, page = lists.page_text(access, wanted, page_number(request))
        context |= {
            "year": wanted.year,
            "filter": form,
            "list": shown.listing(text, page, wanted.year, other_parameters(request)),
        }
    return render(request, "contracts/agreements.html", context)


@require_POST
def agreement_begin(request: HttpRequest) -> HttpResponse:
    """Begin one's own agreement of a year, for the round that asks for it, and go to drafting it."""
    person = person_of(request)
    today = timezone.localdate()
    asked = request.POST.get("tahun", "")
    if asked not in (str(today.year), str(today.year + 1)):
        messages.error(request, _("Pilih tahun ini atau tahun depan."))
        return redirect("agreements")
    try:
        version = open_version(holder=person, year=int(asked), by=person, round=_asking(request, int(asked), today))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("agreements")
    return redirect("draft", pk=version.pk)


def _asking(request: HttpRequest, year: int, today: date) -> Round | None:
    """The round that asks the reader for this agreement: the one of the button, else the first of the year."""
    asked = [each for each in beginnings(access_for(request.user), today) if each.year == year]
    chosen = [each for each in asked if str(each.round_id) == request.POST.get("putaran", "")] or asked
    return round_of(chosen[0]) if chosen else None


@require_GET
def agreement_of(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreement by its own id: its latest version, or the terms of one that came in by table."""
    agreement = agreement_or_404(request, pk)
    last = agreement.versions.visible_to(request.user).order_by("-number").first()
    if last is not None:
        return redirect("agreement", pk=last.pk)
    rows = [
        (target, quarter_targets(target.monthly, target.accumulation), year_figure(target.monthly, target.accumulation))
        for target in agreement.targets.select_related("parent__agreement__holder").order_by("indicator_code")
    ]
    context = {
        "agreement": agreement,
        "rows": rows,
        "may_amend": policies.may_amend(request.user, agreement),
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
    }
    return render(request, "contracts/agreement_paper.html", context)


@require_GET
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: the parties, the promise, the annex, the signatures, and what happened to it."""
    version = version_or_404(request, pk)
    deed = pages.deed_of(version)
    signatures = pages.signatures_of(version)
    turn = policies.turn_of(version)
    context = {
        "version": version,
        "deed": deed,
        "groups": pages.grouped_rows(version, deed),
        "programme_total": sum(programme.budget for programme in deed.programmes),
        "events": pages.timeline(version),
        "beside": pages.beside(version, timezone.localdate()),
        "steps": _steps(version, deed, signatures, turn),
        "shape": shown.SHAPES[version.state],
        "siblings": list(version.agreement.versions.visible_to(request.user).order_by("-number")),
        "crumbs": [(_("Perjanjian"), reverse("agreements"))],
        **_rights(request, version, turn),
    }
    return render(request, "contracts/agreement.html", context)


def _steps(version: Version, deed: Any, signatures: dict[str, Any], turn: str | None) -> list[dict[str, Any]]:
    """One entry for each party: signed, its turn, or not yet."""
    parties = [(party, signatures.get(party.role)) for party in deed.parties]
    return [{"party": party, "signature": signature, "turn": party.role == turn} for party, signature in parties]


def _rights(request: HttpRequest, version: Version, turn: str | None) -> dict[str, bool]:
    user = request.user
    party = user.pk in (version.agreement.holder_id, version.superior_id)
    return {
        "may_draft": policies.may_draft(user, version),
        "may_review": policies.may_review(user, version),
        "may_sign": turn is not None and policies.may_sign(user, version, turn),
        "may_return": version.state in (State.PRESENTED, State.AGREED)
        and (policies.may_agree(user, version) or (party and version.state == State.AGREED)),
        "may_withdraw": policies.may_withdraw(user, version),
        "may_amend": version.state == State.IN_FORCE and policies.may_amend(user, version.agreement),
        "may_record_wet": policies.may_record_wet(user, version),
        "is_amendment": version.is_amendment,
    }
