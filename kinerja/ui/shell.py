"""The bar and the menu around every page, kept for all who see the same entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from kinerja.ui.fragments import drawn

if TYPE_CHECKING:
    from kinerja.menu import ShownItem

#: Stands where the name goes, which alone differs from person to person: no text of ours contains it.
NAME = "\ue000"
LONGEST_NAME = 18


@dataclass(frozen=True, slots=True)
class Frame:
    """What the shell shows: entries, the number at the bell, and whether one is logged in and on which own page."""

    items: tuple[ShownItem, ...]
    unread: str
    known: bool
    page: str
    name: str = NAME


def frame(request: HttpRequest | None, menu: Iterable[ShownItem], unread: str) -> SafeString:
    """The shell of a request's page; without a request, that of a visitor."""
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    page = request.resolver_match.url_name if request and request.resolver_match else ""
    own = page if page in {"inbox", "account"} else ""
    html = drawn("components/shell.html", Frame(tuple(menu), unread, known, own))
    if not known:
        return html
    # Titles follow a comma: "Lukas Sihombing, M.Si." has no room for them here.
    name = escape(Truncator(getattr(user, "name", "").split(",")[0]).chars(LONGEST_NAME))
    return mark_safe(html.replace(NAME, name))  # noqa: S308 -- the name is escaped in the line above
