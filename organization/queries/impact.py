"""What a move or an acting appointment would change, told before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from organization.access import units_above, units_below
from organization.effects import Change, Effect, effects_of
from organization.models import Assignment, AssignmentKind, Employee, Position
from organization.queries.authority import chart_on
from organization.rules.authority import Chart
from organization.rules.holding import Holding


@dataclass(frozen=True, slots=True)
class SuperiorChange:
    """A person whose superior changes; None stands for nobody."""

    employee: Employee
    before: Employee | None
    after: Employee | None


@dataclass(frozen=True)
class Impact:
    """The state of affairs on the first day of a change, beside that without it. Money in whole rupiah a month."""

    employee: Employee
    position: Position
    kind: str
    start: date
    end: date | None
    old: Assignment | None
    superior_before: Employee | None
    superior_after: Employee | None
    tpp_before: Decimal | None
    tpp_after: Decimal | None
    definitive_holder: Assignment | None
    acting_holders: Sequence[Assignment] = ()
    subordinates: Sequence[SuperiorChange] = ()
    effects: Sequence[Effect] = field(default_factory=tuple)

    @property
    def leaves_vacant(self) -> bool:
        """Whether the post held until now has no definitive holder any more."""
        return self.kind == AssignmentKind.DEFINITIVE and self.old is not None

    @property
    def loses_superior(self) -> int:
        """How many people would have no superior that have one now."""
        return sum(change.after is None for change in self.subordinates)

    @property
    def taken(self) -> bool:
        """Whether somebody else holds definitively what shall be given definitively."""
        return self.kind == AssignmentKind.DEFINITIVE and self.definitive_holder is not None

    @property
    def blocked(self) -> bool:
        """Whether the change cannot be saved: the post is taken, or another part of the program forbids it."""
        return self.taken or any(effect.blocks for effect in self.effects)

    @property
    def from_month(self) -> date:
        """The first month whose figures the change touches."""
        return self.start.replace(day=1)


def impact_of(
    *, employee: Employee, position: Position, kind: str, start: date, end: date | None = None, end_acting: bool = True
) -> Impact:
    """The effect of giving a post to a person from ``start`` on; nothing is written. At most 14 queries."""
    posts = list(Assignment.objects.on(start).filter(employee=employee).select_related("position__unit"))
    old = next((post for post in posts if post.kind == AssignmentKind.DEFINITIVE), None)
    units = frozenset({position.unit_id, *(post.position.unit_id for post in posts)})
    definitive = kind == AssignmentKind.DEFINITIVE
    old = posts[0] if posts else None
    holders = Assignment.objects.on(start).filter(position=position).select_related("employee").order_by("start")
    before, after = _charts(units, _holding(employee, position, kind, start, end), end_acting=end_acting)
    superiors = {one.employee_id for chart in (before, after) if (one := chart.superior(employee.pk))}
    people = Employee.objects.in_bulk(_concerned(before, after) | superiors)
    return Impact(
        employee=employee,
        position=position,
        kind=kind,
        start=start,
        end=end,
        old=old,
        superior_before=_person(people, before.superior(employee.pk)),
        superior_after=_person(people, after.superior(employee.pk)),
        tpp_before=_base(before.assignment(employee.pk)),
        tpp_after=_base(after.assignment(employee.pk)),
        definitive_holder=next((one for one in holders if one.kind == AssignmentKind.DEFINITIVE), None),
        acting_holders=[one for one in holders if one.kind != AssignmentKind.DEFINITIVE] if definitive else [],
        subordinates=_superior_changes(before, after, people, apart_from=employee.pk),
        effects=effects_of(Change(employee.pk, position.pk, kind, start, end)),
    )


def _charts(units: frozenset[int], new: Holding, *, end_acting: bool) -> tuple[Chart, Chart]:
    before = chart_on(new.start, unit_ids=units_below(units) | units_above(units))
    kept = [one for one in before.holdings() if not (new.definitive and _ends(one, new, end_acting=end_acting))]
    return before, Chart(day=new.start, units=before.units.values(), holdings=[*kept, new])


def _holding(employee: Employee, position: Position, kind: str, start: date, end: date | None) -> Holding:
    return Holding(
        employee_id=employee.pk,
        nip=employee.nip,
        position_id=position.pk,
        position_code=position.code,
        unit_id=position.unit_id,
        level=position.level,
        tpp_base=position.tpp_base,
        definitive=kind == AssignmentKind.DEFINITIVE,
        start=start,
        end=end,
    )


def _ends(holding: Holding, new: Holding, *, end_acting: bool) -> bool:
    if holding.definitive:
        return holding.employee_id == new.employee_id
    return end_acting and holding.position_id == new.position_id


def _superior_changes(
    before: Chart, after: Chart, people: dict[int, Employee], *, apart_from: int
) -> list[SuperiorChange]:
    changes = []
    for employee_id, old, new in _differences(before, after):
        if employee_id != apart_from:
            known = people.get
            changes.append(
                SuperiorChange(people[employee_id], known(old) if old else None, known(new) if new else None)
            )
    return sorted(changes, key=lambda change: change.employee.nip)


def _differences(before: Chart, after: Chart) -> list[tuple[int, int | None, int | None]]:
    was, will = before.superiors(), after.superiors()
    everyone = was.keys() & will.keys()
    return [(one, was[one], will[one]) for one in everyone if was[one] != will[one]]


def _concerned(before: Chart, after: Chart) -> set[int]:
    return {person for row in _differences(before, after) for person in row if person is not None}


def _person(people: dict[int, Employee], holding: Holding | None) -> Employee | None:
    return people.get(holding.employee_id) if holding else None


def _base(holding: Holding | None) -> Decimal | None:
    return holding.tpp_base if holding else None
