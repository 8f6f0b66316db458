"""The planning tree with its money, and what hangs on a node."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils.translation import ngettext, npgettext

from contracts.models import Indicator, Objective, ObjectiveKind, ProgrammeBudget

NOTHING = Decimal(0)


@dataclass
class Node:
    """A node with what it and everything below cost in a year (rupiah) and how many indicators hang on it alone.

    ``fundings`` are the sources of a programme's money with their amounts.
    """

    objective: Objective
    indicators: int = 0
    fundings: list[tuple[str, Decimal]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def budget(self) -> Decimal:
        """The money of the year, of the node with all below."""
        own = sum((amount for _source, amount in self.fundings), NOTHING)
        return own + sum((child.budget for child in self.children), NOTHING)

    @property
    def opens(self) -> bool:
        """Whether the page shows what is below at once: down to the objectives."""
        return self.objective.kind != ObjectiveKind.OBJECTIVE

    def walk(self) -> Iterator["Node"]:
        """The node and everything below, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


def plan_of(year: int) -> list[Node]:
    """The missions that the plan has in a year, each with everything below; 3 queries."""
    objectives = list(in_year(year).select_related("unit"))
    nodes = {one.pk: Node(one) for one in objectives}
    counted = Indicator.objects.filter(active=True, objective__in=nodes).order_by()
    for node_id, count in counted.values_list("objective").annotate(Count("pk")):
        nodes[node_id].indicators = count
    for row in ProgrammeBudget.objects.filter(year=year, programme__in=nodes).order_by("funding"):
        nodes[row.programme_id].fundings.append((row.funding, row.amount))
    roots: list[Node] = []
    for one in objectives:
        above = nodes.get(one.parent_id or 0)
        (above.children if above else roots).append(nodes[one.pk])
    return roots


def in_year(year: int) -> QuerySet[Objective]:
    """The nodes that are part of the plan in a year, by code."""
    return Objective.objects.filter(first_year__lte=year, last_year__gte=year).order_by("code")


def storeys(roots: list[Node]) -> list[str]:
    """How many nodes each storey has, in words, from the top."""
    counts: dict[str, int] = defaultdict(int)
    for root in roots:
        for node in root.walk():
            counts[node.objective.kind] += 1
    missions, goals, objectives, programmes = (counts[kind] for kind in ObjectiveKind.values)
    return [
        ngettext("%(count)s misi", "%(count)s misi", missions) % {"count": missions},
        ngettext("%(count)s tujuan", "%(count)s tujuan", goals) % {"count": goals},
        npgettext("perencanaan", "%(count)s sasaran", "%(count)s sasaran", objectives) % {"count": objectives},
        ngettext("%(count)s program", "%(count)s program", programmes) % {"count": programmes},
    ]


def money_by_source(year: int) -> list[tuple[str, Decimal]]:
    """The year's money of the whole plan by source of funds, the largest first; one query."""
    rows = ProgrammeBudget.objects.filter(year=year).order_by().values_list("funding").annotate(total=Sum("amount"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def years(today: date) -> list[int]:
    """The years that some node covers, else the running one; one query."""
    span = Objective.objects.aggregate(first=Min("first_year"), last=Max("last_year"))
    if span["first"] is None:
        return [today.year]
    return list(range(span["first"], span["last"] + 1))


def node_with(code: str) -> Objective | None:
    """A node by its code."""
    return Objective.objects.filter(code=code).first()
