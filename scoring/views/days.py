"""One day of a person: the marks, the entries and what the day cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from dailylog.rules.intervals import DAY, clock_of
from scoring.queries import day_page as queries
from scoring.queries.frame import frame_of
from scoring.queries.person_page import PersonMonth, person_month, score_of
from scoring.views import pages
from scoring.views.days_shown import event_key, event_shape, event_text, minutes_text


@require_GET
def day_detail(request: HttpRequest, nip: str, day: str) -> HttpResponse:
    """A day; the entries are shown to whoever may read the person's daily logs."""
    which = pages.day_or_404(day)
    employee, sight = pages.person_or_404(request, nip, which)
    frame = frame_of(which.replace(day=1))
    own = employee.pk == request.user.pk
    month = pages.month_text(frame.month)
    context: dict[str, Any] = {
        "employee": employee,
        "own": own,
        "day": which,
        "frame": frame,
        "logs": sight.logs,
        "month_url": reverse("my_month_of", kwargs={"month": month})
        if own
        else reverse("person_month", kwargs={"nip": nip, "month": month}),
        "before": _address(nip, which - timedelta(days=1)),
        "after": _address(nip, which + timedelta(days=1)),
        "attendance": queries.attendance_on(employee, which),
        "leave": queries.leave_on(employee, which),
        "holiday": queries.holiday_on(employee, which),
        "overtime": queries.overtime_on(employee, which),
    }
    score = score_of(frame.revision, employee) if frame.revision else None
    if score is not None:
        context |= _facts(person_month(score), which)
    if sight.logs:
        context["activities"] = list(queries.activities_on(employee, which, context.get("morning")))
    return render(request, "scoring/day_detail.html", context)


def _address(nip: str, day: date) -> str:
    return reverse("day_detail", kwargs={"nip": nip, "day": str(day)})


def _facts(found: PersonMonth, which: date) -> dict[str, Any]:
    """What the revision kept of the day, its events with their points, and what they cost together."""
    score = found.score
    day = next((each for each in found.days if each.date == which), None)
    if day is None:
        return {"score": score}
    points = found.tree.find("discipline", "points").value
    address = {"revision": score.revision_id, "nip": score.employee.nip}
    events = [
        {
            "text": capfirst(event_text(event, day.marks.mode)),
            "shape": event_shape(event),
            "points": event.points,
            "url": reverse("explain_figure", kwargs={**address, "path": f"tpp.discipline.points.{event_key(event)}"}),
        }
        for event in day.events
    ]
    return {
        "score": score,
        "work": day,
        # Until when a shift lasts on the next date.
        "morning": clock_of(day.marks.end - DAY) if day.marks.end > DAY else None,
        "start": minutes_text(day.marks.start),
        "end": minutes_text(day.marks.end),
        "mark_in": minutes_text(day.marks.check_in),
        "mark_out": minutes_text(day.marks.check_out),
        "events": events,
        "cost": queries.cost_of(score, day, found.policy, points) if events and isinstance(points, Decimal) else None,
        "minutes_url": reverse("explain_figure", kwargs={**address, "path": "tpp.productivity.mean.iki.activity"}),
    }
