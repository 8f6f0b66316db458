"""Log in by NIP, log out, change the password, switch the language."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from kinerja.ui import sessions
from kinerja.ui.address import client_address
from organization.actions.login import forget_attempts, reserve_attempt
from organization.forms.login import LoginForm, PasswordForm
from organization.models import Unit, UnitKind


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The door. Whoever is inside already goes on."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _admit(request, form):
        return redirect(_next(request))
    region = Unit.objects.filter(kind=UnitKind.REGION).values_list("name", flat=True).first()
    context = {"form": form, "region": region or "", "note": _why_here(request)}
    return render(request, "registration/login.html", context)


def _why_here(request: HttpRequest) -> str:
    """Why somebody on the way to a page stands at the door; empty for who came to log in."""
    if request.method == "POST" or request.GET.get("next", "/") == "/":
        return ""
    # Of a session that has ended nothing is left by which it could be told from none.
    return _("Masuk untuk membuka halaman yang Anda tuju. Bila tadi sudah masuk, sesi Anda telah berakhir.")


def _admit(request: HttpRequest, form: LoginForm) -> bool:
    """Log the person in, or put at the form why not."""
    nip, address = form.cleaned_data["nip"], client_address(request)
    blocked_until = reserve_attempt(nip=nip, address=address, now=timezone.now())
    if blocked_until is not None:
        form.refuse_until(blocked_until)
        return False
    user = auth.authenticate(request, nip=nip, password=form.cleaned_data["password"])
    if user is None:
        form.refuse()
        return False
    forget_attempts(nip=nip, address=address)
    auth.login(request, user)
    sessions.begin(request.session, own_device=form.cleaned_data["own_device"])
    return True


def _next(request: HttpRequest) -> str:
    """Where the person wanted to go, as long as that is here."""
    target = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if here else resolve_url(settings.LOGIN_REDIRECT_URL)


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session; a second time does no harm."""
    auth.logout(request)
    messages.info(request, _("Anda sudah keluar."))
    return redirect("login")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """A new password of the person's own choice; every other device has to log in again."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        auth.update_session_auth_hash(request, form.user)
        messages.success(request, _("Kata sandi sudah diganti. Perangkat lain harus masuk lagi."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "registration/password_change.html", {"form": form})


urlpatterns: list[URLPattern] = [
    path("masuk/", log_in, name="login"),
    path("keluar/", log_out, name="logout"),
    path("kata-sandi/", password_change, name="password_change"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
]
