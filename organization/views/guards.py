"""Doors of the personnel board's pages: what one may not see is 404, what one may not do is 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.request import HttpRequest
from django.shortcuts import get_object_or_404

from organization import policies
from organization.models import Employee, Unit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def only_if(allowed: Callable[[Any], bool]) -> Callable[[View[P]], View[P]]:
    """Let in whoever ``allowed(user)`` accepts; 403 for others."""

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return door


board_only = only_if(policies.may_manage_people)
readers_only = only_if(policies.may_read_board)
browsers_only = only_if(policies.may_browse_people)
role_keepers_only = only_if(policies.may_manage_roles)


def person_of(request: HttpRequest) -> Employee:
    """The person who has logged in; 403 for nobody."""
    if not isinstance(request.user, Employee):
        raise PermissionDenied
    return request.user


def person_or_404(request: HttpRequest, nip: str) -> Employee:
    """A person in the user's scope."""
    employee = get_object_or_404(Employee, nip=nip)
    if not policies.may_see_person(request.user, employee):
        raise Http404
    return employee


def unit_or_404(request: HttpRequest, unit_id: int) -> Unit:
    """A unit in the user's scope."""
    return get_object_or_404(Unit.objects.visible_to(request.user), pk=unit_id)
