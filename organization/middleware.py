"""Whoever was handed a password, or needs a second step at the door, sees to that before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

#: Addresses that remain open until the password is changed.
OPEN = frozenset({"password_change", "logout", "set_language"})
#: And until a second step at the door is set up.
OPEN_WITHOUT_SECOND_STEP = OPEN | {"second_factor"}
#: Set at the door for whoever has to set up a second step before anything else.
MUST_SET_UP = "must_set_up_second_step"


class PasswordChangeMiddleware:
    """Leads to the change of a one-time password, and to setting up a second step where the region demands one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the change of password."""
        user = request.user
        if user.is_authenticated:
            must_set_up = MUST_SET_UP in request.session
            # The address is looked up only for whoever is led anywhere at all.
            name = resolve(request.path_info).url_name if user.must_change_password or must_set_up else None
            if user.must_change_password and name not in OPEN:
                return redirect("password_change")
            if must_set_up and name not in OPEN_WITHOUT_SECOND_STEP:
                return redirect("second_factor")
        return self.get_response(request)
