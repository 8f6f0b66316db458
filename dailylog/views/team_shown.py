"""The page of a team's day as it is drawn: what stands around it, the people, what the units add up to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dailylog.queries.scope_units import Place, below, places
from dailylog.queries.team_day import MOST_NAMED, Member, Totals, narrowed, team_day, totals_of, work_of
from dailylog.rules.team_day import REMIND_AT
from dailylog.views.scope import Scope, Source, read_scope
from dailylog.views.team_words import shown
from kinerja.ui import wording
from kinerja.ui.fragments import kept
from kinerja.ui.links import link


class Asked(NamedTuple):
    """What every part of the page depends on: the day, the clock (``late``: past REMIND_AT), the units."""

    day: date
    today: date
    late: bool
    source: Source

    @property
    def now(self) -> datetime:
        """An instant that stands for the clock."""
        return datetime.combine(self.today, REMIND_AT if self.late else time())

    def read(self) -> Scope:
        """The units."""
        return read_scope(self.source)

    def context(self) -> dict[str, Any]:
        """What the templates of every part use."""
        return {"day": self.day, "today": self.today, "month": f"{self.day:%Y-%m}", "scope": self.read()}


class Around(NamedTuple):
    """Title of the browser, the day in words, links beside the heading."""

    title: str
    day: str
    acts: SafeString


@kept(256)
def around(asked: Asked) -> Around:
    """The links to the neighbouring days and the month; for who has to choose an OPD first, nothing of a month."""
    day, query = asked.day, asked.read().query
    context = asked.context() | {
        "before": link("team_day", day=str(day - timedelta(days=1))) + query,
        "after": link("team_day", day=str(day + timedelta(days=1))) + query,
    }
    words = wording.day(day, weekday=True)
    return Around(_("Tim, %(day)s") % {"day": words}, words, render_to_string("dailylog/_team_days.html", context))


@kept(64)
def listed(
    text: str,
    work: str,
    asked: Asked,
    *,
    search: str,
    state: str,
    page: int,
    query: str,
    decided: tuple[int, ...],
) -> SafeString:
    """The people of a ``team_text``: what narrows them, their rows, the links to further pages."""
    day, found = asked.day, team_day(text, asked.day, asked.now)
    pages = Paginator(narrowed(found.members, text=search, state=state), MOST_NAMED).get_page(page)
    members = list(pages.object_list)
    does = work_of(work, members) if work else {}
    several = len({member.unit_id for member in found.members}) > 1
    rows = [
        shown(
            member,
            does.get(member.id, ()),
            day,
            today=day == asked.today,
            several_units=several,
            decided=member.id in decided,
        )
        for member in members
    ]
    context = asked.context() | {
        "found": found,
        "totals": totals_of(found.members),
        "page": pages,
        "rows": rows,
        "search": search,
        "state": state,
        "states": _states(brief=bool(asked.read().inside) and (found.brief or len(found.members) > MOST_NAMED)),
        "query": query,
    }
    return render_to_string("dailylog/_team_people.html", context)


def _states(*, brief: bool) -> list[tuple[str, str]]:
    everybody = [("", _("Ringkasan")), ("semua", _("Semua pegawai"))] if brief else [("", _("Semua"))]
    return [
        *everybody,
        ("bantuan", _("Perlu bantuan")),
        ("tanpa-catatan", _("Hadir, belum ada catatan")),
        ("belum-hadir", _("Tanpa tanda hadir")),
        ("cuti", _("Cuti, dinas luar")),
    ]


class UnitSum(NamedTuple):
    """A unit right below with what its people add up to; ``url`` is empty for the people of the topmost unit."""

    name: str
    url: str
    need_url: str
    totals: Totals


@kept(32)
def summed(text: str, asked: Asked) -> SafeString:
    """What a whole ``team_text`` adds up to: in a sentence, and by unit."""
    members, found = team_day(text, asked.day, asked.now).members, asked.read()
    units = places(asked.source.text)
    lines = [_sum(unit, members, below(units, unit.pk)) for unit in found.inside]
    own = [member for member in members if member.unit_id in found.tops]
    if own:
        lines.insert(0, UnitSum(_("Di luar unit di bawah ini"), "", "", totals_of(own)))
    context = asked.context() | {"totals": totals_of(members), "lines": lines}
    return render_to_string("dailylog/_team_units.html", context)


def _sum(unit: Place, members: Iterable[Member], inside: frozenset[int]) -> UnitSum:
    totals = totals_of([member for member in members if member.unit_id in inside])
    address = f"?unit={unit.pk}"
    return UnitSum(unit.name, address, f"{address}&tampil=bantuan", totals)
