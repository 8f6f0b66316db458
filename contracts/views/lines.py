"""The editor of a line: as a page of its own, and inside the desk where htmx asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from contracts.actions import lines as actions
from contracts.forms.lines import MONTH_FIELDS, LineForm, initial_of
from contracts.forms.spread import accumulation_of, fill, typed_months
from contracts.models import Line, Version
from contracts.queries import draft_page
from contracts.queries.choices import nodes_for
from contracts.queries.readiness import lacks_of
from contracts.rules.spreading import year_figure
from contracts.views.drafting import crumbs_of, draft_or_404
from contracts.views.guards import version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.htmx import wants_part


class Difference(NamedTuple):
    """A field that another tab wrote differently."""

    label: str
    stored: str
    typed: str


def _writable(request: HttpRequest, pk: int) -> Version:
    """A draft of the reader. What its holder sends after another tab presented it comes back with the reason."""
    version = version_or_404(request, pk)
    closed = request.method == "POST" and not version.editable
    return version if closed and request.user.pk == version.agreement.holder_id else draft_or_404(request, pk)


@require_http_methods(["GET", "POST"])
def draft_line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line, written from nothing."""
    version = _writable(request, pk)
    if "spread" in request.POST:
        return _spread(request, version, None)
    form = _form(request, version)
    if request.method == "POST" and form.is_valid():
        try:
            line = actions.add_line(version=version, terms=form.terms())
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return _saved(request, form, line)
    return _page(request, version, form, None)


@require_http_methods(["GET", "POST"])
def draft_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Change a line. What another tab wrote meanwhile stands beside what was typed here."""
    version = _writable(request, pk)
    stored = version.lines.select_related("parent__agreement__holder").filter(pk=line).first()
    if stored is None and request.method == "GET":
        raise Http404
    if "spread" in request.POST:
        return _spread(request, version, stored)
    form = _form(request, version, stored)
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            line_now = actions.change_line(version=version, line_id=line, terms=form.terms(), seen=seen)
        except actions.LineConflictError as error:
            form.add_error(None, wording.refusal(error))
            return _page(request, version, form, error.line, differences=_differences(form, error.line), status=409)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            return _saved(request, form, line_now)
    # After a refused form the mark stays the one the writer saw, so that a later save still notices the other tab.
    return _page(request, version, form, stored, seen=request.POST.get("seen"))


def _form(request: HttpRequest, version: Version, line: Line | None = None, initial: Any = None) -> LineForm:
    sent = request.method == "POST" and initial is None
    if initial is None and line is not None:
        initial = initial_of(line)
    return LineForm(
        request.POST if sent else None,
        initial=initial,
        parents=draft_page.choosable_parents(version, request.user, line),
        nodes=nodes_for(version, line),
        first_month=_first_month(version),
    )


def _first_month(version: Version) -> int:
    return version.effective_month if actions.is_amendment(version) else 1


def _saved(request: HttpRequest, form: LineForm, line: Line) -> HttpResponse:
    messages.success(request, _("Indikator %(code)s tersimpan.") % {"code": line.indicator_code})
    for sentence in form.echoes():
        messages.info(request, sentence)
    if form.gap:
        messages.warning(
            request,
            _("Target setahun yang diketik %(typed)s, bulan-bulannya menghasilkan %(months)s. Yang berlaku bulannya.")
            % {"typed": wording.plain(form.gap[0]), "months": wording.plain(form.gap[1])},
        )
    if wants_part(request):
        # The editor stands in the desk itself: a redirect to a place in the same page would not load it anew.
        return HttpResponseClientRefresh()
    return redirect(f"{reverse('draft', args=[line.version_id])}#baris-{line.pk}")


def _page(
    request: HttpRequest,
    version: Version,
    form: LineForm,
    line: Line | None,
    *,
    differences: Sequence[Difference] = (),
    seen: str | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    name, arguments = ("draft_line", [version.pk, line.pk]) if line else ("draft_line_new", [version.pk])
    if line:
        form.tell(lacks_of(line))
    shown = {name: form[name].value() for name in form.fields}
    last_year = draft_page.last_year_of(version, str(shown["indicator_code"] or ""))
    context = {
        "version": version,
        "form": form,
        "line": line,
        "parent": line.parent if line else None,
        "action": reverse(name, args=arguments),
        "seen": seen or (actions.line_digest(line) if line else ""),
        "differences": differences,
        "problem": problem,
        "last_year": last_year if any(value is not None for value in last_year) else (),
        "first_month": _first_month(version),
        "year": year_figure(typed_months(shown), accumulation_of(shown)),
        "checks": draft_page.checks_of(line, draft_page.last_words(version).get(line.pk, "")) if line else (),
        "crumbs": crumbs_of(version, desk=True),
    }
    # htmx shows an answer of 200 only; the page itself says with its status what happened.
    inline = wants_part(request)
    template = "contracts/_line_form.html" if inline else "contracts/line.html"
    return render(request, template, context, status=200 if inline else status)


def _spread(request: HttpRequest, version: Version, line: Line | None) -> HttpResponse:
    """Fill the months from the figure of the year as one of the buttons asks; nothing is saved yet."""
    first = _first_month(version)
    stored = initial_of(line) if line else {}
    past = {name: stored.get(name) for name in MONTH_FIELDS[: first - 1]}
    typed = stored | request.POST.dict() | past
    values, problem = fill(
        typed,
        request.POST["spread"],
        first_month=first,
        last_year=draft_page.last_year_of(version, typed.get("indicator_code", "")),
    )
    form = _form(request, version, line, initial=values)
    return _page(request, version, form, line, seen=request.POST.get("seen"), problem=problem)


def _differences(form: LineForm, stored: Line | None) -> list[Difference]:
    if stored is None:
        return []
    before = initial_of(stored)
    return [
        Difference(
            str(field.label), _words(form, name, before.get(name)), _words(form, name, form.cleaned_data.get(name))
        )
        for name, field in form.fields.items()
        if name != "total" and before.get(name) != form.cleaned_data.get(name)
    ]


def _words(form: LineForm, name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if isinstance(value, str) else {}
    return wording.plain(value) if isinstance(value, Decimal) else str(choices.get(value, value))
