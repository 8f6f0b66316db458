"""Doors of the pages of agreements: what one may not see is 404, what one may not do is 403."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from contracts.models import Agreement, Version


def version_or_404(request: HttpRequest, pk: int) -> Version:
    """A version in the reader's scope, with its parties."""
    found = Version.objects.visible_to(request.user).select_related(
        "agreement__holder", "position__unit", "superior", "superior_position", "round", "document"
    )
    # The bytes of the paper are read where they are sent, not with every page.
    return get_object_or_404(found.defer("document__content"), pk=pk)


def agreement_or_404(request: HttpRequest, pk: int) -> Agreement:
    """An agreement in the reader's scope."""
    found = Agreement.objects.visible_to(request.user).select_related("holder", "superior", "position__unit")
    return get_object_or_404(found, pk=pk)


def demand(allowed: bool) -> None:
    """403 unless allowed."""
    if not allowed:
        raise PermissionDenied
