"""The cascade as each viewer sees it, and its gaps, on cascades made by hand."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.models import Agreement, Indicator, Objective, Target
from contracts.queries import cascade_sql, gaps
from contracts.queries.cascade import ROOTS, Branch, Cascade, Look, Storey, branch_of, cascade_in, page_text
from contracts.rules.cascade import Shares
from contracts.tests import flow
from contracts.tests.matrix_planning import planned
from kinerja.tables.statements import sql
from organization.models import Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db

YEAR = 2026


def cascade_of(look: Look, *, most: int = ROOTS) -> Cascade:
    return cascade_in(page_text(look, most=most), pruned=look.part == cascade_sql.PART)


def promise(holder: Employee, code: str, *, parent: Target | None = None, **fields: Any) -> Target:
    """A target of a signed agreement of the year; twelve months of 10 unless told otherwise."""
    agreement, _made = Agreement.objects.get_or_create(year=YEAR, holder=holder, defaults={"signed_on": "2026-01-05"})
    terms: dict[str, Any] = {
        "objective": "Sasaran",
        "indicator": f"Indikator {code}",
        "unit_of_measure": "buah",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "reading",
        "weight": 50,
        "monthly": [Decimal(10)] * 12,
        "contribution": "direct" if parent else "support",
    }
    return Target.objects.create(agreement=agreement, indicator_code=code, parent=parent, **(terms | fields))


def dictionary(code: str, node: Objective) -> Indicator:
    """An entry of the dictionary that hangs on a node."""
    measure = {"unit_of_measure": "buah", "polarity": "maximize", "accumulation": "sum", "source": "reading"}
    return Indicator.objects.create(code=code, name=f"Indikator {code}", objective=node, **measure)


def seal() -> None:
    """Complete what is signed."""
    Agreement.objects.filter(signed_on__isnull=False).update(sealed_at="2026-01-06T00:00Z")


def names(branches: list[Branch]) -> list[Any]:
    """Holders of a tree, nested."""
    return [(one.target.agreement.holder.name, names(one.children)) for one in branches]


def storeys(plan: list[Storey]) -> list[tuple[str, int]]:
    """Code and number of targets of each node, from the top."""
    found = []
    for storey in plan:
        found.append((storey.node.code if storey.node else "", len(storey.branches)))
        found += storeys(storey.children)
    return found


@pytest.fixture
def chain(cast: Cast) -> list[Target]:
    """Mayor, head, division head, lead, staff: one indicator all the way down, hung on a programme of the plan."""
    dictionary("A", planned())
    targets: list[Target] = []
    for name in ("mayor", "head", "kabid", "lead", "staff"):
        targets.append(promise(cast.people[name], "A", parent=targets[-1] if targets else None))
    seal()
    return targets


def test_the_whole_way_from_the_plan_down_to_a_member_of_staff(cast: Cast, chain: list[Target]) -> None:
    found = cascade_of(Look(cast.ortala, YEAR))

    assert storeys(found.plan) == [("1", 0), ("1.1", 0), ("1.1.1", 1)]
    [mayor] = found.plan[0].children[0].children[0].branches
    people = ["Larasati Nugraheni", "I Made Suardana", "Sri Wahyuni", "Bonar Simanjuntak", "Dewi Lestari"]
    seen, branch = [], mayor
    while True:
        seen.append(branch.target.agreement.holder.name)
        assert (branch.figure, branch.state) == (Decimal(120), "in_force")
        if not branch.children:
            break
        [branch] = branch.children
    assert seen == people
    assert (found.total, found.whole, found.loose.branches) == (5, True, [])


def test_of_an_opd_one_sees_its_branch_with_what_is_above(cast: Cast, chain: list[Target]) -> None:
    promise(cast.other_head, "A", parent=chain[0])

    found = cascade_of(Look(cast.ortala, YEAR, cast.units["dlh"].pk))

    [mayor] = found.plan[0].children[0].children[0].branches
    assert names([mayor]) == [("Larasati Nugraheni", [("Agnes Manuputty", [])])]


def test_everybody_sees_the_own_branch_only(cast: Cast, chain: list[Target]) -> None:
    own = promise(cast.stranger, "B")

    seen = cascade_of(Look(cast.stranger, YEAR))
    assert (seen.total, names(seen.loose.branches)) == (1, [("Slamet Riyadi", [])])
    assert gaps.Gaps(Look(cast.stranger, YEAR), gaps.LOOSE)[0:9][0].target == own
    assert cascade_of(Look(cast.colleague, YEAR)).total == 0
    assert cascade_of(Look(cast.lead, YEAR)).total == 5, "the own, those above and those below"
    assert len(gaps.Gaps(Look(cast.staff, YEAR), gaps.LOOSE)) == 0


def test_an_objective_of_a_part_is_lonely_only_when_nobody_in_the_city_carries_it(
    cast: Cast, chain: list[Target]
) -> None:
    objective = Objective.objects.get(code="1.1.1")
    Objective.objects.filter(pk=objective.pk).update(unit=cast.units["dlh"])
    look = Look(cast.ortala, YEAR, cast.units["dlh"].pk)

    assert (cascade_of(look).plan, cascade_of(look).uncarried) == ([], 0)

    Indicator.objects.all().delete()
    [mission] = cascade_of(look).plan
    assert mission.children[0].children[0].lonely


def test_a_draft_shows_as_one(cast: Cast) -> None:
    flow.drafted(cast.staff, year=YEAR)

    drafts = gaps.Gaps(Look(cast.staff, YEAR), gaps.LOOSE)[0:9]

    assert [branch.state for branch in drafts] == ["draft", "draft"]
    assert [branch.state for branch in gaps.Gaps(Look(cast.other_head, YEAR), gaps.LOOSE)[0:9]] == []


def test_an_agreed_version_shows_as_such(cast: Cast) -> None:
    flow.agreed(cast.staff, year=YEAR)

    assert {branch.state for branch in gaps.Gaps(Look(cast.lead, YEAR), gaps.LOOSE)[0:9]} == {"agreed"}


def test_a_branch_shows_what_is_above_and_below(cast: Cast, chain: list[Target]) -> None:
    path, branch, whole = branch_of(Look(cast.ortala, YEAR), chain[2].pk)

    assert [one.target for one in path] == chain[:2]
    assert names([branch]) == [("Sri Wahyuni", [("Bonar Simanjuntak", [("Dewi Lestari", [])])])]
    assert whole


def test_a_large_tree_shows_its_roots_and_counts_what_is_below(
    cast: Cast, chain: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.queries.cascade.WHOLE", 3)

    found = cascade_of(Look(cast.ortala, YEAR))

    [mayor] = found.plan[0].children[0].children[0].branches
    assert (found.whole, mayor.children, mayor.below) == (False, [], 1)
    _path, branch, whole = branch_of(Look(cast.ortala, YEAR), chain[0].pk)
    assert (whole, [child.children for child in branch.children], branch.children[0].below) == (False, [[]], 1)


def test_a_large_city_begins_with_its_leaders(cast: Cast, chain: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contracts.queries.cascade.LARGE", 3)
    lone = promise(cast.other_head, "LEPAS")
    promise(cast.stranger, "LEPAS")

    found = cascade_of(Look(cast.ortala, YEAR))

    assert found.total == 3, "mayor and two heads"
    assert [branch.target for branch in found.loose.branches] == [lone]
    assert found.plan[0].children[0].children[0].branches[0].children[0].below == 1
    assert cascade_of(Look(cast.ortala, YEAR, cast.units["dlh"].pk)).total == 2, "an OPD is looked at as a whole"


def test_roots_beyond_the_first_are_counted(cast: Cast, chain: list[Target]) -> None:
    promise(cast.other_head, "A")

    found = cascade_of(Look(cast.ortala, YEAR), most=1)

    storey = found.plan[0].children[0].children[0]
    assert (names(storey.branches)[0][0], storey.hidden) == ("Larasati Nugraheni", 1)


def test_the_number_of_queries_does_not_grow(
    cast: Cast, chain: list[Target], django_assert_max_num_queries: Any
) -> None:
    for name in ("colleague", "stranger", "other_head", "operator"):
        promise(cast.people[name], "A", parent=chain[0])
    look = Look(cast.ortala, YEAR)
    with django_assert_max_num_queries(3):
        cascade_of(look)
    with django_assert_max_num_queries(8):
        gaps.counts(look)


def test_an_agreement_that_ended_is_no_part_of_it(cast: Cast, chain: list[Target]) -> None:
    Agreement.objects.filter(holder=cast.staff).update(ended_on="2026-01-31")

    assert cascade_of(Look(cast.ortala, YEAR)).total == 4


@pytest.mark.parametrize(
    ("formal", "operational"),
    [
        ({}, {}),
        ({"pledge": True}, {}),
        ({}, {"gives_way": True}),
        ({"gives_way": True}, {}),
        ({}, {"signed_on": None}),
        ({"signed_on": None}, {"signed_on": None}),
        ({}, {"period": "semester2"}),
        ({"ended_on": "2026-03-31"}, {}),
        ({"ended_on": "2026-12-31"}, {"gives_way": True}),
    ],
)
@pytest.mark.parametrize("year", [YEAR, YEAR - 1, YEAR + 1])
def test_of_two_kinds_the_cascade_takes_the_one_that_counts(
    cast: Cast, year: int, formal: dict[str, Any], operational: dict[str, Any]
) -> None:
    for kind, values in (("pk", formal), ("pko", operational)):
        Agreement.objects.create(
            **{"year": year, "holder": cast.staff, "kind": kind, "signed_on": "2026-01-05"} | values
        )
    look = Look(cast.ortala, year)
    counting = Agreement.objects.counting(look.scope["last_day"])
    found = look.rows(sql("WITH RECURSIVE", cascade_sql.COUNTED, "SELECT id FROM counted"))
    assert [row[0] for row in found] == [one.pk for one in counting]


# --- gaps


def test_an_objective_is_carried_through_a_programme_a_line_or_not_at_all(cast: Cast, chain: list[Target]) -> None:
    goal = Objective.objects.get(code="1.1")
    lone = Objective.objects.create(
        code="1.1.2", kind="objective", name="Sepi", parent=goal, first_year=2025, last_year=2029
    )
    look = Look(cast.ortala, YEAR)
    assert gaps.Gaps(look, gaps.UNCARRIED)[0:9] == [lone]

    version = flow.drafted(cast.other_head, year=YEAR)
    version.lines.filter(indicator_code="BERITA").update(node=lone)

    assert gaps.Gaps(look, gaps.UNCARRIED)[0:9] == []


def test_only_a_target_without_parent_and_plan_hangs_on_nothing(cast: Cast, chain: list[Target]) -> None:
    loose = promise(cast.other_head, "LEPAS")
    look = Look(cast.ortala, YEAR)

    assert [branch.target for branch in gaps.Gaps(look, gaps.LOOSE)[0:9]] == [loose]
    assert gaps.Gaps(look, gaps.LOOSE).by_indicator(5) == [("LEPAS", "Indikator LEPAS", 1)]


@pytest.mark.parametrize(
    ("values", "found"), [((60, 60), []), ((60, 50), [(120, 110)]), ((70, 60), [(120, 130)]), ((120, None), [])]
)
def test_shares_are_held_against_the_whole(
    cast: Cast, values: tuple[int, int | None], found: list[tuple[int, int]]
) -> None:
    whole = promise(cast.head, "A")
    for name, value in zip(("kabid", "colleague"), values, strict=True):
        if value is not None:
            promise(cast.people[name], "A", parent=whole, monthly=[Decimal(value)] + [None] * 11)
    promise(cast.lead, "A", parent=whole, contribution="support")

    shown = gaps.Gaps(Look(cast.ortala, YEAR), gaps.UNEQUAL)[0:9]

    assert [branch.shares for branch in shown] == [Shares(Decimal(one), Decimal(other)) for one, other in found]


def test_shares_of_a_mean_are_no_gap(cast: Cast) -> None:
    whole = promise(cast.head, "A", accumulation="average")
    promise(cast.kabid, "A", parent=whole, accumulation="average", monthly=[Decimal(3)] * 12)

    assert len(gaps.Gaps(Look(cast.ortala, YEAR), gaps.UNEQUAL)) == 0


def test_units_whose_leaders_have_no_agreement(cast: Cast, chain: list[Target]) -> None:
    def missing(user: Employee, opd: str | None = None) -> list[str]:
        look = Look(user, YEAR, cast.units[opd].pk if opd else None)
        return [gap.unit.code for gap in gaps.Gaps(look, gaps.WITHOUT)[0:99]]

    assert missing(cast.ortala) == ["dlh", "setda"], "units without a leader, as dki-2, are another report"
    assert missing(cast.ortala, "dki") == []
    assert missing(cast.other_head) == ["dlh"]
    assert missing(cast.staff) == []
