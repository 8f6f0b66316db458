"""The dictionary of indicators, and who carries one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from contracts.models import Agreement, Indicator, Target
from organization.access import units_below
from organization.models import Assignment
from organization.queries.people import assignments_of


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator with the number of targets of the year that carry it."""

    indicator: Indicator
    carriers: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """A target that carries an indicator, with the post of its holder on the day."""

    target: Target
    assignment: Assignment | None


def find_indicators(*, year: int, text: str = "", opd_id: int | None = None, state: str = "") -> QuerySet[Indicator]:
    """The dictionary by code, narrowed by words or a node's code, by the node's OPD, and by a state."""
    found = Indicator.objects.filter(active=state != "retired").select_related("objective__unit").order_by("code")
    for word in text.split():
        said = Q(name__icontains=word) | Q(code__icontains=word) | Q(definition__icontains=word)
        found = found.filter(said | Q(objective__code=word))
    if opd_id is not None:
        found = found.filter(objective__unit_id__in=units_below(frozenset({opd_id})))
    if state == "shared":
        return found.filter(shared=True)
    if state == "no_data":
        return found.filter(data_source="")
    if state == "no_node":
        return found.filter(objective__isnull=True)
    if state == "unused":
        return found.filter(~Exists(Target.objects.filter(agreement__year=year, indicator_code=OuterRef("code"))))
    return found


def with_carriers(indicators: Iterable[Indicator], year: int) -> list[Entry]:
    """Indicators with how many targets of the year carry them, in the order given; one query."""
    shown = list(indicators)
    carried = Target.objects.filter(agreement__year=year, indicator_code__in=[one.code for one in shown]).order_by()
    counts = dict(carried.values_list("indicator_code").annotate(Count("pk")))
    return [Entry(one, counts.get(one.code, 0)) for one in shown]


def carriers_of(indicator: Indicator, *, user: Any, last_day: date) -> QuerySet[Target]:
    """The targets that carry an indicator in agreements that count on a day and that the user may see."""
    counting = Agreement.objects.visible_to(user).counting(last_day)
    targets = Target.objects.filter(indicator_code=indicator.code, agreement__in=counting.order_by().values("pk"))
    return targets.select_related("agreement__holder").order_by("agreement__holder__name", "pk")


def with_posts(targets: Iterable[Target], day: date) -> list[Carrier]:
    """Targets with the posts of their holders, in the order given; one query."""
    shown = list(targets)
    posts = assignments_of([one.agreement.holder_id for one in shown], day)
    return [Carrier(one, posts.get(one.agreement.holder_id)) for one in shown]


def agreements_fixed(indicator: Indicator) -> int:
    """How many agreements carry the indicator and no longer change with the dictionary; one query."""
    return Agreement.objects.filter(sealed_at__isnull=False, targets__indicator_code=indicator.code).distinct().count()
