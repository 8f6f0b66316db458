"""Whoever was handed a password chooses an own one before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

#: Addresses that remain open until the password is changed.
OPEN = frozenset({"password_change", "logout", "set_language"})


class PasswordChangeMiddleware:
    """Leads to the change of password as long as the person's is a one-time password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the change of password."""
        user = request.user
        if user.is_authenticated and user.must_change_password and resolve(request.path_info).url_name not in OPEN:
            return redirect("password_change")
        return self.get_response(request)
