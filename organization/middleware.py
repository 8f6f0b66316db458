"""Whoever was handed a password, or needs a second step at the door, sees to that before anything else."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from organization import policies
from organization.queries.nips import bearer_of_old

#: A person's number as a part of an address.
_NUMBER = re.compile(r"/([0-9]{18})/", re.ASCII)
#: Addresses that remain open until the password is changed.
OPEN = frozenset({"password_change", "logout", "set_language"})
#: And until a second step at the door is set up.
OPEN_WITHOUT_SECOND_STEP = OPEN | {"second_factor"}
#: Set at the door for whoever has to set up a second step before anything else.
MUST_SET_UP = "must_set_up_second_step"


class OldNumberMiddleware:
    """Leads from an address with a NIP that was corrected to the one with the present, for who may see the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what was not found is looked for under the present number."""
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and request.method == "GET" and request.user.is_authenticated:
            return self._led_on(request) or response
        return response

    def _led_on(self, request: HttpRequest) -> HttpResponse | None:
        named = _NUMBER.search(request.path)
        person = bearer_of_old(named[1]) if named else None
        if named is None or person is None or not policies.may_see_person(request.user, person):
            return None
        return redirect(request.get_full_path().replace(named[0], f"/{person.nip}/", 1))


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
