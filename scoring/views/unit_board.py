"""The tables of a unit's month as they are drawn: figures, targets, the units below, people."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinerja.ui.fragments import kept
from kinerja.ui.links import link
from scoring.queries.unit_page import PersonLine, TargetLine, UnitLine, people_lines, unit_figures
from scoring.rules.standing import standing
from scoring.views.pages import PAGE_SIZE, month_text
from scoring.views.tree import with_unit
from scoring.views.units_shown import REASONS

#: Those of whom somebody should ask why.
_CONCERN = frozenset({"watch", "behind"})


class Board(NamedTuple):
    """The page below its heading, and the head whom the heading names."""

    head: str
    html: SafeString


@kept(128)
def board(
    text: str,
    code: str,
    month: date,
    *,
    revision: int,
    finished: bool,
    is_region: bool,
    named: bool,
    ranking_url: str,
) -> Board:
    """What a ``unit_text`` of the unit ``code`` says.

    ``named`` shows the heads of the units below; ``ranking_url`` is empty for who may not open the ranking. Of the
    region itself only the units below are drawn: it has no IKO.
    """
    figures = unit_figures(text, code, finished=finished)
    stands = standing(figures.iko, finished=finished)
    weakest = figures.units[0] if figures.units else None
    short = weakest is not None and weakest.iko is not None and weakest.iko < 100
    context = {
        "figure": figures,
        "is_region": is_region,
        "named": named,
        "ranking_url": ranking_url,
        "targets": [] if is_region else [_target(line, month) for line in figures.targets],
        "behind": sum(line.standing.key in _CONCERN for line in figures.targets),
        "standing": stands,
        "standing_word": _(stands.word),
        "reason": str(REASONS.get(figures.reason, "")),
        "why": link("explain_unit_figure", revision=revision, code=code, path="iko"),
        "weakest": weakest.name if weakest and short else "",
        "units": [_unit(line, month_text(month)) for line in figures.units],
    }
    return Board(figures.head, render_to_string("scoring/_unit_board.html", context))


def _target(line: TargetLine, month: date) -> dict[str, Any]:
    return {
        "line": line,
        "standing": line.standing,
        "word": _(line.standing.word),
        "realised": "–" if line.realised is None else with_unit(line.realised, line.unit),
        "promised": "" if line.promised is None else with_unit(line.promised, line.unit),
        "url": link("target_month", pk=line.pk, month=month_text(month)),
    }


def _unit(line: UnitLine, month: str) -> dict[str, Any]:
    return {
        "line": line,
        "standing": line.standing,
        "word": _(line.standing.word),
        "reason": str(REASONS.get(line.reason, "")),
        "url": link("unit_month", code=line.code, month=month),
    }


@kept(128)
def people(text: str, month: date, *, finished: bool) -> SafeString:
    """What a ``people_text`` says."""
    lines, number, count = people_lines(text)
    pages = Paginator(lines, PAGE_SIZE)
    # The lines are those of one page already; the others were only counted.
    pages.count = count
    context = {
        "page": Page(lines, number, pages),
        "people": [_person(line, month_text(month), finished=finished) for line in lines],
    }
    return render_to_string("scoring/_unit_people.html", context)


def _person(line: PersonLine, month: str, *, finished: bool) -> dict[str, Any]:
    stands = standing(line.iki, finished=finished)
    url = link("person_month", nip=line.nip, month=month)
    return {"line": line, "standing": stands, "word": _(stands.word), "url": url}
