"""The city as it stands for one month of scoring: tree, holders, calendars and policies, read once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from dailylog.queries.ledger import ledger_between
from dailylog.rules.deadlines import extended
from dailylog.rules.intervals import minutes_of
from dailylog.rules.outages import Ledger
from kinerja.days import ONE_DAY, last_of_month
from organization.models import Assignment, Holiday, ScheduleHours, Unit, UnitKind
from organization.models.position import HEAD_LEVEL
from organization.rules.holding import Holding, Span, assignment_on, deciding, head_of, spans
from scoring.models import ScoringPolicy
from scoring.periods import months_of_year
from scoring.queries.rostered import RosterMonth, read_roster
from scoring.rules.activity import expected_minutes
from scoring.rules.calendar import WorkCalendar
from scoring.rules.policy import Policy

NO_PLACE = 0
NO_SCHEDULE = 0
UnitRow = tuple[int, str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit with what it inherits: its schedule and the OPD that it belongs to."""

    id: int
    code: str
    kind: str
    parent_id: int | None
    schedule_id: int | None
    opd_id: int | None
    ancestors: tuple[int, ...]

    @property
    def upward(self) -> tuple[int, ...]:
        """The unit and those above it, nearest first."""
        return self.id, *self.ancestors


@dataclass(frozen=True, slots=True)
class ScheduleDay:
    """A workday of a schedule or a roster: clock times in minutes since midnight (rules §1).

    A shift that lasts into the next morning ends beyond minute 1440.
    """

    schedule_id: int
    date: date
    start: int
    end: int
    break_minutes: int
    expected: int

    @property
    def effective(self) -> int:
        """Minutes to be worked: end − start − break."""
        return self.end - self.start - self.break_minutes


class PlanKey(NamedTuple):
    """Who has the same workdays with the same deadlines: by schedule, and by the outages that concern their unit.

    ``outages`` are places in the scene's ledger. Whoever works by a roster has a plan of his own, by ``employee_id``.
    """

    schedule_id: int
    outages: tuple[int, ...] = ()
    employee_id: int = 0


class PlanDay(NamedTuple):
    """A workday with the last instant, local time, to file its entries in time, and whether that has passed."""

    day: ScheduleDay
    deadline: datetime
    due: bool


class Scene:
    """Everything about ``month`` that is not counted in SQL, as of ``as_of`` (local time without zone).

    ``opd_id`` narrows the holders that are read to those of one OPD's units and of the units above them; ``NO_PLACE``
    (people outside every OPD) and None (everybody) read all.
    """

    def __init__(self, month: date, as_of: datetime, opd_id: int | None = None) -> None:
        self.opd_id = opd_id
        self.month = month
        self.last = last_of_month(month)
        self.as_of = as_of
        self.holidays = dict(Holiday.objects.values_list("date", "name"))
        self.calendar = WorkCalendar(self.holidays)
        self._policies = list(ScoringPolicy.objects.order_by("effective_from"))
        self._policy_cache: dict[date, Policy] = {}
        self.policy = self.policy_of(month)

    def policy_of(self, month: date) -> Policy:
        """The policy in force in a month: of each key the value decided last, else the default (rules §0)."""
        if month not in self._policy_cache:
            self._policy_cache[month] = Policy.from_values(ScoringPolicy.values_of(self._policies, month))
        return self._policy_cache[month]

    @cached_property
    def units(self) -> dict[int, UnitNode]:
        """Units by id, each with its inherited schedule, its OPD and the units above it, nearest first."""
        fields = "id", "code", "kind", "parent_id", "schedule_id"
        rows: dict[int, UnitRow] = {row[0]: row for row in Unit.objects.order_by().values_list(*fields)}
        nodes: dict[int, UnitNode] = {}
        for unit_id in rows:
            _place(unit_id, rows, nodes)
        return nodes

    @cached_property
    def holdings(self) -> dict[int, list[Holding]]:
        """All assignments that touch the year up to the month's end, by employee."""
        found: dict[int, list[Holding]] = defaultdict(list)
        # An agreement of this year may have been signed late in the year before: that year's posts are needed too.
        since = date(self.month.year - 1, 1, 1)
        assignments = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=since), start__lte=self.last)
        if self.opd_id:
            touching = assignments.filter(position__unit_id__in=self.judged_units)
            assignments = assignments.filter(employee_id__in=touching.values("employee_id"))
        rows = assignments.values_list(
            "employee_id", "employee__nip", "position_id", "position__code", "position__unit_id",
            "position__level", "position__tpp_base", "kind", "start", "end",
        )  # fmt: skip
        for employee, nip, position, code, unit, level, base, kind, start, end in rows.iterator(chunk_size=5000):
            holding = Holding(employee, nip, position, code, unit, level, base, kind == "definitive", start, end)
            found[employee].append(holding)
        return dict(found)

    @cached_property
    def scope_units(self) -> list[UnitNode]:
        """The units of the scope."""
        if self.opd_id is None:
            return list(self.units.values())
        return [unit for unit in self.units.values() if (unit.opd_id or NO_PLACE) == self.opd_id]

    @cached_property
    def judged_units(self) -> set[int]:
        """The units of the scope and those above them, whose IKO may enter the scope's IKI."""
        return {unit.id for unit in self.scope_units}.union(*(unit.ancestors for unit in self.scope_units))

    def in_scope(self, holding: Holding) -> bool:
        """Whether an employee with this deciding assignment belongs to the scope."""
        return self.opd_id is None or (self.units[holding.unit_id].opd_id or NO_PLACE) == self.opd_id

    @cached_property
    def spans(self) -> dict[int, list[Span]]:
        """The month of everybody in the scope: the people whose deciding assignment is in it."""
        found = ((employee, spans(holdings, self.month, self.last)) for employee, holdings in self.holdings.items())
        return {employee: cut for employee, cut in found if cut and self.in_scope(cut[-1].holding)}

    @cached_property
    def scored(self) -> dict[int, list[Span]]:
        """Those of ``spans`` whose level the policy scores (rules §5)."""
        weights = self.policy.level_weights
        return {
            employee: found for employee, found in self.spans.items() if weights(found[-1].holding.level) is not None
        }

    @cached_property
    def heads(self) -> dict[int, Holding]:
        """Head of each unit on the month's last day; units without one are missing (rules §3)."""
        holders: dict[int, list[Holding]] = defaultdict(list)
        for holdings in self.holdings.values():
            for holding in holdings:
                holders[holding.unit_id].append(holding)
        found = {}
        for unit_id, holdings in holders.items():
            level = HEAD_LEVEL.get(self.units[unit_id].kind)
            head = head_of(holdings, level, self.last) if level else None
            if head is not None:
                found[unit_id] = head
        return found

    def post_on(self, employee_id: int, day: date) -> Holding | None:
        """The assignment of an employee on a day."""
        return assignment_on(self.holdings.get(employee_id, ()), day)

    def deciding(self, employee_id: int, month: date | None = None) -> Holding | None:
        """The deciding assignment of an employee in a month (default: the scene's)."""
        first = month or self.month
        return deciding(spans(self.holdings.get(employee_id, ()), first, last_of_month(first)))

    @cached_property
    def schedule_days(self) -> dict[int, list[ScheduleDay]]:
        """The workdays of the month of each schedule, those after the as-of day left out (rules §1, §11)."""
        rows: dict[int, list[ScheduleHours]] = defaultdict(list)
        for row in ScheduleHours.objects.all():
            rows[row.schedule_id].append(row)
        last = min(self.last, self.as_of.date())
        days = [self.month + ONE_DAY * n for n in range((last - self.month).days + 1)]
        return {
            schedule_id: [found for day in days if (found := self._schedule_day(schedule_id, hours, day)) is not None]
            for schedule_id, hours in rows.items()
        }

    def _schedule_day(self, schedule_id: int, hours: list[ScheduleHours], day: date) -> ScheduleDay | None:
        if day in self.holidays:
            return None
        valid = [row for row in hours if row.weekday == day.isoweekday() and _valid_on(row, day)]
        if not valid:
            return None
        row = max(valid, key=lambda row: row.valid_from or date.min)
        start, end = minutes_of(row.start), minutes_of(row.end)
        expected = expected_minutes(end - start - row.break_minutes, self.policy)
        return ScheduleDay(schedule_id, day, start, end, row.break_minutes, expected)

    def plan_key(self, span: Span) -> PlanKey | None:
        """The plan by which somebody works in a span; None in a unit without a schedule, and without a roster."""
        employee, unit = span.holding.employee_id, span.holding.unit_id
        if employee in self.roster.turns:
            return PlanKey(NO_SCHEDULE, self._concerning(self.units[unit]), employee)
        return self._unit_plans.get(unit)

    @cached_property
    def roster(self) -> RosterMonth:
        """The rosters of the month."""
        return read_roster(self.month, self.last, self.holdings if self.opd_id else None)

    def workdays(self, employee_id: int, schedule_id: int | None) -> list[ScheduleDay]:
        """The workdays of somebody's month up to the as-of day: those of the roster, or else of a schedule."""
        if employee_id in self.roster.turns:
            return self._roster_days(employee_id)
        return self.schedule_days.get(schedule_id, []) if schedule_id is not None else []

    def _roster_days(self, employee_id: int) -> list[ScheduleDay]:
        turns, last = self.roster.turns[employee_id], min(self.last, self.as_of.date())
        return [
            ScheduleDay(
                NO_SCHEDULE,
                day,
                shift.start,
                shift.end,
                shift.break_minutes,
                expected_minutes(shift.effective, self.policy),
            )
            for day, shift in sorted(turns.items())
            if shift is not None and day <= last
        ]

    def _concerning(self, unit: UnitNode) -> tuple[int, ...]:
        ledger = enumerate(self.ledger.outages)
        return tuple(place for place, outage in ledger if outage.concerns(unit.upward))

    @cached_property
    def _unit_plans(self) -> dict[int, PlanKey]:
        """The plan of each unit with a schedule: one a schedule, and more where units had outages of their own."""
        units = self.units.values()
        return {
            unit.id: PlanKey(unit.schedule_id, self._concerning(unit)) for unit in units if unit.schedule_id is not None
        }

    @cached_property
    def plans(self) -> dict[PlanKey, list[PlanDay]]:
        """The workdays of every plan of units, each with its filing deadline (rules §1, §11)."""
        return {key: self.plan(key) for key in set(self._unit_plans.values())}

    def plan(self, key: PlanKey) -> list[PlanDay]:
        """The workdays of a plan, each with its filing deadline; a shift's runs from the date on which it begins."""
        outages = [self.ledger.outages[place].stretch for place in key.outages]
        found = []
        for day in self.workdays(key.employee_id, key.schedule_id):
            deadline = extended(self.calendar.filing_deadline(day.date, self.policy), outages)
            found.append(PlanDay(day, deadline, self.as_of > deadline))
        return found

    def filing_deadline(self, day: date, unit_id: int | None = None) -> datetime:
        """Last instant, local time, for the people of a unit to file an entry of a day in time (rules §11).

        Outages that concern the unit have moved it.
        """
        upward = self.units[unit_id].upward if unit_id is not None else ()
        return self.ledger.extended(self.calendar.filing_deadline(day, self.policy), upward)

    @cached_property
    def ledger(self) -> Ledger:
        """The outages around the filing deadlines of the month."""
        first = self.calendar.filing_deadline(self.month, self.policy)
        return ledger_between(first, self.calendar.filing_deadline(self.last, self.policy))

    def reading_was_due(self, month: date) -> bool:
        """Whether the reporting deadline of a month has passed at the as-of instant (rules §11)."""
        return self.as_of >= self.calendar.reading_deadline(month.year, month.month, self.policy_of(month))

    @property
    def year_so_far(self) -> list[date]:
        """The first days of January to the scene's month."""
        return months_of_year(self.month.year)[: self.month.month]


def _valid_on(row: ScheduleHours, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def _place(unit_id: int, rows: dict[int, UnitRow], nodes: dict[int, UnitNode]) -> UnitNode:
    """Make the node of a unit after that of its parent; the importers and pages forbid loops."""
    if unit_id in nodes:
        return nodes[unit_id]
    _, code, kind, parent_id, schedule_id = rows[unit_id]
    parent = _place(parent_id, rows, nodes) if parent_id else None
    nodes[unit_id] = UnitNode(
        id=unit_id,
        code=code,
        kind=kind,
        parent_id=parent_id,
        schedule_id=schedule_id or (parent.schedule_id if parent else None),
        opd_id=unit_id if kind == UnitKind.OPD else (parent.opd_id if parent else None),
        ancestors=(parent.id, *parent.ancestors) if parent else (),
    )
    return nodes[unit_id]
