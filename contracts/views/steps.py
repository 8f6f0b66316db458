"""The steps of a version before signature: review, agree, return, cancel; and the amendment of one in force."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from contracts import policies
from contracts.actions import versions as actions
from contracts.actions.amend import amend as begin_amendment
from contracts.actions.reviews import Word, judge_lines
from contracts.forms.agreements import AmendForm, ReasonForm, ReviewForm
from contracts.models import Presentation, State, Version
from contracts.queries.compare import changes
from contracts.queries.readiness import not_yet_fit
from contracts.queries.review import reviewed_lines
from contracts.results import last_month_with_results
from contracts.views.guards import agreement_or_404, demand, version_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.models import Employee
from organization.views.guards import person_of


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The presentation: each target with its means, and the reviewers' words; a reviewer adds his own."""
    version = version_or_404(request, pk)
    presentation = version.presentations.order_by("-number").first()
    if presentation is None:
        return redirect("agreement", pk=pk)
    person = person_of(request)
    may_review = policies.may_review(person, version)
    demand(request.method == "GET" or may_review)
    lines = reviewed_lines(version, presentation)
    said = {
        row.line.pk: (word.fitness, word.note) for row in lines for word in row.words if word.reviewer_id == person.pk
    }
    form = ReviewForm(request.POST or None, lines=[line.line for line in lines], said=said)
    if request.method == "POST" and form.is_valid() and _judge(request, form, presentation, person):
        return redirect("review", pk=pk)
    context = {
        "version": version,
        "presentation": presentation,
        "rows": [(line, form[f"fit_{line.line.pk}"], form[f"note_{line.line.pk}"]) for line in lines],
        "form": form,
        "may_review": may_review,
        "may_agree": version.state == State.PRESENTED and policies.may_agree(person, version),
        "waiting": not_yet_fit(version),
        "crumbs": _crumbs(version),
    }
    return render(request, "contracts/review.html", context)


def _judge(request: HttpRequest, form: ReviewForm, presentation: Presentation, person: Employee) -> bool:
    words = {
        line.pk: Word(form.cleaned_data[f"fit_{line.pk}"], form.cleaned_data[f"note_{line.pk}"])
        for line in form.lines
        if form.cleaned_data[f"fit_{line.pk}"]
    }
    shown = request.POST.get("paparan", "")
    try:
        # What the reviewer saw is what the words are about, even if another presentation came in between.
        seen = presentation.version.presentations.get(number=int(shown) if shown.isdecimal() else 0)
        judge_lines(presentation=seen, by=person, words=words)
    except Presentation.DoesNotExist:
        form.add_error(None, _("Muat ulang halaman: paparan yang Anda telaah tidak dikenali."))
    except DomainError as error:
        form.add_domain_error(error)
    else:
        messages.success(request, _("Hasil telaah tersimpan."))
        return True
    return False


@require_POST
def agreement_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a presented version: it is frozen and waits for the signatures."""
    version = version_or_404(request, pk)
    demand(policies.may_agree(request.user, version))
    try:
        actions.agree(version=version, by=person_of(request))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
        return redirect("review", pk=pk)
    messages.success(request, _("Disepakati. Naskah dibekukan dan menunggu tanda tangan pihak pertama."))
    return redirect("agreement", pk=pk)


@require_http_methods(["GET", "POST"])
def agreement_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a version back for improvement, with a reason."""
    version = version_or_404(request, pk)
    parties = (version.agreement.holder_id, version.superior_id)
    agreed_party = version.state == State.AGREED and request.user.pk in parties
    demand(policies.may_agree(request.user, version) or agreed_party)
    return _with_reason(
        request,
        version,
        act=actions.return_version,
        heading=_("Kembalikan untuk perbaikan"),
        lede=_("Pihak pertama membaca alasan ini dan dapat mengubah isinya. Naskah yang sudah dibekukan dibatalkan."),
        done=_("Dikembalikan untuk perbaikan."),
    )


@require_http_methods(["GET", "POST"])
def agreement_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a version up before anybody signed it."""
    version = version_or_404(request, pk)
    demand(policies.may_withdraw(request.user, version))
    return _with_reason(
        request,
        version,
        act=actions.cancel,
        heading=_("Batalkan rancangan ini"),
        lede=_("Rancangan yang dibatalkan tetap tercatat. Sesudahnya rancangan baru dapat disusun."),
        done=_("Rancangan dibatalkan."),
    )


def _with_reason(
    request: HttpRequest, version: Version, *, act: Callable[..., Version], heading: str, lede: str, done: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(version=version, by=person_of(request), reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, done)
            return redirect("agreement", pk=version.pk)
    context = {
        "form": form,
        "heading": heading,
        "lede": lede,
        "version": version,
        "button": heading,
        "crumbs": _crumbs(version),
    }
    return render(request, "contracts/reason.html", context)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the amendment of an agreement in force, on a lawful ground, from a month without results."""
    agreement = agreement_or_404(request, pk)
    demand(policies.may_amend(request.user, agreement))
    last = last_month_with_results(agreement)
    months = [(month, wording.month(date(agreement.year, month, 1))) for month in range(last + 1, 13)]
    form = AmendForm(request.POST or None, request.FILES or None, months=months)
    if request.method == "POST" and form.is_valid():
        try:
            version = begin_amendment(
                agreement=agreement,
                by=person_of(request),
                ground=form.cleaned_data["ground"],
                note=form.cleaned_data["note"],
                effective_month=form.cleaned_data["effective_month"],
                paper=form.cleaned_data["file"] or None,
            )
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, _("Rancangan perubahan dibuat. Ubah target bulan-bulan yang tersisa."))
            return redirect("draft", pk=version.pk)
    context = {
        "agreement": agreement,
        "form": form,
        "months": months,
        "crumbs": [
            (_("Perjanjian"), reverse("agreements")),
            (capfirst(str(agreement)), reverse("agreement_of", args=[pk])),
        ],
    }
    return render(request, "contracts/amend.html", context)


@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The old terms beside the new ones of an amendment."""
    version = version_or_404(request, pk)
    if not version.is_amendment:
        raise Http404
    context = {"version": version, "changes": changes(version), "crumbs": _crumbs(version)}
    return render(request, "contracts/compare.html", context)


def _crumbs(version: Version) -> list[tuple[str, str]]:
    return [
        (_("Perjanjian"), reverse("agreements")),
        (f"{version.agreement.holder.name} {version.agreement.year}", reverse("agreement", args=[version.pk])),
    ]
