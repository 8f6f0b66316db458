"""Log in by NIP (and code), log out, change the password, switch the language."""

from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from kinerja.errors import DomainError
from kinerja.ui import sessions, wording
from kinerja.ui.address import client_address
from organization import policies
from organization.actions import second_factor
from organization.actions.login import forget_attempts, reserve_attempt
from organization.actions.people import change_own_password
from organization.forms.login import CodeForm, LoginForm, PasswordForm
from organization.middleware import MUST_SET_UP
from organization.models import Employee, Unit
from organization.queries.people import active_person
from organization.rules.names import region_alone

#: Where the session keeps who has passed the first step, and for how long that holds.
WAITING, WAITING_SECONDS = "second_step", 600


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The door. Whoever is inside already goes on."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _known(request, form)
        if user is not None:
            return _past_the_first_step(request, user, own_device=form.cleaned_data["own_device"])
    region = Unit.objects.region()
    context = {"form": form, "region": region_alone(region.name if region else ""), "note": _why_here(request)}
    return render(request, "registration/login.html", context)


def _why_here(request: HttpRequest) -> str:
    """Why somebody on the way to a page stands at the door; empty for who came to log in."""
    if request.method == "POST" or request.GET.get("next", "/") == "/":
        return ""
    # Of a session that has ended nothing is left by which it could be told from none.
    return _("Masuk untuk membuka halaman yang Anda tuju. Bila tadi sudah masuk, sesi Anda telah berakhir.")


def _known(request: HttpRequest, form: LoginForm) -> Employee | None:
    """Whose NIP and password these are, or at the form why they are nobody's."""
    nip, address = form.cleaned_data["nip"], client_address(request)
    blocked_until = reserve_attempt(nip=nip, address=address, now=timezone.now())
    if blocked_until is not None:
        form.refuse_until(blocked_until)
        return None
    user = auth.authenticate(request, nip=nip, password=form.cleaned_data["password"])
    if not isinstance(user, Employee):
        form.refuse()
        return None
    return user


def _past_the_first_step(request: HttpRequest, user: Employee, *, own_device: bool) -> HttpResponse:
    """Let somebody in, or ask for the code of the second step first."""
    if not second_factor.is_asked(user.pk):
        return _enter(request, user, own_device=own_device)
    request.session[WAITING] = {
        "id": user.pk,
        "hash": user.get_session_auth_hash(),
        "own_device": own_device,
        "at": int(timezone.now().timestamp()),
        "next": _next(request),
    }
    return redirect("login_code")


def _enter(request: HttpRequest, user: Employee, *, own_device: bool, to: str = "") -> HttpResponse:
    target = to or _next(request)
    # Only now: a right password between wrong codes must not give new tries at the code.
    forget_attempts(nip=user.nip, address=client_address(request))
    auth.login(request, user)
    sessions.begin(request.session, own_device=own_device)
    if policies.needs_second_factor(user) and not second_factor.is_asked(user.pk):
        request.session[MUST_SET_UP] = True
    return redirect(target)


@sensitive_post_parameters("code")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the authenticator, or a recovery code."""
    waiting = request.session.get(WAITING)
    user = _waiting_person(waiting)
    if waiting is None or user is None:
        request.session.pop(WAITING, None)
        messages.info(request, _("Masuk lagi dengan NIP dan kata sandi."))
        return redirect("login")
    form = CodeForm(request.POST if request.method == "POST" else None)
    form.fields["code"].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid() and _code_fits(request, user, form):
        del request.session[WAITING]
        return _enter(request, user, own_device=waiting["own_device"], to=waiting["next"])
    return render(request, "registration/login_code.html", {"form": form})


def _waiting_person(waiting: dict[str, Any] | None) -> Employee | None:
    """Who passed the first step a moment ago; None when that is long past, or the password is another one by now."""
    if waiting is None or timezone.now().timestamp() - waiting["at"] > WAITING_SECONDS:
        return None
    user = active_person(waiting["id"])
    return user if user is not None and constant_time_compare(user.get_session_auth_hash(), waiting["hash"]) else None


def _code_fits(request: HttpRequest, user: Employee, form: CodeForm) -> bool:
    address = client_address(request)
    blocked_until = reserve_attempt(nip=user.nip, address=address, now=timezone.now())
    if blocked_until is not None:
        form.refuse_until(blocked_until)
        return False
    try:
        right = second_factor.accept(employee_id=user.pk, code=form.cleaned_data["code"], now=timezone.now())
    except DomainError as error:
        form.add_error("code", wording.refusal(error))
        return False
    if not right:
        form.refuse()
        return False
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
        change_own_password(person=form.user, password=form.cleaned_data["new_password"])
        auth.update_session_auth_hash(request, form.user)
        messages.success(request, _("Kata sandi sudah diganti. Perangkat lain harus masuk lagi."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "registration/password_change.html", {"form": form})


urlpatterns: list[URLPattern] = [
    path("masuk/", log_in, name="login"),
    path("masuk/kode/", log_in_code, name="login_code"),
    path("keluar/", log_out, name="logout"),
    path("kata-sandi/", password_change, name="password_change"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
]
