"""Superiors who are away for long, for the report of people without a superior."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from dailylog.models import Leave
from kinerja.ui.wording import day as day_words
from organization.models import Assignment, AssignmentKind
from organization.queries.authority import leading
from organization.superior_doubts import Doubt, register

#: From the first day to the last one: a week or more. Shorter absences are over before a letter is written.
LONG = timedelta(days=6)


@register
def leaders_away(day: date) -> Iterator[Doubt]:
    """Leaders whose leave covers the day and lasts a week or more, in a unit that nobody leads as acting. One query."""
    led = Assignment.objects.on(day).filter(leading())
    acting = led.exclude(kind=AssignmentKind.DEFINITIVE).exclude(employee_id=OuterRef("employee_id"))
    posts = led.filter(employee_id=OuterRef("employee_id")).exclude(
        Exists(acting.filter(position__unit_id=OuterRef("position__unit_id")))
    )
    away = Leave.objects.filter(Exists(posts), start__lte=day, end__gte=day).filter(end__gte=F("start") + LONG)
    for leave in away.select_related("employee").order_by("employee__nip"):
        yield Doubt(
            "leader_away",
            leave.employee.nip,
            leave.employee.name,
            _("%(kind)s sampai %(day)s, dan tidak ada Plh. pada unitnya.")
            % {"kind": leave.get_kind_display(), "day": day_words(leave.end)},
            reverse("org_person", args=[leave.employee.nip]),
        )
