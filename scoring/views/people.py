"""A person's month: the own one, and that of somebody whom the viewer answers for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.rounding import ratio_half_up
from kinerja.ui import wording
from organization.models import Employee
from scoring.models import Revision
from scoring.periods import local_now, to_local
from scoring.queries.frame import Frame, frame_of, is_finished
from scoring.queries.person_days import calendar_cells, holidays_around
from scoring.queries.person_page import (
    PersonMonth,
    deadlines,
    has_post_in,
    person_month_outline,
    post_title,
    score_of,
    target_paths,
)
from scoring.rules.losses import Loss
from scoring.rules.standing import standing
from scoring.views import pages
from scoring.views.days_shown import event_entries, shown_cells
from scoring.views.tree import Trail, formula_numbers, formula_words, with_unit
from scoring.views.tree import render as render_tree

#: The way down to the IKI stands open: it is what most people look for.
OPENED = frozenset({"tpp.productivity", "tpp.productivity.mean", "tpp.productivity.mean.iki"})


@require_GET
def my_month(request: HttpRequest, month: str | None = None) -> HttpResponse:
    """The viewer's own month, by default the running one."""
    frame = frame_of(pages.month_or_404(month) if month else pages.running_month())
    employee = request.user
    assert isinstance(employee, Employee)  # noqa: S101 -- only people can log in
    return _month_page(request, employee, frame, pages.month_links(frame, "my_month_of"), own=True)


@require_GET
def person_month_page(request: HttpRequest, nip: str, month: str) -> HttpResponse:
    """The month of somebody else, or one's own at its address for others."""
    first = pages.month_or_404(month)
    employee, _sight = pages.person_or_404(request, nip, first)
    frame = frame_of(first)
    links = pages.month_links(frame, "person_month", nip=nip)
    return _month_page(request, employee, frame, links, own=employee.pk == request.user.pk)


def _month_page(
    request: HttpRequest, employee: Employee, frame: Frame, links: pages.MonthLinks, *, own: bool
) -> HttpResponse:
    if frame.revision is None:
        if own:
            return pages.not_scored(request, links, "my_month_of", _("Bulan saya"))
        return pages.not_scored(request, links, "person_month", employee.name, nip=employee.nip)
    score = score_of(frame.revision, employee)
    context: dict[str, Any] = {"frame": frame, "links": links, "employee": employee, "own": own}
    if score is None:
        context["level"] = has_post_in(employee, frame.month)
        return render(request, "scoring/no_figures.html", context)
    found = person_month_outline(score)
    context |= _figures(found, frame.revision) | _days(found, frame)
    context["post"] = post_title(score)
    return render(request, "scoring/person_month.html", context)


def _figures(found: PersonMonth, revision: Revision) -> dict[str, Any]:
    score, trail = found.score, trail_of(found)
    iki, iko = (standing(value, finished=is_finished(revision)) for value in (score.iki, score.iko))
    return {
        "score": score,
        "revision": revision,
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


def _days(found: PersonMonth, frame: Frame) -> dict[str, Any]:
    score = found.score
    today = timezone.localdate()
    until = to_local(score.revision.as_of).date()
    holidays = holidays_around(frame.month)
    good = sum(not day.events for day in found.days)
    return {
        "cells": shown_cells(calendar_cells(score, found.days, holidays, until), score.employee.nip, today),
        "starts": frame.month.isoweekday(),
        "good_days": good,
        "all_days": len(found.days),
        "deadlines": [] if frame.locked else _deadlines(found, frame.month, holidays),
    }


def _deadlines(found: PersonMonth, month: date, holidays: Iterable[date]) -> list[dict[str, Any]]:
    words = {
        "filing": _("Catatan hari ini paling lambat dikirim"),
        "approval": _("Atasan memutuskan kegiatan bulan ini"),
        "reading": _("Nilai sasaran bulan ini dilaporkan"),
        "objection": _("Keberatan atas angka bulan ini ditutup"),
    }
    return [
        {"until": each.until, "text": words[each.key]}
        for each in deadlines(found.score.employee, month, found.policy, holidays, local_now())
    ]


def trail_of(found: PersonMonth) -> Trail:
    """Where the figures of a person's tree are to be found."""
    score = found.score
    nip, month = score.employee.nip, score.revision.month_id
    day_url = reverse("day_detail", kwargs={"nip": nip, "day": "DAY"})
    return Trail(
        address=reverse("explain_figure", kwargs={"revision": score.revision_id, "nip": nip, "path": "PATH"}),
        entries=event_entries(found.days, day_url),
        # What was not read below the agreements has no links either: who opens it gets them with it.
        links={} if found.closed else {path: target_url(target, month) for path, target in target_paths(score).items()},
        day_url=day_url,
        closed=found.closed,
    )


def target_url(target_id: int, month: date) -> str:
    """The address of a target's month."""
    return reverse("target_month", kwargs={"pk": target_id, "month": pages.month_text(month)})
