"""The drafting desk: the superior's targets beside one's own, weights, order, and the step to the presentation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contracts import policies
from contracts.actions import lines as actions
from contracts.actions.versions import digest_lines, digest_of, present
from contracts.forms.lines import PresentForm, WeightsForm
from contracts.models import Version
from contracts.queries import draft_page
from contracts.queries.readiness import missing_before_presentation
from contracts.rules.spreading import HUNDRED
from contracts.views.guards import demand, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.views.guards import person_of


def draft_or_404(request: HttpRequest, pk: int) -> Version:
    """A version that the reader may write: 404 for what may not be seen, 403 for what may not be written."""
    version = version_or_404(request, pk)
    demand(policies.may_draft(request.user, version))
    return version


def crumbs_of(version: Version, *, desk: bool = False) -> list[tuple[str, str]]:
    """The way back; ``desk`` adds the drafting desk."""
    trail = [
        (_("Perjanjian"), reverse("agreements")),
        (f"{version.agreement.holder.name} {version.agreement.year}", reverse("agreement", args=[version.pk])),
    ]
    return [*trail, (_("Susun"), reverse("draft", args=[version.pk]))] if desk else trail


@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk. Whoever may read the version but comes when it is no longer a draft is led to its page."""
    version = version_or_404(request, pk)
    if not version.editable:
        return redirect("agreement", pk=pk)
    demand(policies.may_draft(request.user, version))
    return _desk(request, version)


def _desk(
    request: HttpRequest,
    version: Version,
    *,
    weights: WeightsForm | None = None,
    presenting: PresentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = draft_page.own_rows(version)
    total = draft_page.total_weight(rows)
    weights = weights or WeightsForm(lines=[row.line for row in rows])
    # A row that another tab added meanwhile is shown, but was not part of the form that came in.
    fields = {row.line.pk: weights[f"w{row.line.pk}"] for row in rows if f"w{row.line.pk}" in weights.fields}
    seen = {row.line.pk: weights[f"seen{row.line.pk}"] for row in rows if f"seen{row.line.pk}" in weights.fields}
    context: dict[str, Any] = {
        "version": version,
        "rows": [(row, fields.get(row.line.pk), seen.get(row.line.pk)) for row in rows],
        "above": draft_page.above_rows(version, request.user, rows),
        "weights": weights,
        "total": total,
        "short": HUNDRED - total,
        "over": total - HUNDRED,
        "warnings": draft_page.warnings_of(rows),
        "missing": missing_before_presentation(version),
        "presenting": presenting or PresentForm(initial={"seen": digest_lines(row.line for row in rows)}),
        "returned": _why_returned(version),
        "is_amendment": actions.is_amendment(version),
        "crumbs": crumbs_of(version),
    }
    return render(request, "contracts/draft.html", context, status=status)


def _why_returned(version: Version) -> str:
    last = version.events.filter(kind="returned").order_by("-at", "-pk").first()
    return last.note if last and version.state == "returned" else ""


@require_POST
def draft_weights(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the weights; with ``scale`` in proportion so that they make 100."""
    version = draft_or_404(request, pk)
    form = WeightsForm(request.POST, lines=list(version.lines.all()))
    if not form.is_valid():
        return _desk(request, version, weights=form, status=422)
    scaled = "scale" in request.POST
    new = actions.scale_weights(form.weights()) if scaled else form.weights()
    try:
        actions.set_weights(version=version, weights=new, seen=form.seen())
    except DomainError as error:
        form.add_domain_error(error)
        return _desk(request, version, weights=form, status=409)
    messages.success(request, _("Bobot diskalakan menjadi 100.") if scaled else _("Bobot tersimpan."))
    return redirect(reverse("draft", args=[pk]) + "#bobot")


@require_POST
def draft_move(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Move a line one place up, or down with ``down``."""
    version = draft_or_404(request, pk)
    return _act(request, version, lambda: actions.move(version=version, line_id=line, up="down" not in request.POST))


@require_POST
def draft_remove(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take a line out of the draft."""
    version = draft_or_404(request, pk)
    return _act(request, version, lambda: actions.remove_line(version=version, line_id=line), _("Indikator dihapus."))


def _act(request: HttpRequest, version: Version, act: Any, done: str = "") -> HttpResponse:
    try:
        act()
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        if done:
            messages.success(request, done)
    return redirect(reverse("draft", args=[version.pk]) + "#sasaran")


@require_POST
def draft_present(request: HttpRequest, pk: int) -> HttpResponse:
    """Present the targets with the means of reaching them; from then on the reviewers have the word."""
    version = draft_or_404(request, pk)
    form = PresentForm(request.POST)
    if not form.is_valid():
        return _desk(request, version, presenting=form, status=422)
    try:
        present(version=version, by=person_of(request), **form.cleaned_data)
    except DomainError as error:
        # The page now shows the lines as they stand, and carries their mark.
        again = PresentForm({**request.POST.dict(), "seen": digest_of(version)})
        again.add_domain_error(error)
        return _desk(request, version, presenting=again, status=409)
    messages.success(request, _("Target dan cara mencapainya dipaparkan. Penelaah sekarang dapat menilainya."))
    return redirect("agreement", pk=pk)
