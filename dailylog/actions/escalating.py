"""Tells both superiors once that what one of them left undecided now waits for the other."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dailylog.queries.awaited import day_of
from dailylog.queries.escalation import Amount, LeavePassedOn, PassedOn, leave_passed_on, passed_on
from dailylog.queries.team import names_of
from kinerja.ui import wording
from organization.actions.notices import tell

#: The kind of these notices.
PASSED_ON = "decision_passed_on"


@transaction.atomic
def tell_passed_on(*, now: datetime) -> int:
    """Tell of everything overdue; how many notices are new. ``now`` is aware.

    Once a month and pair of superiors; of leave that waits to begin, once each.
    """
    found, leave = passed_on(now), leave_passed_on(now)
    pairs = [(each.was, each.now) for each in found] + [(each.was, each.now) for each in leave]
    people = names_of({key for pair in pairs for key in pair})
    names = {key: person.name for key, person in people.items()}
    with override(settings.LANGUAGE_CODE):
        told = sum(_tell(each, amount, names) for each, amount in found.items())
        return told + sum(_tell_leave(each, names) for each in leave)


def _tell(each: PassedOn, amount: Amount, names: dict[int, str]) -> int:
    words = {"what": _what(amount), "month": wording.month(each.month)}
    key = f"passed-on:{each.month:%Y-%m}:{each.was}:{each.now}"
    url = reverse("approvals") if amount.entries else reverse("requests")
    told = tell(
        employee_ids=[each.now],
        kind=PASSED_ON,
        key=key,
        subject=_("Lewat batas, dari tim %(name)s: %(what)s %(month)s menunggu keputusan Anda")
        % (words | {"name": names[each.was]}),
        url=url,
    )
    return told + tell(
        employee_ids=[each.was],
        kind=PASSED_ON,
        key=key,
        subject=_("%(what)s %(month)s lewat batas putusan dan diteruskan kepada %(name)s")
        % (words | {"name": names[each.now]}),
        body=_("Sejak batas lewat, Anda tidak lagi memutuskannya."),
    )


def _tell_leave(each: LeavePassedOn, names: dict[int, str]) -> int:
    words = {"name": each.row.employee.name, "what": each.row.title}
    url, key = reverse("requests"), f"{each.row.slug}-passed-on:{each.row.pk}:{each.was}:{each.now}"
    told = tell(
        employee_ids=[each.now],
        kind=PASSED_ON,
        key=key,
        subject=_("Belum diputuskan %(was)s: %(name)s, %(what)s") % (words | {"was": names[each.was]}),
        body=_("Sekarang menunggu putusan Anda, sebelum %(day)s.") % {"day": wording.day(day_of(each.row))},
        url=url,
    )
    return told + tell(
        employee_ids=[each.was],
        kind=PASSED_ON,
        key=key,
        subject=_("Diteruskan kepada %(next)s: %(name)s, %(what)s") % (words | {"next": names[each.now]}),
        body=_("Batas putusan sebelum hari itu telah lewat. Anda tidak lagi memutuskannya."),
    )


def _what(amount: Amount) -> str:
    parts = []
    if amount.entries:
        parts.append(_("%(count)s kegiatan") % {"count": amount.entries})
    if amount.requests:
        parts.append(_("%(count)s permohonan") % {"count": amount.requests})
    return _(" dan ").join(parts)
