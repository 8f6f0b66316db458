"""The menu shows what the user may open."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from kinerja import menu
from kinerja.menu import MenuItem


@pytest.fixture(autouse=True)
def own_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_items", {})


def request_for(page: str, user: Any) -> Any:
    request = RequestFactory().get(page)
    request.user = user
    request.resolver_match = resolve(page)
    return request


def item(key: str, **options: Any) -> MenuItem:
    given: dict[str, Any] = {
        "label": key,
        "icon": "day",
        "url_name": "account",
        "visible": lambda user: True,
        **options,
    }
    return MenuItem(key=key, **given)


def test_entries_come_in_order_and_only_the_visible_ones() -> None:
    menu.register(item("b", order=20))
    menu.register(item("a", order=30))
    menu.register(item("c", order=10, visible=lambda user: user.chief))
    user = SimpleNamespace(is_authenticated=True, chief=False)
    assert [entry.label for entry in menu.shown(request_for("/akun/", user))] == ["b", "a"]


def test_the_page_and_those_that_it_covers_are_current() -> None:
    menu.register(item("here", order=1))
    menu.register(item("else", order=2, url_name="login"))
    menu.register(item("over", order=3, url_name="login", covers=frozenset({"account"})))
    user = SimpleNamespace(is_authenticated=True)
    entries = menu.shown(request_for(reverse("account"), user))
    assert [entry.current for entry in entries] == [True, False, True]


def test_a_page_that_was_not_found_still_has_a_menu() -> None:
    menu.register(item("here"))
    request = request_for("/akun/", SimpleNamespace(is_authenticated=True))
    request.resolver_match = None
    assert [entry.current for entry in menu.shown(request)] == [False]


def test_the_same_key_replaces_an_entry() -> None:
    menu.register(item("a", label="lama"))
    menu.register(item("a", label="baru"))
    assert [entry.label for entry in menu.shown(request_for("/akun/", AnonymousUser()))] == ["baru"]


def test_a_visitor_has_no_menu_and_nothing_is_asked() -> None:
    def never(user: Any) -> bool:
        raise AssertionError("asked for a visitor")

    menu.register(item("a", visible=never))
    assert menu.context(request_for("/akun/", AnonymousUser())) == {"menu": []}


def test_nothing_is_asked_before_the_menu_is_drawn() -> None:
    asked = []

    def visible(user: Any) -> bool:
        asked.append(user)
        return True

    menu.register(item("a", visible=visible))
    drawn = menu.context(request_for("/akun/", SimpleNamespace(is_authenticated=True)))["menu"]
    assert asked == []
    assert [entry.label for entry in drawn] == ["a"]


def test_an_entry_is_in_the_language_of_each_page() -> None:
    menu.register(item("a", label=gettext_lazy("Kotak masuk")))
    request = request_for("/akun/", AnonymousUser())
    said = []
    for language in ("id", "en", "id"):
        with translation.override(language):
            said.append([entry.label for entry in menu.shown(request)])
    assert said == [["Kotak masuk"], ["Inbox"], ["Kotak masuk"]]
