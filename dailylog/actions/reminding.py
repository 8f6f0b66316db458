"""Reminders of the day: at most two a person and day, told once however often the clock calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dailylog.queries import reminders
from dailylog.queries.on_duty import empty_by_evening, on_duty
from dailylog.rules.reminding import LATEST, MORNING, afternoon_due, morning_due
from kinerja.ui import wording
from organization.actions.notices import Message, tell, tell_each
from organization.models import Notice

#: The earliest that anybody may choose for the reminder of an empty day.
EARLIEST_AFTERNOON = time(15)
#: Kinds of notice, and how many days they stand in the inbox.
EMPTY, WAITING = "day_empty", "day_waiting"
KEPT_DAYS = 7


@dataclass(slots=True)
class _Waiting:
    """What waits for one person this morning: days to file today, and how much of everything else."""

    days: list[date] = field(default_factory=list)
    returned: int = 0
    findings: int = 0
    approvals: reminders.Undecided | None = None


@transaction.atomic
def remind_afternoon(*, now: datetime) -> int:
    """Tell everyone who works today but has filed nothing, each at the own time; how many were told now.

    Nobody on leave, on duty travel or on a free day; nobody in quiet hours; nothing once an entry is filed. ``now`` is
    aware.
    """
    local = timezone.localtime(now).replace(tzinfo=None)
    if not EARLIEST_AFTERNOON <= local.time() < LATEST:
        return 0
    people = empty_by_evening(local.date())
    wishes = reminders.wishes_of(people)
    due = [person for person in people if afternoon_due(person, wishes.get(person, reminders.DEFAULT), local)]
    with override(settings.LANGUAGE_CODE):
        return tell(
            employee_ids=due,
            kind=EMPTY,
            key=f"empty:{local.date()}",
            subject=_("Catatan hari ini masih kosong"),
            body=_("Tulis kegiatan hari ini selagi masih ingat; satu catatan pun menghentikan pengingat ini."),
            url=reverse("today"),
        )


@transaction.atomic
def remind_morning(*, now: datetime) -> int:
    """Tell everyone on duty in one notice what ends or waits today; how many were told now. ``now`` is aware.

    Days to be filed by tonight, entries sent back, findings to explain, and, for superiors, entries to decide before
    the month is settled.
    """
    local = timezone.localtime(now).replace(tzinfo=None)
    if not MORNING <= local.time() < LATEST:
        return 0
    calendar = reminders.calendar_of(local.date())
    present = on_duty(local.date())
    found = _waiting(calendar, present)
    wishes = reminders.wishes_of(found)
    with override(settings.LANGUAGE_CODE):
        messages = [
            _message(person, waiting)
            for person, waiting in found.items()
            if morning_due(person, wishes.get(person, reminders.DEFAULT), local)
        ]
    return tell_each(messages, kind=WAITING, key=f"morning:{local.date()}")


def forget_reminders(*, today: date) -> int:
    """Delete the reminders of more than a week ago, read or not: what they speak of is over. How many those were."""
    before = timezone.make_aware(datetime.combine(today - timedelta(days=KEPT_DAYS), time()))
    count, _by_model = Notice.objects.filter(kind__in=[EMPTY, WAITING], created_at__lt=before).delete()
    return count


def _waiting(calendar: reminders.Calendar, present: Collection[int]) -> dict[int, _Waiting]:
    found: dict[int, _Waiting] = defaultdict(_Waiting)
    for person, days in reminders.filing_due(calendar).items():
        found[person].days = days
    for person, count in reminders.returned_due(calendar).items():
        found[person].returned = count
    for person, count in reminders.findings_due(calendar).items():
        found[person].findings = count
    for person, undecided in reminders.approvals_due(calendar).items():
        found[person].approvals = undecided
    return {person: waiting for person, waiting in found.items() if person in present}


def _message(person: int, waiting: _Waiting) -> Message:
    """One matter is the subject itself; of several the subject says how many, and the text which."""
    lines = _lines(waiting)
    (first, url), *others = lines
    if not others:
        return Message(person, first, "", url)
    subject = _("%(count)s hal menunggu Anda hari ini") % {"count": len(lines)}
    return Message(person, subject, "\n".join(line for line, _url in lines), url)


def _lines(waiting: _Waiting) -> list[tuple[str, str]]:
    lines = []
    if waiting.days:
        days = ", ".join(wording.day(day) for day in waiting.days)
        text = _("Hari ini batas catatan yang masih kosong: %(days)s") % {"days": days}
        lines.append((text, reverse("day_log", args=[waiting.days[0].isoformat()])))
    if waiting.returned:
        text = _("Kegiatan yang dikembalikan dan menunggu perbaikan Anda: %(count)s") % {"count": waiting.returned}
        lines.append((text, reverse("today")))
    if waiting.findings:
        text = _("Temuan yang menunggu penjelasan Anda: %(count)s") % {"count": waiting.findings}
        lines.append((text, reverse("findings")))
    if waiting.approvals:
        deadline = wording.day(waiting.approvals.until)
        text = _("Kegiatan bawahan yang menunggu keputusan Anda: %(count)s, paling lambat %(day)s")
        lines.append((text % {"count": waiting.approvals.count, "day": deadline}, reverse("approvals")))
    return lines
