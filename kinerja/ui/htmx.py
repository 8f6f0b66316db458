"""What htmx asks for: a part of a page instead of the whole."""

from __future__ import annotations

from django.http import HttpRequest


def wants_part(request: HttpRequest) -> bool:
    """Whether the answer takes the place of a part of a page that stands already."""
    # Set by django_htmx, whose request type would be another one in every view.
    return bool(getattr(request, "htmx", False))
