"""What the month's cross-checks and undecided entries cost, counted by person (rules §6).

Only what was filed in the program counts: a table knows neither the instant of filing nor that of a decision
(docs/decisions/0007-no-filing-instant-in-tables.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from dailylog.models import Activity, Decision, Finding
from dailylog.models.finding import FindingState
from dailylog.queries.ledger import ledger_between
from organization.queries.authority import chart_around
from organization.rules.authority import Chart
from scoring.periods import to_aware
from scoring.queries.scene import Scene


class Conduct(NamedTuple):
    """Findings that cost points, and the team's entries left undecided past the deadline."""

    findings: int = 0
    undecided: int = 0


NOTHING = Conduct()


def conduct_of(scene: Scene, *, closing: bool) -> dict[int, Conduct]:
    """Employee id → what counts, of the scene's scope; who has nothing is missing.

    A finding counts once it was upheld; ``closing`` the month adds those that nobody has explained (rules §6).
    """
    found = _findings(scene, closing)
    late = _undecided(scene)
    return {person: Conduct(found[person], late[person]) for person in found.keys() | late.keys()}


def _findings(scene: Scene, closing: bool) -> Counter[int]:
    instant = to_aware(scene.as_of)
    counts = Q(state=FindingState.UPHELD, decided_at__lte=instant)
    if closing:
        counts |= Q(state=FindingState.OPEN)
    of_month = Finding.objects.filter(counts, date__range=(scene.month, scene.last), found_at__lte=instant)
    standing = of_month.filter(Q(gone_at__isnull=True) | Q(gone_at__gt=instant))
    rows = standing.order_by().values("employee_id").annotate(times=Count("pk")).values_list("employee_id", "times")
    return Counter({person: times for person, times in rows if person in scene.spans})


def _undecided(scene: Scene) -> Counter[int]:
    """Superior's id → entries of the month without a decision by the deadline, each for the superior of its date.

    Outages move the deadline for the unit of the post that decides; as a rule there is one deadline for all.
    """
    due = scene.calendar.approval_deadline(scene.month.year, scene.month.month, scene.policy)
    ledger = ledger_between(due)
    deadlines = {unit.id: ledger.extended(due, unit.upward) for unit in scene.units.values()}
    late: Counter[int] = Counter()
    for deadline in sorted({each for each in deadlines.values() if scene.as_of > each}):
        left = list(_left(scene, deadline))
        charts = _charts(left)
        for person, day, times in left:
            superior = charts[day].superior(person)
            if superior and superior.employee_id in scene.spans and deadlines[superior.unit_id] == deadline:
                late[superior.employee_id] += times
    return late


def _charts(left: Iterable[tuple[int, date, int]]) -> dict[date, Chart]:
    """The organisation on each day around those who filed."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for person, day, _times in left:
        by_day[day].append(person)
    return {day: chart_around(people, day) for day, people in by_day.items()}


def _left(scene: Scene, deadline: datetime) -> Iterable[tuple[int, date, int]]:
    """Entries filed in the program by the deadline that nobody decided by then, counted by person and day."""
    until = to_aware(deadline)
    decided = Decision.objects.filter(activity=OuterRef("pk"), at__lte=until)
    rows = Activity.objects.filter(~Exists(decided), date__range=(scene.month, scene.last), filed_at__lte=until)
    if scene.opd_id:
        # Whoever held a post in the OPD; the superior of each date decides whether it is this scope's.
        rows = rows.filter(employee_id__in=list(scene.holdings))
    grouped = rows.order_by().values("employee_id", "date").annotate(times=Count("pk"))
    return grouped.values_list("employee_id", "date", "times")
