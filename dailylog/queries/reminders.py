"""What waits for whom today, for the whole city in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from dailylog.limits import Limits, month_of
from dailylog.models import Activity, ActivityStatus, Decision, Finding, FindingState
from dailylog.queries.deciders import Deciders
from dailylog.queries.ledger import ledger_between
from dailylog.queries.on_duty import empty_days
from dailylog.queries.workday import upward_of
from dailylog.rules.deadlines import approval_deadline, filing_deadline
from dailylog.rules.outages import Ledger
from dailylog.rules.reminding import Wishes, approval_days, recalled_on
from organization.models import Holiday, NoticePreference
from organization.models.reaching import QUIET_FROM, QUIET_TO, REMIND_AT
from organization.queries.authority import chart_around

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

    def approval(self, day: date) -> datetime:
        """When deciding entries of ``day`` ends, outages left aside; local time without zone."""
        return approval_deadline(day, self._month(day)[0].approval_workday, self.holidays)

    def filing_ends(self) -> dict[date, datetime]:
        """The days of open months whose filing may end today, with their deadlines as they are without outages."""
        back = (self.today - timedelta(days=days) for days in range(FILING_DAYS, 0, -1))
        days = [day for day in back if not self._month(day)[1]]
        return {day: filing_deadline(day, self._month(day)[0].filing_workdays, self.holidays) for day in days}


def calendar_of(today: date) -> Calendar:
    """The calendar around today; one query."""
    around = Holiday.objects.filter(date__range=(today - timedelta(days=100), today + timedelta(days=100)))
    return Calendar(today, frozenset(around.values_list("date", flat=True)))


def filing_due(calendar: Calendar) -> dict[int, list[date]]:
    """Employee id → the days without any entry that are in time today, but no longer tomorrow.

    Two queries apart from the limits; outages of single units cost some more a day.
    """
    ends = calendar.filing_ends()
    if not ends:
        return {}
    ledger = ledger_between(min(ends.values()), max(ends.values()))
    may = [day for day, end in ends.items() if end.date() <= calendar.today <= ledger.latest(end).date()]
    by_day: dict[date, list[int]] = defaultdict(list)
    for person, day in empty_days(may):
        by_day[day].append(person)
    found: dict[int, list[date]] = defaultdict(list)
    for day, people in sorted(by_day.items()):
        upward = _upward(people, day, ledger)
        for person in people:
            if ledger.extended(ends[day], upward[person]).date() == calendar.today:
                found[person].append(day)
    return found


def _upward(people: Collection[int], day: date, ledger: Ledger) -> Mapping[int, Collection[int]]:
    """The units by which outages concern each of these people on a day; not read where all are concerned alike."""
    if ledger.alike:
        return defaultdict(frozenset)
    chart = chart_around(people, day)
    return {person: upward_of(chart, chart.assignment(person)) for person in people}


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
    """How many rows of each person are recalled today: person, day, and since when it waits.

    It can be set right until the approval deadline of its day, as the superior's outages move it.
    """
    waiting = list(rows)
    months = {day.replace(day=1) for _person, day, _since in waiting}
    due = {month: calendar.approval(month) for month in months}
    found: Counter[int] = Counter()
    if not due:
        return found
    ledger = ledger_between(min(due.values()), max(due.values()))
    superiors = _superiors(calendar, ledger, waiting)
    for person, day, since in waiting:
        until = ledger.extended(due[day.replace(day=1)], superiors(person, day)).date()
        found[person] += calendar.today in recalled_on(since, until, calendar.holidays)
    return +found


def _superiors(
    calendar: Calendar, ledger: Ledger, rows: Sequence[tuple[int, date, date]]
) -> Callable[[int, date], Collection[int]]:
    """The units by which outages concern whoever decides on a person's day; not read where all are concerned alike."""
    if ledger.alike:
        return lambda _person, _day: frozenset()
    people = {person for person, _day, _since in rows}
    deciders = Deciders(people, min(day for _person, day, _since in rows), calendar.today)

    def upward(person: int, day: date) -> Collection[int]:
        post = deciders.in_time(person, day)
        return deciders.upward(post) if post else frozenset()

    return upward


@dataclass(slots=True)
class Undecided:
    """How many entries wait for a superior, and until which day."""

    until: date
    count: int = 0


def approvals_due(calendar: Calendar) -> dict[int, Undecided]:
    """Superior's id → entries of last month that wait for a decision, on the days when that is recalled.

    Eight queries whatever the size of the city. An entry belongs to whoever was the superior on its day, or, where
    that one has left the post, to whoever leads the unit now: as ``dailylog.queries.team`` says. Outages move the
    deadline for the unit of the post that decides.
    """
    first, last = calendar.last_month, calendar.today.replace(day=1) - timedelta(days=1)
    due = calendar.approval(first)
    ledger = ledger_between(due)
    if not any(_recalls(calendar, end) for end in (due, ledger.latest(due))):
        return {}
    rows = list(
        Activity.objects.filter(status=ActivityStatus.SUBMITTED, date__range=(first, last))
        .order_by()
        .values_list("date", "employee_id")
        .annotate(count=Count("pk"))
    )
    deciders = Deciders({person for _day, person, _count in rows}, first, calendar.today)
    found: dict[int, Undecided] = {}
    for day, person, count in rows:
        post = deciders.in_time(person, day)
        until = ledger.extended(due, deciders.upward(post)) if post else None
        if post and until and _recalls(calendar, until):
            found.setdefault(post.employee_id, Undecided(until.date())).count += count
    return found


def _recalls(calendar: Calendar, deadline: datetime) -> bool:
    return calendar.today in approval_days(deadline.date(), calendar.holidays)
