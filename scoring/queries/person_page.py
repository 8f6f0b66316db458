"""Everything that a person's month shows, from what its revision kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dailylog.queries.ledger import ledger_between
from dailylog.queries.workday import upward_of
from kinerja.days import last_of_month
from organization.models import Assignment, Employee
from organization.queries.authority import chart_around
from scoring.models import Achievement, IndividualScore, OrganizationScore, Revision
from scoring.queries.explain import (
    OPD_TARGETS,
    OWN_TARGETS,
    UNIT_TARGETS,
    person_tree,
    policy_of,
)
from scoring.queries.person_days import WorkDay, work_days
from scoring.rules.calendar import WorkCalendar
from scoring.rules.explanation import Node
from scoring.rules.losses import Loss, losses
from scoring.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """A scored month of a person: the figures, their tree, what was lost, and the workdays.

    ``closed`` are the paths of the tree below which the figures were not read.
    """

    score: IndividualScore
    policy: Policy
    tree: Node
    losses: list[Loss]
    days: list[WorkDay]
    closed: frozenset[str] = frozenset()


def score_of(revision: Revision, employee: Employee) -> IndividualScore | None:
    """The figures of a person in a revision, with everything a page names."""
    score = IndividualScore.objects.filter(revision=revision, employee=employee).select_related("unit", "opd").first()
    if score is not None:
        # The caller has both already: no reason to fetch the revision's copies twice.
        score.revision, score.employee = revision, employee
    return score


def person_month(score: IndividualScore) -> PersonMonth:
    """Rebuild the tree of a score and what follows from it."""
    policy, tree = policy_of(score.revision), person_tree(score)
    return PersonMonth(score, policy, tree, losses(tree, policy), work_days(score, policy))


def target_paths(score: IndividualScore) -> dict[str, int]:
    """Path in the tree → the target whose achievement stands there; two queries."""
    places = _agreements(score)
    rows = (
        Achievement.objects.filter(revision=score.revision, target__agreement_id__in=set(places.values()))
        .order_by("target__indicator_code")
        .values_list("target__agreement_id", "target_id")
    )
    targets: dict[int, list[int]] = {}
    for agreement, target in rows:
        targets.setdefault(agreement, []).append(target)
    return {
        f"{place}.a_{number}": target
        for place, agreement in places.items()
        for number, target in enumerate(targets.get(agreement, []), start=1)
    }


def _agreements(score: IndividualScore) -> Mapping[str, int]:
    """Path → the agreement whose score stands there."""
    units = {UNIT_TARGETS: score.breakdown["unit_from"], OPD_TARGETS: score.opd_id}
    found = dict(
        OrganizationScore.objects.filter(
            revision=score.revision, unit_id__in=[unit for unit in units.values() if unit]
        ).values_list("unit_id", "agreement_id")
    )
    places = {path: found.get(unit) for path, unit in units.items() if unit}
    places[OWN_TARGETS] = score.breakdown["agreement"]
    return {path: agreement for path, agreement in places.items() if agreement is not None}


def has_post_in(employee: Employee, month: date) -> str | None:
    """The level of a post that the person holds in a month, None without any: it says why there are no figures."""
    posts = Assignment.objects.filter(employee=employee, start__lte=last_of_month(month)).exclude(end__lt=month)
    return posts.order_by("-start").values_list("position__level", flat=True).first()


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is still to come for a month; local time without zone."""

    key: str
    until: datetime


def planned_deadlines(month: date, policy: Policy, holidays: Iterable[date], today: date) -> list[Deadline]:
    """The deadlines of a month, and on a workday of it the one of that day, by the free days around it."""
    calendar = WorkCalendar(set(holidays))
    found = [
        Deadline("approval", calendar.approval_deadline(month.year, month.month, policy)),
        Deadline("reading", calendar.reading_deadline(month.year, month.month, policy)),
        Deadline("objection", calendar.objection_deadline(month.year, month.month, policy)),
    ]
    if month <= today <= last_of_month(month) and calendar.is_workday(today):
        found.append(Deadline("filing", calendar.filing_deadline(today, policy)))
    return found


def still_to_come(found: Iterable[Deadline], now: datetime) -> list[Deadline]:
    """Those that have not passed, soonest first."""
    return sorted((each for each in found if each.until >= now), key=lambda each: each.until)


def moved_deadlines(employee: Employee, day: date, found: list[Deadline]) -> list[Deadline]:
    """The deadlines with outages counted: filing by the person's unit of ``day``, deciding by the superior's post.

    One query, and a few more where there were outages.
    """
    ledger = ledger_between(min(each.until for each in found), max(each.until for each in found))
    if not ledger.outages:
        return found
    chart = chart_around([employee.pk], day)
    concerned = {"filing": chart.assignment(employee.pk), "approval": chart.superior(employee.pk)}
    return [
        Deadline(each.key, ledger.extended(each.until, upward_of(chart, concerned[each.key])))
        if each.key in concerned
        else each
        for each in found
    ]
