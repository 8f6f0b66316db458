"""Shared regional indicators: one act of the organisation bureau puts them into the drafts of all OPDs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.lines import add_line
from contracts.actions.parents import measured_alike
from contracts.actions.takeover import from_effective, terms_of
from contracts.actions.versions import log
from contracts.models import Contribution, Indicator, Source
from contracts.queries.above import targets_above
from contracts.queries.shared import Office, offices
from contracts.rules.spreading import Monthly
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.notices import tell
from organization.models import Employee, Unit


@dataclass(slots=True)
class Attached:
    """Which offices got the indicator, and which did not and why."""

    offices: list[Unit] = field(default_factory=list)
    left_out: list[tuple[Unit, str]] = field(default_factory=list)


@transaction.atomic
def attach(
    *, indicator: Indicator, year: int, by: Employee, weight: Decimal, values: Mapping[int, Monthly]
) -> Attached:
    """Put an indicator into the open drafts of the leaders of these OPDs (unit id → twelve values).

    It hangs on the region's own target of that code where that is promised. Nobody's draft is begun for him, and what
    is presented or signed is left alone: those offices are named with the reason. Leaders are told once.
    Raises ``DomainError`` for an indicator that is not shared.
    """
    if not (indicator.shared and indicator.active):
        raise DomainError(
            "indicator_not_shared",
            _("Indikator %(code)s bukan indikator bersama daerah. Tandai dahulu dalam kamus indikator.")
            % {"code": indicator.code},
        )
    done = Attached()
    for office in offices(indicator, year, timezone.localdate()):
        if office.unit.pk in values:
            reason = _attach(office, indicator, by, weight, values[office.unit.pk])
            if reason:
                done.left_out.append((office.unit, reason))
            else:
                done.offices.append(office.unit)
    return done


def _attach(office: Office, indicator: Indicator, by: Employee, weight: Decimal, monthly: Monthly) -> str:
    """Why the office did not get the indicator; empty: it did."""
    if office.leader is None:
        return _("belum ada kepala atau Plt.")
    version = office.version
    if version is None:
        return _("%(person)s belum mempunyai rancangan") % {"person": office.leader.name}
    terms = replace(terms_of(indicator), weight=weight, monthly=from_effective(version, monthly))
    parent = targets_above(version).filter(indicator_code=indicator.code).order_by("pk").first()
    if parent is not None:
        counted = parent.source == Source.ACTIVITIES and measured_alike(parent, terms)
        terms = replace(terms, parent=parent, contribution=Contribution.DIRECT if counted else Contribution.SUPPORT)
    try:
        with transaction.atomic():
            line = add_line(version=version, terms=terms)
    except DomainError as error:
        return wording.refusal(error)
    line.definition_of = indicator
    line.save(update_fields=["definition_of"])
    log(version, "shared", by, f"{indicator.code} {indicator.name}")
    tell(
        employee_ids=[office.leader.pk],
        kind="agreement",
        key=f"shared:{version.pk}:{indicator.pk}",
        subject=_("Indikator bersama %(code)s ditambahkan ke rancangan Anda") % {"code": indicator.code},
        body=_("Periksa targetnya dan sesuaikan bobot sampai tepat 100."),
        url=reverse("draft", args=[version.pk]),
    )
    return ""
