"""Public pages: what a paper's QR code leads to, and the check of a file. Nobody has to log in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from contracts.actions.visits import admit_visit
from contracts.forms.signing import UploadForm
from contracts.queries.issuer import FORMS, issuer_file, issuers
from contracts.queries.verification import finding, paper_by_token, public_paper
from contracts.signing.inspection import MOST_BYTES
from contracts.signing.verify import Examination, examine
from kinerja.ui.address import client_address

P = ParamSpec("P")
#: What the form around a file may weigh.
ENVELOPE = 64 * 1024
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public(view: View[P]) -> View[P]:
    """For strangers: without login, braked by address, and in no search engine."""

    @wraps(view)
    def braked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if admit_visit(address=client_address(request), now=timezone.now()):
            response = view(request, *args, **kwargs)
        else:
            response = render(request, "contracts/verify_later.html", status=429)
            response["Retry-After"] = "60"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(braked)


@public
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Who signed a paper, when, and whether it counts."""
    paper = paper_by_token(token)
    if paper is None:
        raise Http404
    return render(request, "contracts/verify.html", {"paper": paper, "form": UploadForm()})


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify_upload(request: HttpRequest) -> HttpResponse:
    """Check a PDF: genuine, altered and where, or unknown. The file is not kept.

    It changes nothing, so that it needs no token against forged requests; looking for one would read the body of a
    stranger, however large, before anybody has weighed it.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES + ENVELOPE:
        context: dict[str, object] = {"form": UploadForm(), "too_large": _("Berkas ini lebih besar dari 10 MB.")}
        return render(request, "contracts/verify_upload.html", context, status=413)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context = {"form": form, "issuers": issuers()}
    if request.method == "POST" and form.is_valid():
        examination = examine(form.cleaned_data["file"].read())
        context |= _found(examination, form.cleaned_data["file"].name)
    return render(request, "contracts/verify_upload.html", context)


@public
@require_safe
def issuer(request: HttpRequest, form: str) -> HttpResponse:
    """The certificates of the region's own authority, for readers of PDFs that are to trust its signatures."""
    content = issuer_file(form)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="penerbit-kinerja.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _found(examination: Examination, name: str) -> dict[str, object]:
    version = examination.version
    return {
        "examination": examination,
        "name": name,
        "finding": finding(examination),
        "paper": public_paper(version) if version is not None and version.frozen else None,
    }
