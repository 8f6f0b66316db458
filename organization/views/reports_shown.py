"""The reports of what is missing, as they are drawn."""

from datetime import date
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kinerja.ui.fragments import kept
from organization.queries.reports import ReportPage, read_unled, read_vacancies
from organization.views.pages import R, page_of

PAGE_SIZE = 50


class Report(NamedTuple):
    """The page below its heading, and the total in the heading."""

    total: int
    html: SafeString


@kept(32)
def unled_report(text: str, day: date, *, query: str, query2: str) -> Report:
    """What an ``unled_text`` of a day says; ``query`` and ``query2`` lead to other pages of the two lists."""
    unled, unplaced = read_unled(text)
    context = {"day": day, "page": _page(unled), "query": query, "unplaced": _page(unplaced), "query2": query2}
    return Report(unled.count, render_to_string("organization/_no_superior.html", context))


@kept(32)
def vacancies_report(text: str, day: date, *, query: str) -> Report:
    """What a ``vacancies_text`` of a day says."""
    units, posts = read_vacancies(text)
    context = {"day": day, "units": units, "page": _page(posts), "query": query}
    return Report(posts.count, render_to_string("organization/_vacancies.html", context))


def _page(read: ReportPage[R]) -> object:
    return page_of(read.rows, number=read.number, count=read.count, size=PAGE_SIZE)
