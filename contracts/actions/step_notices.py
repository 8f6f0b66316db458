"""Tells the other party that a version took a step: presented, returned, agreed, refused, cancelled."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from contracts.models import Agreement, AgreementKind, Event, Version
from organization.actions.notices import tell
from organization.models import Employee

#: Step → what the inbox says of it; ``%(holder)s`` promises, ``%(by)s`` took the step.
SUBJECTS = {
    "presented": gettext_lazy("%(holder)s memaparkan perjanjian %(year)s: telaah target dan cara mencapainya"),
    "returned": gettext_lazy("%(by)s mengembalikan perjanjian %(year)s untuk diperbaiki"),
    "agreed": gettext_lazy("Perjanjian %(year)s disepakati dan menunggu tanda tangan Anda"),
    "refused": gettext_lazy("%(by)s menolak menandatangani perjanjian %(year)s %(holder)s"),
    "cancelled": gettext_lazy("Rancangan perjanjian %(year)s %(holder)s dibatalkan oleh %(by)s"),
}
PAGES = {"presented": "review", "returned": "draft", "agreed": "sign"}


def _which(agreement: Agreement) -> str:
    """The year, and the kind where it is not the formal one: a person may have both."""
    words = str(gettext_lazy("operasional %(year)s")) if agreement.kind == AgreementKind.PKO else "%(year)s"
    return words % {"year": agreement.year}


def tell_step(version: Version, kind: str, by: Employee, note: str = "") -> int:
    """One notice to the party that did not take the step; inside its transaction. Returns how many were told."""
    holder = version.agreement.holder
    told = {holder.pk, version.superior_id} - {by.pk, None}
    if kind in ("returned", "agreed"):
        told &= {holder.pk}
    elif kind == "presented":
        told &= {version.superior_id}
    # Notices are read by whoever logs in next; they speak the language of the office.
    with translation.override("id"):
        subject = str(SUBJECTS[kind]) % {"holder": holder.name, "by": by.name, "year": _which(version.agreement)}
    steps = Event.objects.filter(version=version, kind=kind).count()
    return tell(
        employee_ids=[person for person in told if person is not None],
        kind="agreement_step",
        # A version may be presented and returned several times; each time is an occasion of its own.
        key=f"version:{version.pk}:{kind}:{steps}",
        subject=subject[:200],
        body=note,
        url=reverse(PAGES.get(kind, "agreement"), args=[version.pk]),
    )
