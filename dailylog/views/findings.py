"""What the cross-checks found: answered by its person, decided by the superior."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dailylog import policies
from dailylog.actions.findings import explain, judge
from dailylog.models import Finding
from dailylog.queries.approval import own_team
from dailylog.queries.findings import findings_of
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.policies import may_see_logs_of
from organization.views.guards import person_of


@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """One's own findings, and those that wait for one's verdict."""
    if not policies.keeps_log(request.user):
        raise PermissionDenied
    heads = policies.decides_for_others(request.user)
    found = findings_of(person_of(request), own_team(person_of(request)) if heads else None)
    context = {"own_rows": found.own, "team_rows": found.team if heads else None}
    return render(request, "dailylog/findings.html", context)


@require_POST
def finding_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a finding about oneself."""
    found = _finding_or_404(request, pk)
    if found.employee_id != request.user.pk:
        raise PermissionDenied
    try:
        explain(finding_id=pk, employee_id=found.employee_id, text=request.POST.get("teks", ""), now=timezone.now())
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Penjelasan terkirim kepada atasan."))
    if request.POST.get("dari") == "hari":
        return redirect("day_log", day=str(found.date))
    return redirect(f"{reverse('findings')}#temuan-{pk}")


@require_POST
def finding_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear or uphold a finding about somebody of one's people."""
    found = _finding_or_404(request, pk)
    if found.employee_id == request.user.pk or not policies.decides_for_others(request.user):
        raise PermissionDenied
    upheld = request.POST.get("putusan") == "terbukti"
    try:
        judge(
            finding_id=pk,
            user_id=person_of(request).pk,
            upheld=upheld,
            text=request.POST.get("teks", ""),
            now=timezone.now(),
        )
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Temuan dinyatakan terbukti.") if upheld else _("Penjelasan diterima."))
    return redirect("findings")


def _finding_or_404(request: HttpRequest, pk: int) -> Finding:
    found = get_object_or_404(Finding.objects.select_related("employee"), pk=pk)
    if not may_see_logs_of(request.user, found.employee):
        raise Http404
    return found
