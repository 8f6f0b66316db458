"""Tells both superiors once that what one of them left undecided now waits for the other."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dailylog.queries.escalation import Amount, PassedOn, passed_on
from dailylog.queries.team import names_of
from kinerja.ui import wording
from organization.actions.notices import tell

#: The kind of these notices.
PASSED_ON = "decision_passed_on"


@transaction.atomic
def tell_passed_on(*, now: datetime) -> int:
    """Tell of everything overdue, once a month and pair of superiors; how many notices are new. ``now`` is aware."""
    found = passed_on(now)
    people = names_of({key for each in found for key in (each.was, each.now)})
    names = {key: person.name for key, person in people.items()}
    with override(settings.LANGUAGE_CODE):
        return sum(_tell(each, amount, names) for each, amount in found.items())


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


def _what(amount: Amount) -> str:
    parts = []
    if amount.entries:
        parts.append(_("%(count)s kegiatan") % {"count": amount.entries})
    if amount.requests:
        parts.append(_("%(count)s permohonan") % {"count": amount.requests})
    return _(" dan ").join(parts)
