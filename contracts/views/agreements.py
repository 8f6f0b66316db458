"""Pages of agreements: what waits for the reader, all in scope, and one version."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contracts import policies
from contracts.actions.versions import open_version
from contracts.forms.agreements import AgreementFilter
from contracts.models import Agreement, State, Version
from contracts.queries import agreement_page as pages
from contracts.queries import agreements as lists
from contracts.rules.quarters import quarter_targets
from contracts.rules.spreading import year_figure
from contracts.views.guards import agreement_or_404, person_of, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.access import access_for
from organization.views.pages import other_parameters

PAGE_SIZE = 50


@require_GET
def agreements(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the reader's own agreements, and those of a year in scope, 50 a page."""
    today = timezone.localdate()
    years = lists.years_with_agreements(today)
    chosen = AgreementFilter({"tahun": today.year, **request.GET.dict()}, years=years, user=request.user)
    # An unknown filter in an old address is as good as none.
    values = chosen.cleaned_data if chosen.is_valid() else {}
    year = values.get("tahun") or today.year
    opd = values.get("opd")
    own = list(lists.own_agreements(request.user)[:6])
    context: dict[str, Any] = {
        "tasks": lists.waiting_for(request.user),
        "own": [(agreement, *lists.standing_word(agreement)) for agreement in own],
        "beginnings": _beginnings(request, own),
        "filter": chosen,
        "year": year,
    }
    if access_for(request.user).sees_city or access_for(request.user).unit_ids:
        found = lists.find_agreements(
            request.user,
            year=year,
            text=values.get("q", "").strip(),
            state=values.get("keadaan", ""),
            opd_id=opd.pk if opd else None,
        )
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "rows": [(agreement, *lists.standing_word(agreement)) for agreement in page.object_list],
            "query": other_parameters(request),
        }
    return render(request, "contracts/agreements.html", context)


def _beginnings(request: HttpRequest, own: list[Agreement]) -> list[int]:
    """The years for which the reader can begin an agreement: this and the next, where there is none yet."""
    if access_for(request.user).assignment is None:
        return []
    today = timezone.localdate()
    known = {agreement.year for agreement in own if agreement.ended_on is None}
    return [year for year in (today.year, today.year + 1) if year not in known]


@require_POST
def agreement_begin(request: HttpRequest) -> HttpResponse:
    """Begin one's own agreement of a year and go to drafting it."""
    person = person_of(request)
    today = timezone.localdate()
    asked = request.POST.get("tahun", "")
    if asked not in (str(today.year), str(today.year + 1)):
        messages.error(request, _("Pilih tahun ini atau tahun depan."))
        return redirect("agreements")
    try:
        version = open_version(holder=person, year=int(asked), by=person)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("agreements")
    return redirect("draft", pk=version.pk)


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
        "steps": _steps(version, deed, signatures, turn),
        "shape": lists.SHAPES[version.state],
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
