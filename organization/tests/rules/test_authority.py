"""Heads and superiors by date, on plain values."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from organization.rules.authority import Chart, Node
from organization.rules.holding import Holding

DAY = date(2026, 3, 10)
REGION, OPD, DIVISION, TEAM = 1, 2, 3, 4
UNITS = [
    Node(REGION, None, "region"),
    Node(OPD, REGION, "opd"),
    Node(DIVISION, OPD, "division"),
    Node(TEAM, DIVISION, "team"),
]


def holding(
    employee: int,
    unit: int,
    level: str,
    *,
    definitive: bool = True,
    start: date = date(2026, 1, 1),
    end: date | None = None,
) -> Holding:
    code = f"{unit}-{level}"
    nip = f"{employee:018d}"
    return Holding(employee, nip, hash(code), code, unit, level, Decimal(1), definitive, start, end)


MAYOR = holding(1, REGION, "head_of_region")
HEAD = holding(2, OPD, "opd_head")
KABID = holding(3, DIVISION, "division_head")
LEAD = holding(4, TEAM, "team_lead")
STAFF = holding(5, TEAM, "staff")


def chart(*holdings: Holding, day: date = DAY) -> Chart:
    return Chart(day=day, units=UNITS, holdings=holdings)


def superior(found: Chart, employee: int) -> int | None:
    leader = found.superior(employee)
    return leader.employee_id if leader else None


def test_chain_of_command_runs_from_staff_to_the_head_of_region() -> None:
    found = chart(MAYOR, HEAD, KABID, LEAD, STAFF)
    assert found.superiors() == {1: None, 2: 1, 3: 2, 4: 3, 5: 4}


def test_superior_is_the_next_head_above_a_vacant_post() -> None:
    assert superior(chart(MAYOR, HEAD, STAFF), 5) == 2


def test_nobody_above_leaves_no_superior() -> None:
    assert superior(chart(STAFF), 5) is None


def test_who_has_no_assignment_has_no_superior() -> None:
    assert superior(chart(MAYOR), 5) is None


def test_acting_head_is_superior_of_a_vacant_unit() -> None:
    acting = holding(9, DIVISION, "division_head", definitive=False)
    assert superior(chart(MAYOR, HEAD, acting, LEAD), 4) == 9


def test_definitive_head_who_is_away_remains_superior_beside_a_plh() -> None:
    acting = holding(9, DIVISION, "division_head", definitive=False, start=DAY)
    assert superior(chart(HEAD, KABID, acting, LEAD), 4) == 3


def test_acting_head_of_the_unit_above_keeps_the_superior_of_his_own_post() -> None:
    # The kabid acts as head of the OPD: his own post's unit decides, and there the way up leads past himself.
    acting = holding(3, OPD, "opd_head", definitive=False)
    assert superior(chart(MAYOR, KABID, acting), 3) == 1


def test_subordinates_of_a_kabid_acting_as_team_lead_have_him_in_both_roles() -> None:
    acting = holding(3, TEAM, "team_lead", definitive=False)
    found = chart(MAYOR, HEAD, KABID, acting, STAFF)
    assert (superior(found, 5), superior(found, 3)) == (3, 2)


def test_of_two_acting_heads_the_later_start_counts() -> None:
    first = holding(8, DIVISION, "division_head", definitive=False)
    later = holding(9, DIVISION, "division_head", definitive=False, start=date(2026, 2, 1))
    assert superior(chart(first, later, LEAD), 4) == 9


def test_of_two_acting_heads_of_one_day_the_lower_nip_counts() -> None:
    first = holding(8, DIVISION, "division_head", definitive=False)
    second = holding(9, DIVISION, "division_head", definitive=False)
    assert superior(chart(second, first, LEAD), 4) == 8


def test_acting_head_leads_only_within_the_mandate() -> None:
    acting = holding(9, DIVISION, "division_head", definitive=False, start=DAY, end=DAY)
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    assert [superior(chart(HEAD, acting, LEAD, day=day), 4) for day in days] == [2, 9, 2]


def test_secretary_leads_a_secretariat_but_is_no_head_of_it() -> None:
    sekda = holding(7, OPD, "regional_secretary")
    found = chart(MAYOR, sekda, KABID)
    assert (superior(found, 3), found.head(OPD), superior(found, 7)) == (7, None, 1)


def test_post_of_the_level_in_another_unit_does_not_head() -> None:
    # A division head's post that hangs directly under the OPD heads nothing.
    stray = holding(9, OPD, "division_head")
    assert superior(chart(MAYOR, stray, LEAD), 4) == 1


def test_region_has_no_head_in_the_sense_of_the_index() -> None:
    assert chart(MAYOR).head(REGION) is None


def test_head_of_a_unit_is_who_holds_its_level_there() -> None:
    found = chart(MAYOR, HEAD, KABID, LEAD, STAFF)
    assert [found.head(unit) for unit in (OPD, DIVISION, TEAM)] == [HEAD, KABID, LEAD]


def test_a_chart_holds_the_posts_of_its_day_only() -> None:
    ended = holding(9, TEAM, "staff", end=DAY - timedelta(days=1))
    found = chart(MAYOR, ended, LEAD)
    assert (list(found.holdings()), list(found.employees)) == ([MAYOR, LEAD], [1, 4])


def test_who_is_passed_over_leads_nothing() -> None:
    acting = holding(9, DIVISION, "division_head", definitive=False)
    found = chart(KABID, acting)
    assert found.leader(DIVISION) == KABID
    assert found.leader(DIVISION, without=frozenset({3})) == acting
    assert found.leader(DIVISION, without=frozenset({3, 9})) is None


def test_loop_in_the_tree_ends_the_walk() -> None:
    units = [Node(1, 2, "division"), Node(2, 1, "division")]
    found = Chart(day=DAY, units=units, holdings=[holding(5, 1, "staff")])
    assert found.superior(5) is None


levels = st.sampled_from(["head_of_region", "opd_head", "division_head", "team_lead", "staff"])
holdings = st.builds(
    holding,
    st.integers(1, 6),
    st.sampled_from([REGION, OPD, DIVISION, TEAM]),
    levels,
    definitive=st.booleans(),
    start=st.sampled_from([date(2026, 1, 1), date(2026, 2, 1), DAY, date(2026, 4, 1)]),
)


@given(st.lists(holdings, max_size=12))
def test_nobody_is_ever_his_own_superior_and_every_superior_holds_a_post_that_day(found: list[Holding]) -> None:
    known = chart(*found)
    present = set(known.employees)
    for employee, above in known.superiors().items():
        assert above != employee
        assert above is None or above in present
