"""What waits for whom today, for the whole city in a fixed number of queries."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from dailylog.limits import Limits, month_of
from dailylog.models import Activity, ActivityStatus, Decision, Finding, FindingState
from dailylog.queries.workday import outages
from dailylog.rules.deadlines import approval_deadline, extended, filing_deadline
from dailylog.rules.reminding import Wishes, approval_days, recalled_on
from organization.models import Assignment, Holiday, NoticePreference
from organization.models.reaching import QUIET_FROM, QUIET_TO, REMIND_AT
from organization.queries.authority import leading, read_holdings, read_nodes
from organization.rules.authority import Chart
from organization.rules.holding import ONE_DAY, Holding

#: How far back something that was sent back or found is looked for: what is older belongs to a closed month.
SINCE_DAYS = 62
#: How far back lie the days whose filing ends today: the longest stretch of free days, and then some.
FILING_DAYS = 30
DEFAULT = Wishes(QUIET_FROM, QUIET_TO, REMIND_AT)


@dataclass(frozen=True)
class Calendar:
    """The days around today that nobody has to work, and the deadlines that follow from them (rules §11).

    Each month's limits are asked for once.
    """

    today: date
    holidays: frozenset[date]
    _months: dict[date, tuple[Limits, bool]] = field(default_factory=dict)

    def _month(self, day: date) -> tuple[Limits, bool]:
        month = day.replace(day=1)
        if month not in self._months:
            self._months[month] = month_of(month)
        return self._months[month]

    @property
    def last_month(self) -> date:
        """The first day of the month before today's."""
        return (self.today.replace(day=1) - timedelta(days=1)).replace(day=1)

    def approval(self, day: date) -> date:
        """The day on which deciding entries of ``day`` ends."""
        return approval_deadline(day, self._month(day)[0].approval_workday, self.holidays).date()

    def filing_ends(self) -> list[date]:
        """The days of open months whose entries are in time today, but no longer tomorrow; outages move that."""
        back = (self.today - timedelta(days=days) for days in range(FILING_DAYS, 0, -1))
        days = [day for day in back if not self._month(day)[1]]
        ends = {day: filing_deadline(day, self._month(day)[0].filing_workdays, self.holidays) for day in days}
        if not ends:
            return []
        disturbed = outages(min(ends.values()), max(ends.values()))
        return [day for day in days if extended(ends[day], disturbed).date() == self.today]


def calendar_of(today: date) -> Calendar:
    """The calendar around today; one query."""
    around = Holiday.objects.filter(date__range=(today - timedelta(days=100), today + timedelta(days=100)))
    return Calendar(today, frozenset(around.values_list("date", flat=True)))


def wishes_of(employee_ids: Collection[int]) -> dict[int, Wishes]:
    """What these people chose; whoever chose nothing is left out and has ``DEFAULT``. One query."""
    rows = NoticePreference.objects.filter(employee_id__in=employee_ids)
    return {row.employee_id: Wishes(row.quiet_from, row.quiet_to, row.remind_at) for row in rows}


def returned_due(calendar: Calendar) -> Counter[int]:
    """Employee id → how many entries sent back are to be recalled today; one query apart from the limits."""
    newest = Decision.objects.filter(activity_id=OuterRef("pk")).order_by("-version")
    rows = (
        Activity.objects.filter(
            status=ActivityStatus.RETURNED, date__range=(calendar.today - timedelta(days=SINCE_DAYS), calendar.today)
        )
        .annotate(decided_at=Subquery(newest.values("at")[:1]))
        .values_list("employee_id", "date", "decided_at")
    )
    since = ((person, day, timezone.localdate(at) if at else day) for person, day, at in rows)
    return _recalled(calendar, since)


def findings_due(calendar: Calendar) -> Counter[int]:
    """Employee id → how many findings without an answer are to be recalled today; one query apart from the limits."""
    rows = Finding.objects.filter(
        state=FindingState.OPEN,
        gone_at__isnull=True,
        date__range=(calendar.today - timedelta(days=SINCE_DAYS), calendar.today),
    ).values_list("employee_id", "date", "found_at")
    # The checks run after midnight: what they find is of the evening before.
    since = ((person, day, timezone.localdate(at) - timedelta(days=1)) for person, day, at in rows)
    return _recalled(calendar, since)


def _recalled(calendar: Calendar, rows: Iterable[tuple[int, date, date]]) -> Counter[int]:
    deadlines: dict[date, date] = {}
    found: Counter[int] = Counter()
    for person, day, since in rows:
        month = day.replace(day=1)
        if month not in deadlines:
            deadlines[month] = calendar.approval(month)
        found[person] += calendar.today in recalled_on(since, deadlines[month], calendar.holidays)
    return +found


def approvals_due(calendar: Calendar) -> Counter[int]:
    """Superior's id → how many entries of last month wait for a decision, on the days when that is recalled.

    Seven queries whatever the size of the city. An entry belongs to whoever was the superior on its day, or, where
    that one has left the post, to whoever leads the unit now: as ``dailylog.queries.team`` says.
    """
    first, last = calendar.last_month, calendar.today.replace(day=1) - timedelta(days=1)
    if calendar.today not in approval_days(calendar.approval(first), calendar.holidays):
        return Counter()
    rows = list(
        Activity.objects.filter(status=ActivityStatus.SUBMITTED, date__range=(first, last))
        .order_by()
        .values_list("date", "employee_id")
        .annotate(count=Count("pk"))
    )
    deciders = _Deciders({person for _day, person, _count in rows}, first, calendar.today)
    found: Counter[int] = Counter()
    for day, person, count in rows:
        decider = deciders.of(person, day)
        if decider is not None:
            found[decider] += count
    return found


class _Deciders:
    """Who decides on the entries of some people, from one reading of their posts and of all that lead a unit.

    Between two changes of posts the days are alike: one chart, and one answer for each person, serves them all.
    """

    def __init__(self, people: Collection[int], first: date, today: date) -> None:
        during = Assignment.objects.filter(Q(end__isnull=True) | Q(end__gte=first), start__lte=today)
        own = read_holdings(during.filter(employee_id__in=list(people)))
        self._holdings: list[Holding] = list(dict.fromkeys([*own, *read_holdings(during.filter(leading()))]))
        self._nodes = read_nodes()
        self._today = today
        begins = {holding.start for holding in self._holdings}
        ends = {holding.end + ONE_DAY for holding in self._holdings if holding.end is not None}
        self._changes = sorted(begins | ends)
        self._charts: dict[int, Chart] = {}
        self._known: dict[tuple[int, int], int | None] = {}

    def of(self, employee_id: int, day: date) -> int | None:
        """The id of whoever decides on this person's entries of this day; None when nobody is there to."""
        key = employee_id, bisect_right(self._changes, day)
        if key not in self._known:
            self._known[key] = self._find(employee_id, day)
        return self._known[key]

    def _chart(self, day: date) -> Chart:
        stretch = bisect_right(self._changes, day)
        if stretch not in self._charts:
            self._charts[stretch] = Chart(day=day, units=self._nodes, holdings=self._holdings)
        return self._charts[stretch]

    def _find(self, employee_id: int, day: date) -> int | None:
        chart, now = self._chart(day), self._chart(self._today)
        own, superior = chart.assignment(employee_id), chart.superior(employee_id)
        if superior is not None and superior.covers(self._today):
            return superior.employee_id
        unit_id = superior.unit_id if superior else own.unit_id if own else None
        leaders = (now.leader(unit.id) for unit in now.upward(unit_id))
        heir = next((each for each in leaders if each is not None and each.employee_id != employee_id), None)
        return heir.employee_id if heir else None
