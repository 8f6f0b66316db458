"""The operator's page of mails and push messages: counts and kinds of failures, never whose."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from organization import policies
from organization.actions.delivery import retry_digests, retry_pushes
from organization.queries.delivery import delivery_on
from organization.views.guards import only_if

operator_only = only_if(policies.may_watch_delivery)


@require_GET
@operator_only
def delivery(request: HttpRequest) -> HttpResponse:
    """What went out and what did not."""
    today = timezone.localdate()
    return render(request, "organization/delivery.html", {"found": delivery_on(today), "today": today})


@require_POST
@operator_only
def delivery_retry(request: HttpRequest) -> HttpResponse:
    """Try what failed again: today's mails, or the browsers."""
    if request.POST.get("apa") == "surel":
        count = retry_digests(day=timezone.localdate())
        words = ngettext(
            "%(count)s surel dicoba lagi dalam sepuluh menit.",
            "%(count)s surel dicoba lagi dalam sepuluh menit.",
            count,
        )
    else:
        count = retry_pushes()
        words = ngettext(
            "%(count)s peramban dicoba lagi dalam satu menit.",
            "%(count)s peramban dicoba lagi dalam satu menit.",
            count,
        )
    messages.success(request, words % {"count": count})
    return redirect("org_delivery")
