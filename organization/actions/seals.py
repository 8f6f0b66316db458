"""Carries the head of the chain out of the house: to the inspectorate's inboxes, and with their digests by mail."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from kinerja.models import HistorySeal
from organization.actions.notices import tell
from organization.models import Role, RoleGrant


def hand_out_head(*, day: date) -> int:
    """Tell the inspectorate the head of the chain, once a day; how many were told.

    The whole head stands in the subject, because digests carry subjects only. 0 while nothing has been sealed.
    """
    newest = HistorySeal.objects.last()
    if newest is None:
        return 0
    people = RoleGrant.objects.on(day).filter(role=Role.INSPECTORATE, employee__is_active=True)
    shown = formats.date_format(day, "d/m/Y")
    return tell(
        employee_ids=people.values_list("employee_id", flat=True),
        kind="history_head",
        key=f"history_head:{day}",
        subject=_("Kepala riwayat %(day)s: %(head)s") % {"day": shown, "head": newest.head},
        body=_(
            "Simpan baris ini di luar sistem. Selama kepala ini ada dalam rantai, riwayat sampai hari itu tidak diubah."
        ),
        url=reverse("org_seals"),
    )
