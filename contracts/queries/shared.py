"""The region's shared indicators: which offices carry one, and which could."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contracts.models import AgreementKind, Indicator, Line, State, Target, Version
from contracts.rules import states
from contracts.rules.spreading import year_figure
from organization.models import Employee, Unit, UnitKind
from organization.queries.authority import chart_on


@dataclass(frozen=True, slots=True)
class Office:
    """An OPD with its leader of the day, the leader's latest version of the year, and the indicator's line in it."""

    unit: Unit
    leader: Employee | None
    version: Version | None
    line: Line | None

    @property
    def ready(self) -> bool:
        """Whether the indicator can be attached now."""
        return self.version is not None and self.version.editable and self.line is None

    @property
    def year(self) -> object:
        """What the office promises for the year."""
        return year_figure(self.line.monthly, self.line.accumulation) if self.line else None


def shared_indicators(year: int) -> QuerySet[Indicator]:
    """Shared indicators in use, each with ``carriers``: in how many living drafts or agreements of OPDs it stands."""
    carried = (
        Line.objects.filter(
            indicator_code=OuterRef("code"),
            version__agreement__year=year,
            version__state__in=[*states.OPEN, State.IN_FORCE],
            version__position__unit__kind=UnitKind.OPD,
        )
        .order_by()
        .values("indicator_code")
        .annotate(number=Count("version__agreement", distinct=True))
        .values("number")
    )
    found = Indicator.objects.filter(shared=True, active=True).select_related("objective")
    return found.annotate(carriers=Coalesce(Subquery(carried), 0)).order_by("code")


def regions_target(indicator_code: str, year: int) -> Target | None:
    """The region's own promise of an indicator: the target of its head; None where the head promised nothing yet."""
    heads = Q(agreement__position__unit__kind=UnitKind.REGION) | Q(agreement__superior__isnull=True)
    found = Target.objects.filter(heads, agreement__year=year, agreement__ended_on__isnull=True)
    return found.filter(indicator_code=indicator_code).select_related("agreement__holder").order_by("pk").first()


def offices(indicator: Indicator, year: int, day: date) -> list[Office]:
    """Every OPD by name with its leader and the leader's version; 6 queries."""
    units = list(Unit.objects.filter(kind=UnitKind.OPD).order_by("name"))
    chart = chart_on(day, unit_ids=[unit.pk for unit in units])
    leading = {unit.pk: chart.leader(unit.pk) for unit in units}
    people = Employee.objects.in_bulk([holding.employee_id for holding in leading.values() if holding])
    versions = _versions(people, year)
    lines = {
        line.version_id: line
        for line in Line.objects.filter(version__in=versions.values(), indicator_code=indicator.code)
    }
    found = []
    for unit in units:
        holding = leading[unit.pk]
        leader = people[holding.employee_id] if holding else None
        version = versions.get(leader.pk) if leader else None
        found.append(Office(unit, leader, version, lines.get(version.pk) if version else None))
    return found


def _versions(holders: Iterable[int], year: int) -> dict[int, Version]:
    chosen = Version.objects.filter(
        agreement__holder__in=list(holders), agreement__year=year, agreement__ended_on__isnull=True
    )
    latest = chosen.exclude(state__in=[State.CANCELLED, State.REFUSED]).select_related("agreement", "position__unit")
    found = sorted(latest, key=lambda version: version.number)
    # Of two kinds the one that can still be written, else the formal one.
    found.sort(key=lambda version: (version.editable, version.agreement.kind == AgreementKind.PK))
    return {version.agreement.holder_id: version for version in found}
