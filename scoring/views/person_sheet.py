"""The sections of a person's month as they are drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinerja.rounding import ratio_half_up
from kinerja.ui import wording
from kinerja.ui.fragments import kept
from scoring.queries.person_days import calendar_cells
from scoring.queries.person_page import Deadline, PersonMonth, planned_deadlines
from scoring.queries.person_sheet import PersonSheet, person_sheet
from scoring.rules.iki import PREDICATE_LABELS
from scoring.rules.losses import Loss
from scoring.rules.standing import standing
from scoring.views.days_shown import shown_cells
from scoring.views.trails import person_trail
from scoring.views.tree import Trail, formula_numbers, formula_words, with_unit
from scoring.views.tree import render as render_tree

#: The way down to the IKI stands open: it is what most people look for.
OPENED = frozenset({"tpp.productivity", "tpp.productivity.mean", "tpp.productivity.mean.iki"})


class Sheet(NamedTuple):
    """The page below its heading, the post and unit that the heading names, and the deadlines as they are planned."""

    post: str
    unit: str
    figures: SafeString
    days: SafeString
    tree: SafeString
    deadlines: list[Deadline]
    disturbed: bool


class Shown(NamedTuple):
    """What of a revision enters a sheet, beside what the person's text says."""

    revision: int
    number: int
    month: date
    until: date
    finished: bool
    locked: bool


@kept(256)
def sheet(text: str, nip: str, shown: Shown, today: date) -> Sheet:
    """What a ``person_text`` of the person ``nip`` says on a day."""
    read = person_sheet(text, shown.month)
    found = read.found
    trail = person_trail(found, nip, shown.revision, shown.month, links={})
    context = _figures(found, trail, shown) | _days(read, nip, shown, today)
    return Sheet(
        post=read.post,
        unit=found.score.unit.name,
        figures=render_to_string("scoring/_person_figures.html", context),
        days=render_to_string("scoring/_person_days.html", context),
        tree=render_to_string("scoring/_person_tree.html", context),
        deadlines=[] if shown.locked else planned_deadlines(shown.month, found.policy, read.holidays, today),
        disturbed=read.disturbed,
    )


def _figures(found: PersonMonth, trail: Trail, shown: Shown) -> dict[str, Any]:
    score = found.score
    iki, iko = (standing(value, finished=shown.finished) for value in (score.iki, score.iko))
    return {
        "score": score,
        "locked": shown.locked,
        "number": shown.number,
        "predicate": _(PREDICATE_LABELS[score.predicate]) if score.predicate else "",
        "iki": iki,
        "iki_word": _(iki.word),
        "iki_gap": _gap(score.iki),
        "iko": iko,
        "iko_word": _(iko.word),
        "iko_gap": _gap(score.iko),
        "lost": score.tpp_base - score.tpp,
        "tpp_share": ratio_half_up(score.tpp * 100, score.tpp_base, 2) if score.tpp_base else None,
        "losses": [_loss(loss, trail) for loss in found.losses],
        "why": {
            "iki": trail.of("tpp.productivity.mean.iki"),
            "iko": trail.of("tpp.productivity.mean.iko"),
            "tpp": trail.of("tpp"),
        },
        "words": formula_words(found.tree),
        "numbers": formula_numbers(found.tree),
        "tree": render_tree(found.tree, trail, "tpp", opened=OPENED),
    }


def _gap(score: Decimal | None) -> str:
    """How far a score is from 100, in words; empty without one."""
    if score is None:
        return ""
    off = score - 100
    words = _("%(points)s di atas 100") if off > 0 else _("%(points)s di bawah 100")
    return words % {"points": wording.number(abs(off))} if off else _("tepat 100")


def _loss(loss: Loss, trail: Trail) -> dict[str, Any]:
    extent = "" if loss.extent is None else with_unit(loss.extent, loss.unit)
    return {"label": _(loss.label), "extent": extent, "amount": loss.amount, "url": trail.of(loss.path)}


def _days(read: PersonSheet, nip: str, shown: Shown, today: date) -> dict[str, Any]:
    days = read.found.days
    cells = calendar_cells(shown.month, days, read.holidays, read.leave, shown.until)
    return {
        "cells": shown_cells(cells, nip, today),
        "starts": shown.month.isoweekday(),
        "good_days": sum(not day.events for day in days),
        "all_days": len(days),
    }
