"""The cascade of a year, from the plan's objectives down to the targets of staff, as far as a viewer may see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.db import connection
from django.utils import timezone

from contracts.models import Agreement, Objective, Target, Version
from contracts.queries import cascade_sql, visible
from contracts.queries.visible import as_key, visible_ids
from contracts.queries.years import day_of_year
from contracts.rules import states
from contracts.rules.cascade import Shares, Twig, plant
from contracts.rules.spreading import year_figure
from kinerja.prepared import Prepared
from kinerja.reading import parsed
from organization.access import access_for, units_below
from organization.models import Employee, Unit
from organization.queries.people import assignments_of

#: All that a cascade and its gaps are read from.
TABLES = (
    *visible.TABLES,
    "contracts_indicator",
    "contracts_line",
    "contracts_objective",
    "contracts_target",
    "contracts_version",
)
#: A tree of at most so many targets is shown whole; of a larger one the branches are opened one by one.
WHOLE = 400
#: Roots that a node shows at once.
ROOTS = 60
#: The page of a city of more agreements begins with its leaders, and costs what a small city's does.
LARGE = 1000

DRAFT, AGREED, IN_FORCE = "draft", "agreed", "in_force"


@dataclass(frozen=True, eq=False)
class Look:
    """Who looks at which year, narrowed to an OPD or not; two are equal when they show the same."""

    user: Any
    year: int
    opd_id: int | None = None

    @cached_property
    def today(self) -> date:
        """The day on which posts are looked at: today, or the last that counts in another year."""
        today = timezone.localdate()
        return today if self.year == today.year else day_of_year(self.year, today)

    @cached_property
    def scope(self) -> dict[str, Any]:
        """What every statement is told; None means everything. At most 3 queries, once.

        Whoever does not see the city looks at the own targets and those of the units that he heads or monitors.
        """
        access = access_for(self.user)
        mine = None if access.sees_city else sorted(access.unit_ids)
        return {
            "year": self.year,
            "last_day": day_of_year(self.year, timezone.localdate()),
            "day": self.today,
            "within": sorted(units_below(frozenset({self.opd_id}))) if self.opd_id else mine,
            "own": None if self.opd_id else access.employee_id,
            "plan_units": [self.opd_id] if self.opd_id else self._plan_units(),
            "lead_units": mine,
        }

    @cached_property
    def params(self) -> dict[str, Any]:
        """The same with the ids of the agreements that the viewer may see; one query more."""
        access = access_for(self.user)
        return {**self.scope, "visible": None if access.sees_city else visible_ids(access, self.year)}

    @cached_property
    def _key(self) -> tuple[object, ...]:
        return (*as_key(self.scope), *as_key(visible.asked(access_for(self.user), self.year)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Look) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def part(self) -> str:
        """What is looked at, of ``cascade_sql``: the city or a part of it."""
        return cascade_sql.WHOLE if self.scope["within"] is None else cascade_sql.PART

    @cached_property
    def large(self) -> bool:
        """Whether it is a city of so many agreements that its page shows the leaders only; one query."""
        if self.part == cascade_sql.PART:
            return False
        return Agreement.objects.filter(year=self.year, ended_on__isnull=True)[: LARGE + 1].count() > LARGE

    def _plan_units(self) -> list[int] | None:
        access = access_for(self.user)
        return None if access.sees_city else sorted(access.unit_ids | access.own_unit_ids)

    def rows(self, statement: str, **more: Any) -> list[tuple[Any, ...]]:
        """The rows of one of ``cascade_sql``'s statements."""
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self.params, **more})
            return list(cursor.fetchall())


@dataclass
class Branch:
    """A target as the cascade shows it. ``post`` is its holder's of the day, empty for none.

    ``below`` counts what hangs on it, shown in ``children`` or not.
    """

    target: Target
    post: str
    state: str
    figure: Decimal | None
    below: int
    shares: Shares | None = None
    children: list["Branch"] = field(default_factory=list)


@dataclass
class Storey:
    """A node of the plan with the targets that hang on it; ``hidden`` counts those that are not shown.

    ``lonely``: an objective that nobody in the city carries.
    """

    node: Objective | None
    branches: list[Branch] = field(default_factory=list)
    hidden: int = 0
    lonely: bool = False
    children: list["Storey"] = field(default_factory=list)


@dataclass(frozen=True)
class Cascade:
    """The plan with the targets on it; ``loose`` are trees of targets that no node of the plan holds.

    ``uncarried`` counts the objectives that nobody in the city carries, among those that concern the viewer; of a
    large city it is not counted here.
    """

    plan: list[Storey]
    loose: Storey
    total: int
    whole: bool
    uncarried: int


@cache
def _page(part: str, *, limited: bool, lonely: bool) -> Prepared:
    """The statement of a page."""
    name = f"cascade_{part}_{limited:d}{lonely:d}"
    return Prepared(name, cascade_sql.page(part, limited=limited, lonely=lonely), **cascade_sql.PAGE_TYPES)


def page_text(look: Look, *, most: int = ROOTS) -> str:
    """All that the page of a cascade shows, as JSON; at most 6 queries whatever the size."""
    access = access_for(look.user)
    limited = not access.sees_city
    statement = _page(cascade_sql.TOP if look.large else look.part, limited=limited, lonely=not look.large)
    # In one's own part and at the top also what hangs on nothing has its place; elsewhere there is too much of it.
    lone = look.large or (limited and look.opd_id is None)
    asked = {**visible.asked(access, look.year), **look.scope, "most": most, "lone": lone, "whole": WHOLE}
    return str(statement.rows(asked)[0][0])


def cascade_in(text: str, *, pruned: bool) -> Cascade:
    """The cascade that a ``page_text`` tells; ``pruned``: without what nobody shown carries."""
    found = parsed(text)
    total = found["total"]
    whole = total <= WHOLE
    branches = {row[0]: _branch_in(row) for row in found["targets"]}
    if whole:
        for tree in plant([(one.target.pk, one.target.parent_id) for one in branches.values()]):
            for twig in tree.walk():
                branches[twig.id].children = sorted((branches[child.id] for child in twig.children), key=_order)
                branches[twig.id].below = max(branches[twig.id].below, len(twig.children))
    storeys = {row[0]: Storey(_node_in(*row)) for row in found["nodes"]}
    loose = Storey(None)
    for target_id, node_id, number in found["roots"]:
        storey = storeys.get(node_id, loose)
        storey.branches.append(branches[target_id])
        storey.hidden = number - len(storey.branches)
    for node_id in found["lonely"]:
        storeys[node_id].lonely = True
    plan = [storey for storey in _hang(storeys) if _prune(storey) or not pruned]
    return Cascade(plan, loose, total, whole, len(found["lonely"]))


def _branch_in(row: Sequence[Any]) -> Branch:
    pk, parent, code, name, unit, accumulation, contribution, weight, monthly, *rest = row
    agreement_id, holder_id, holder, post, counts, agreed, below, together = rest
    target = Target(
        pk=pk,
        parent_id=parent,
        indicator_code=code,
        indicator=name,
        unit_of_measure=unit,
        accumulation=accumulation,
        contribution=contribution,
        weight=weight,
        monthly=monthly,
        agreement=Agreement(pk=agreement_id, holder=Employee(pk=holder_id, name=holder)),
    )
    figure = year_figure(monthly, accumulation)
    shares = None if together is None else Shares(figure or Decimal(0), Decimal(together))
    return Branch(target, post or "", IN_FORCE if counts else AGREED if agreed else DRAFT, figure, below, shares)


def _node_in(pk: int, parent: int | None, code: str, kind: str, name: str, unit: str | None) -> Objective:
    office = Unit(name=unit) if unit is not None else None
    return Objective(pk=pk, parent_id=parent, code=code, kind=kind, name=name, unit=office)


def _prune(storey: Storey) -> bool:
    """Leave of the plan what is carried by what is shown, and what nobody carries; whether anything is left."""
    storey.children = [child for child in storey.children if _prune(child)]
    return storey.lonely or bool(storey.branches or storey.children)


def _hang(storeys: dict[int, Storey]) -> list[Storey]:
    roots: list[Storey] = []
    for storey in storeys.values():
        above = storeys.get((storey.node and storey.node.parent_id) or 0)
        (above.children if above else roots).append(storey)
    return roots


def branch_of(look: Look, target_id: int) -> tuple[list[Branch], Branch, bool]:
    """A target with those above it, the highest first, and what is below: all of it, or its children alone."""
    above = [row[0] for row in look.rows(cascade_sql.ABOVE, root=target_id)]
    below = look.rows(cascade_sql.BELOW, root=target_id, most=WHOLE + 1)
    whole = len(below) <= WHOLE
    kept = [(one, parent) for one, parent, depth in below if whole or depth == 1]
    [tree, *_rest] = plant([(target_id, None), *kept])
    [branch, *path] = dress(look, [tree, *(Twig(one) for one in above[1:])])
    return path[::-1], branch, whole


def dress(look: Look, twigs: list[Twig]) -> list[Branch]:
    """Twigs with what the page says of each target; 5 queries."""
    ids = [twig.id for tree in twigs for twig in tree.walk()]
    targets = Target.objects.select_related("agreement__holder").in_bulk(ids)
    posts = assignments_of({one.agreement.holder_id for one in targets.values()}, look.today)
    states_of = _states({one.agreement for one in targets.values()})
    below = _counts(look, ids)
    shares = shares_of(look, ids)

    def branch(twig: Twig) -> Branch:
        target = targets[twig.id]
        return Branch(
            target,
            posts[target.agreement.holder_id].position.title if target.agreement.holder_id in posts else "",
            states_of[target.agreement_id],
            year_figure(target.monthly, target.accumulation),
            max(below.get(twig.id, 0), len(twig.children)),
            shares.get(twig.id),
            sorted((branch(child) for child in twig.children), key=_order),
        )

    return [branch(twig) for twig in twigs]


def _order(branch: Branch) -> tuple[str, str, int]:
    return branch.target.agreement.holder.name, branch.target.indicator_code, branch.target.pk


def _counts(look: Look, ids: list[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    visible = look.params["visible"]
    rows = Target.objects.filter(parent__in=ids).order_by().values_list("parent_id", "agreement_id")
    known = set(visible) if visible is not None else None
    for parent_id, agreement_id in rows:
        if known is None or agreement_id in known:
            counts[parent_id] += 1
    return counts


def shares_of(look: Look, ids: list[int]) -> dict[int, Shares]:
    """Target id → what its direct contributions promise together, of targets whose months are summed; one query."""
    return {row[0]: Shares(row[1], row[2]) for row in look.rows(cascade_sql.SHARES, ids=ids)}


def _states(agreements: Iterable[Agreement]) -> dict[int, str]:
    """Agreement id → ``draft``, ``agreed`` or ``in_force``; one query."""
    shown = list(agreements)
    waiting = Version.objects.filter(
        agreement__in=[one.pk for one in shown], state__in=(states.AGREED, states.SIGNED_FIRST)
    ).values_list("agreement_id", flat=True)
    agreed = set(waiting)
    return {
        one.pk: IN_FORCE if one.signed_on or one.sealed_at else (AGREED if one.pk in agreed else DRAFT) for one in shown
    }
