"""A regional target in a revision, with the offices that promised the same and what each falls short of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from contracts.models import Agreement, Source, Target
from organization.models import Assignment, AssignmentKind, Unit, UnitKind
from scoring.models import Achievement, OrganizationScore, Revision
from scoring.rules.attribution import Standing, shares, shortfall
from scoring.rules.stored_months import from_stored


@dataclass(frozen=True, slots=True)
class Cause:
    """An office's part of the miss: ``missing`` in the unit of measure, ``share`` of the whole in percent.

    ``share`` is None for a promise that only supports the region's and is measured otherwise: its figure cannot be
    held against the others.
    """

    target: Target
    unit: Unit | None
    row: Achievement | None
    missing: Decimal | None
    share: Decimal | None

    @property
    def counted(self) -> bool:
        """Whether it misses cases, not units of measure."""
        return self.target.source == Source.CASES


@dataclass(frozen=True, slots=True)
class Attribution:
    """The region's own standing and the offices, the largest part first, those without a figure last.

    ``supports`` are promises that serve the region's by other measures.
    """

    row: Achievement | None
    missing: Decimal | None
    causes: tuple[Cause, ...]
    supports: tuple[Cause, ...] = ()

    @property
    def guilty(self) -> list[Cause]:
        """The offices that fall short."""
        return [cause for cause in self.causes if cause.missing]

    @property
    def together(self) -> Decimal:
        """What all offices miss together."""
        return sum((cause.missing for cause in self.causes if cause.missing), Decimal(0))


def attribution(revision: Revision, target: Target) -> Attribution:
    """Who caused the miss of a regional target; 5 queries.

    The offices are those whose target hangs on it, and the OPDs of the revision that promised the same code.
    """
    offices = OrganizationScore.objects.filter(revision=revision, unit__kind=UnitKind.OPD, agreement__isnull=False)
    same = Q(indicator_code=target.indicator_code, agreement__in=offices.values("agreement"))
    children = list(
        Target.objects.filter(Q(parent=target) | same)
        .exclude(pk=target.pk)
        .select_related("agreement__holder", "agreement__position__unit")
    )
    found = Achievement.objects.filter(revision=revision, target__in=[target, *children])
    rows = {row.target_id: row for row in found}
    units = _units(revision, children)
    gaps = {child.pk: missing_of(rows.get(child.pk), child) for child in children}
    alike = [child.pk for child in _alike(target, children)]
    parts = dict(zip(alike, shares([gaps[pk] or Decimal(0) for pk in alike]), strict=True))
    causes = [
        Cause(child, units.get(child.agreement_id), rows.get(child.pk), gaps[child.pk], parts.get(child.pk))
        for child in children
    ]
    causes.sort(key=lambda cause: (cause.missing is None, -(cause.missing or 0), cause.target.agreement.holder.nip))
    own = rows.get(target.pk)
    return Attribution(
        own,
        missing_of(own, target),
        tuple(cause for cause in causes if cause.share is not None),
        tuple(cause for cause in causes if cause.share is None),
    )


def _alike(target: Target, children: list[Target]) -> list[Target]:
    """The promises whose shortfalls may be held against each other.

    Those of the region's own code; where no office promised that, all of them, if one measure serves for all.
    """
    same = [child for child in children if child.indicator_code == target.indicator_code]
    measures = {(child.unit_of_measure, child.source == Source.CASES) for child in children}
    return same or (children if len(measures) == 1 else [])


def missing_of(row: Achievement | None, target: Target) -> Decimal | None:
    """What a target misses in the year to date of a row; None without a figure."""
    if row is None:
        return None
    months = [from_stored(month) for month in row.months]
    return shortfall(
        Standing(
            polarity=target.polarity,
            source=target.source,
            target=row.ytd_target,
            realised=row.ytd_realised,
            on_time=sum(month.on_time for month in months),
            decided=sum(month.decided for month in months),
        )
    )


def _units(revision: Revision, children: list[Target]) -> dict[int, Unit]:
    """Agreement id → the OPD that it speaks for: as scored, else that of the post it was made for."""
    by_post = {
        child.agreement_id: child.agreement.position.unit for child in children if child.agreement.position is not None
    }
    scored = OrganizationScore.objects.filter(
        revision=revision, agreement__in=[child.agreement_id for child in children], unit__kind=UnitKind.OPD
    )
    unnamed = {child.agreement_id: child.agreement for child in children if child.agreement.position is None}
    by_post |= _signed_for(list(unnamed.values()))
    return by_post | {score.agreement_id: score.unit for score in scored.select_related("unit") if score.agreement_id}


def _signed_for(agreements: list[Agreement]) -> dict[int, Unit]:
    """Agreement id → the unit of the post held definitively on the day of signing: tables name no post."""
    if not agreements:
        return {}
    spells = Assignment.objects.filter(
        employee__in=[each.holder_id for each in agreements], kind=AssignmentKind.DEFINITIVE
    ).select_related("position__unit")
    return {
        each.pk: spell.position.unit
        for each in agreements
        for spell in spells
        if spell.employee_id == each.holder_id
        and each.signed_on is not None
        and spell.start <= each.signed_on
        and (spell.end is None or spell.end >= each.signed_on)
    }


def regional_targets(user: Any) -> QuerySet[Target]:
    """The region's own targets, as far as somebody may read them: only its head promises without a superior."""
    readable = Agreement.objects.visible_to(user)
    found = Target.objects.filter(agreement__superior__isnull=True, agreement__in=readable)
    return found.select_related("agreement__holder")
