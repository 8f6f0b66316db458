"""The month of a team as it is drawn: the units to go on to, and people down, days across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dailylog.queries.heat import Person, Share, months_of, people_of
from dailylog.rules.heat import Cell, MonthSum, sum_of
from dailylog.views.heat_words import Look, duration, look_of
from dailylog.views.scope import Source, read_scope
from kinerja.days import days_of_month
from kinerja.ui.fragments import kept
from kinerja.ui.links import link

PAGE_SIZE = 25


@dataclass(frozen=True)
class PersonRow:
    """A person's month in a row of the team."""

    person: Person
    url: str
    cells: SafeString
    total: MonthSum
    logged: str
    expected: str


@kept(32)
def grid(
    text: str,
    months: str,
    month: date,
    today: date,
    share: Share,
    source: Source,
    *,
    page: int,
    query: str,
) -> SafeString:
    """What a ``people_text`` and the ``months_text`` of the people on its page say."""
    people, brief = people_of(text)
    pages = Paginator(people, PAGE_SIZE).get_page(page)
    listed = list(pages.object_list)
    cells = months_of(months, [each.id for each in listed], month, today, share) if months else {}
    context = {
        "month": month,
        "today": today,
        "days": [(day, link("team_day", day=str(day))) for day in days_of_month(month)],
        "scope": read_scope(source),
        "brief": brief,
        "page": pages,
        "query": query,
        "rows": [_row(each, cells[each.id], month, today) for each in listed],
    }
    return render_to_string("dailylog/_team_grid.html", context)


def _row(person: Person, cells: Sequence[Cell], month: date, today: date) -> PersonRow:
    total = sum_of(cells)
    return PersonRow(
        person,
        link("team_heat", nip=person.nip, month=f"{month:%Y-%m}"),
        mark_safe("".join(_drawn(*look_of(cell, today)) for cell in cells)),  # noqa: S308 -- drawn by a template
        total,
        duration(total.logged, short=True),
        duration(total.expected, short=True),
    )


@kept(2048)
def _drawn(shape: str, letter: str, state: str, words: str, css: str) -> SafeString:
    return render_to_string("dailylog/_team_cell.html", {"each": Look(shape, letter, state, words, css)})
