"""What the pages of the day have in common."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dailylog import policies
from dailylog.models import Activity
from kinerja.ui.errors import Missing

#: The years whose days and months have a page.
YEARS = range(1900, 2200)


def day_or_404(text: str) -> date:
    """The day that an address names (``2026-03-17``); 404 with a sentence when it names none."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    # As of months: a neighbour of every day that is shown is a day as well.
    if day is None or day.year not in YEARS:
        raise Missing(
            _("“%(text)s” bukan tanggal. Tulis sebagai TTTT-BB-HH, misalnya 2026-03-17.") % {"text": text[:20]}
        )
    return day


def activity_or_404(request: HttpRequest, pk: int, **extra: Any) -> Activity:
    """An entry that the user may read."""
    activity = get_object_or_404(Activity.objects.select_related("employee", "target", "task__author"), pk=pk, **extra)
    if not policies.may_see_activity(request.user, activity):
        raise Http404
    return activity
