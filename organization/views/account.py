"""The page of one's own account: who one is here, how one is reached, language, password, way out."""

from pathlib import Path
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.fragments import kept
from organization import push
from organization.access import access_for
from organization.actions import pushes, reaching
from organization.forms.reaching import ReachingForm, SubscriptionForm
from organization.mailing import mail_is_set_up
from organization.models import Employee, PushSubscription
from organization.views.guards import person_of

SECTION = "#pemberitahuan"


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, number and posts of the person who is logged in, and what can be set; POST keeps how one is reached."""
    person = person_of(request)
    context: dict[str, Any] = {}
    if request.method == "POST":
        form = ReachingForm(person, request.POST)
        if form.is_valid():
            reaching.choose(by=person, **form.cleaned_data)
            messages.success(request, _("Pilihan pemberitahuan sudah disimpan."))
            return redirect(reverse("account") + SECTION)
        context["form"] = form
    else:
        chosen = ReachingForm.values_of(person)
        context["fields"] = _fields(tuple(chosen.items()), person.email, mail_is_set_up())
    context |= {
        "posts": sorted(access_for(person).posts, key=lambda post: (post.start, post.position_id)),
        "devices": PushSubscription.objects.visible_to(person),
        "subscription": SubscriptionForm(),
        "push_key": push.public_key(),
    }
    return render(request, "organization/account.html", context)


@kept(128)
def _fields(chosen: tuple[tuple[str, Any], ...], email: str, _mail: bool) -> SafeString:
    """The fields of the choices as they are; whether the server sends mail stands in their help."""
    return SafeString(as_crispy_form(ReachingForm(Employee(email=email), initial=dict(chosen))))


@require_POST
def push_subscribe(request: HttpRequest) -> HttpResponse:
    """Take up the browser that its person has just allowed to be woken."""
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Peramban tidak memberi alamat yang utuh. Muat ulang halaman, lalu coba lagi."))
        return redirect(reverse("account") + SECTION)
    try:
        pushes.subscribe(by=person_of(request), **form.cleaned_data)
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, _("Perangkat ini akan memunculkan pemberitahuan."))
    return redirect(reverse("account") + SECTION)


@require_POST
def push_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own browsers."""
    try:
        pushes.unsubscribe(by=person_of(request), subscription_id=pk)
    except PushSubscription.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Perangkat itu tidak lagi memunculkan pemberitahuan."))
    return redirect(reverse("account") + SECTION)


@login_not_required
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows push messages; at the root, because it works only for what lies below it."""
    script = Path(settings.BASE_DIR / "static" / "js" / "push-worker.js").read_text()
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
