"""Where the figures of a person's tree are to be found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kinerja.ui.links import link
from scoring.queries.person_page import PersonMonth
from scoring.views.days_shown import event_entries
from scoring.views.pages import month_text
from scoring.views.tree import Trail


def person_trail(found: PersonMonth, nip: str, revision: int, month: date, *, links: Mapping[str, int]) -> Trail:
    """The addresses of a person's figures; ``links`` are the targets behind them, by path.

    What was not read below the agreements has no links either: who opens it gets them with it.
    """
    day_url = link("day_detail", nip=nip, day="DAY")
    return Trail(
        address=link("explain_figure", revision=revision, nip=nip, path="PATH"),
        entries=event_entries(found.days, day_url),
        links={path: target_url(target, month) for path, target in links.items()},
        day_url=day_url,
        closed=found.closed,
    )


def target_url(target_id: int, month: date) -> str:
    """The address of a target's month."""
    return link("target_month", pk=target_id, month=month_text(month))
