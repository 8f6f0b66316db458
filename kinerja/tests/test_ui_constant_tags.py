"""Sentences and addresses of templates are worked out once, and come out as Django's own."""

from typing import Any

import pytest
from django.template import Context, Engine, engines
from django.test import RequestFactory
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation

OURS = engines["django"].engine  # type: ignore[attr-defined]
DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n"})
TAGS = (
    "{% load i18n %}{% translate 'Kotak masuk' %}",
    "{% load i18n %}{% trans 'Utama' %}",
    "{% load i18n %}{% translate '100 %% <b>' %}",
    "{% load i18n %}{% translate 'T' context 'kalender' %}",
    "{% load i18n %}{% translate 'Kotak masuk' noop %}",
    "{% load i18n %}{% translate 'Kotak masuk' as words %}[{{ words }}]",
    "{% load i18n %}{% translate 'kotak masuk'|capfirst %}",
    "{% load i18n %}{% translate word %}",
    "{% load i18n %}{% translate 'T' context place %}",
    "{% url 'today' %}",
    "{% url 'today' as address %}[{{ address }}]",
    "{% url 'day_log' day %}",
    "{% url 'day_log' day='2026-03-31' %}",
    "{% url 'activity' number %}",
    "{% url 'day_log' flag %}",
    "{% url 'day_log' strange %}",
    "{% url page %}",
    "{% url 'no_such_page' as address %}[{{ address }}]",
    "{% autoescape off %}{% url 'day_log' strange %}{% endautoescape %}",
)


def drawn(engine: Engine, source: str, **more: Any) -> str:
    said = {"word": "Kotak masuk", "place": "kalender", "day": "2026-03-31", "number": 7, "page": "today", **more}
    return str(engine.from_string(source).render(Context({**said, "flag": True, "strange": "a&b'c"})))


@pytest.mark.parametrize("source", TAGS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_they_say_what_django_says_each_time(source: str, language: str) -> None:
    with translation.override(language):
        assert [drawn(OURS, source) for _time in range(2)] == [drawn(DJANGOS, source)] * 2


def test_a_kept_sentence_follows_the_language() -> None:
    page = OURS.from_string("{% load i18n %}{% translate 'Kotak masuk' %}")
    said = []
    for language in ("id", "en", "id"):
        with translation.override(language):
            said.append(page.render(Context()))
    assert said == ["Kotak masuk", "Inbox", "Kotak masuk"]


def test_a_kept_address_follows_where_the_program_stands() -> None:
    assert drawn(OURS, "{% url 'today' %}") == "/hari-ini/"
    set_script_prefix("/kinerja/")
    try:
        assert drawn(OURS, "{% url 'today' %}") == "/kinerja/hari-ini/"
    finally:
        set_script_prefix("/")


def test_one_and_true_are_no_one_address() -> None:
    assert drawn(OURS, "{% url 'day_log' number %}", number=1) == "/hari-ini/1/"
    assert drawn(OURS, "{% url 'day_log' flag %}") == "/hari-ini/True/"


def test_a_page_that_there_is_not_is_a_mistake_seen_at_once() -> None:
    with pytest.raises(NoReverseMatch, match="no_such_page"):
        drawn(OURS, "{% url 'no_such_page' %}")


def test_a_name_in_a_namespace_depends_on_the_page() -> None:
    request = RequestFactory().get("/")
    source = "{% url 'admin:index' %}"
    assert drawn(OURS, source, request=request) == drawn(DJANGOS, source, request=request)
