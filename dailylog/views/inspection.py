"""The inspectorate's queue: what was found in the whole region, with the evidence, and the review of verdicts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dailylog import policies
from dailylog.actions.inspection import review
from dailylog.forms.inspection import ReviewForm
from dailylog.models import Finding, FindingKind
from dailylog.queries.inspection import (
    DECIDED,
    STATES,
    Asked,
    findings_asked,
    overview,
    overview_text,
    proof_of,
    turns_of,
    twins_of,
)
from dailylog.queries.workday import work_day
from dailylog.views import inspection_shown as shown
from dailylog.views.heat import month_or_404
from dailylog.views.lines import line_of
from dailylog.views.strip import draw
from kinerja.errors import DomainError
from organization.views.guards import person_of
from organization.views.pages import other_parameters

PAGE_SIZE = 50


@require_GET
def inspection(request: HttpRequest, month: str = "") -> HttpResponse:
    """A month's findings of the whole region: by OPD and state, and one by one."""
    _inspectors_only(request)
    today = timezone.localdate()
    which = month_or_404(month) if month else today.replace(day=1)
    text = overview_text(which)
    found = overview(text)
    asked = Asked(
        month=which,
        opd_id=_opd_or_404(request.GET.get("opd", ""), {opd.pk for opd in found.opds}),
        kind=request.GET.get("jenis", ""),
        state=request.GET.get("keadaan", ""),
        text=request.GET.get("cari", "").strip()[:60],
    )
    until, closed = turns_of(which)
    # Where there is none at all, there is no list to read.
    listed: Any = findings_asked(request.user, asked) if found.lines else []
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "month": which,
        "asked": asked,
        "before": _shift(which, -1),
        "after": _shift(which, 1) if _shift(which, 1) <= today else None,
        "found": bool(found.lines),
        "sums": shown.sums(text),
        "offices": shown.offices(text, asked.opd_id),
        "lines": [shown.finding_line(each) for each in page],
        "states": [(state.value, state.label) for state in STATES],
        "kinds": FindingKind.choices,
        "page": page,
        "query": other_parameters(request),
        "until": until,
        "over": timezone.localtime().replace(tzinfo=None) > until,
        "closed": closed,
    }
    return render(request, "dailylog/inspection.html", context)


@require_http_methods(["GET", "POST"])
def inspection_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with everything that shows it, and the inspectorate's verdict."""
    _inspectors_only(request)
    rows = Finding.objects.visible_to(request.user).select_related("employee", "decided_by")
    found = get_object_or_404(rows, pk=pk)
    may, (until, closed) = policies.may_review_finding(request.user, found), turns_of(found.date)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _review(request, found, form):
            messages.success(request, _("Putusan Inspektorat tersimpan; pegawai diberi tahu."))
            return redirect("inspection_finding", pk=pk)
    context = _evidence(found) | {
        "finding": found,
        "form": form,
        "may_review": may,
        "closed": closed,
        "until": until,
        "superiors_turn": found.state not in DECIDED and timezone.localtime().replace(tzinfo=None) <= until,
        "reviews": list(found.reviews.select_related("reviewer").order_by("at")),
    }
    return render(request, "dailylog/inspection_finding.html", context, status=422 if form.errors else 200)


def _inspectors_only(request: HttpRequest) -> None:
    if not policies.inspects(request.user):
        raise PermissionDenied


def _review(request: HttpRequest, finding: Finding, form: ReviewForm) -> bool:
    try:
        review(
            finding_id=finding.pk,
            reviewer=person_of(request),
            upheld=form.upheld(),
            text=form.cleaned_data["teks"],
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_domain_error(error)
        return False
    return True


def _evidence(finding: Finding) -> dict[str, Any]:
    """The person's day, the entries concerned, their photographs and those that look the same."""
    day = work_day(finding.employee, finding.date)
    shown = proof_of(finding)
    twins = twins_of(shown.photos) if finding.kind == FindingKind.REUSED_PHOTO else {}
    return {
        "day": day,
        "strip": draw(day, shown.entries),
        "taps": shown.taps,
        "entries": [line_of(row) for row in shown.entries if row.pk in shown.concerned],
        "others": [line_of(row) for row in shown.entries if row.pk not in shown.concerned],
        "pairs": [(photo, twins.get(photo.pk)) for photo in shown.photos],
        "undecided": finding.state not in DECIDED,
    }


def _opd_or_404(text: str, opds: Collection[int]) -> int | None:
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number not in opds:
        raise Http404
    return number


def _shift(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)
