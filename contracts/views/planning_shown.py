"""The pages of planning as they are drawn: the tree with its money, the dictionary, the shared indicators."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contracts.forms.planning import IndicatorFilter
from contracts.queries import indicators, planning, shared
from contracts.queries.years import latest_drafted
from kinerja.ui.lasting import lasting
from organization.views.pages import parameters_but

PAGE_SIZE = 50
_PLAN = ("contracts_objective", "contracts_indicator", "organization_unit")
_CARRIED = (*_PLAN, "contracts_agreement", "contracts_target")


def year_among(known: list[int], text: str, today: date) -> int:
    """The year that an address asks for if it is a known one, else this year, else the nearest known."""
    if text.isascii() and text.isdigit() and int(text) in known:
        return int(text)
    return min(known, key=lambda year: abs(year - today.year))


class Plan(NamedTuple):
    """The plan of a year: what it holds, in words, and the page below its heading."""

    year: int
    storeys: str
    html: SafeString


@lasting(*_PLAN, "contracts_programmebudget")
def plan(asked: str, today: date, *, may_plan: bool) -> Plan:
    """The whole tree in the year that the address asks for, with budgets and sums."""
    known = planning.years(today)
    year = year_among(known, asked, today)
    roots = planning.plan_of(year)
    by_source = planning.money_by_source(year)
    context = {
        "roots": roots,
        "by_source": by_source,
        "total": sum((amount for _source, amount in by_source), planning.NOTHING),
        "year": year,
        "years": known,
        "may_plan": may_plan,
    }
    html = render_to_string("contracts/planning/_plan.html", context)
    return Plan(year, " · ".join(planning.storeys(roots)), html)


class Dictionary(NamedTuple):
    """A page of the dictionary below its heading, and how many indicators there are on all pages."""

    total: int
    html: SafeString


@lasting(*_CARRIED)
def dictionary(asked: str, year: int) -> Dictionary:
    """The dictionary as the address asks for it (its parameters, encoded), with who carries what in a year."""
    parameters = QueryDict(asked)
    chosen = IndicatorFilter(parameters)
    # An unknown filter in an old address is as good as none.
    values = chosen.cleaned_data if chosen.is_valid() else {}
    opd = values.get("opd")
    found = indicators.find_indicators(
        year=year,
        text=values.get("q", "").strip(),
        opd_id=opd.pk if opd else None,
        state=values.get("state", ""),
    )
    page = Paginator(found, PAGE_SIZE).get_page(parameters.get("page"))
    context = {
        "page": page,
        "query": parameters_but(parameters, "page"),
        "rows": indicators.with_carriers(page.object_list, year),
        "filter": chosen,
        "year": year,
        "narrowed": any(values.values()),
    }
    return Dictionary(page.paginator.count, render_to_string("contracts/planning/_indicators.html", context))


class Shared(NamedTuple):
    """The shared indicators of a year, below the page's heading."""

    year: int
    html: SafeString


@lasting(*_CARRIED, "contracts_version", "contracts_line", "organization_position")
def shared_indicators(asked: int | None, today: date) -> Shared:
    """The shared indicators with the number of OPDs that carry each; None is the latest year that anybody drafts."""
    year = asked or latest_drafted(today)
    context = {"year": year, "indicators": shared.shared_indicators(year)}
    return Shared(year, render_to_string("contracts/_shared.html", context))
