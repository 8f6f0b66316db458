"""Whose decision something waits for: in time, when the deadline has passed, and while somebody is away."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.deciding import Decider, Today, decider
from organization.rules.authority import Chart, Node
from organization.rules.holding import Holding

THEN, NOW = date(2026, 3, 10), date(2026, 4, 2)
REGION, OPD, DIVISION = 1, 2, 3
UNITS = [Node(REGION, None, "region"), Node(OPD, REGION, "opd"), Node(DIVISION, OPD, "division")]
LEVELS = {REGION: "head_of_region", OPD: "opd_head", DIVISION: "division_head"}


def post(employee: int, unit: int, level: str | None = None, *, start: date = THEN, end: date | None = None) -> Holding:
    held = level or LEVELS[unit]
    place = unit * 10 + (held == LEVELS[unit])
    return Holding(employee, f"{employee:018d}", place, f"{place}", unit, held, Decimal(1), True, start, end)


def acting(employee: int, unit: int, *, start: date = THEN, end: date | None = None) -> Holding:
    return replace(post(employee, unit, start=start, end=end), definitive=False)


MAYOR, HEAD, KABID, STAFF = post(1, REGION), post(2, OPD), post(3, DIVISION), post(4, DIVISION, "staff")
ALL = (MAYOR, HEAD, KABID, STAFF)


def decides(
    *holdings: Holding,
    of: int = 4,
    late: frozenset[int] = frozenset(),
    locked_out: frozenset[int] = frozenset(),
    away: frozenset[int] = frozenset(),
) -> Decider | None:
    """Who decides today on what waits since `THEN`; ``late`` are the employees whose deadline has passed."""
    then, now = (Chart(day=day, units=UNITS, holdings=holdings) for day in (THEN, NOW))
    today = Today(now, locked_out, away)
    return decider(of, then=then, today=today, late=lambda holding: holding.employee_id in late)


def test_in_time_it_is_the_superior_of_the_day() -> None:
    found = decides(*ALL)
    assert found == Decider(KABID)
    assert found.due_of == KABID


def test_late_it_is_whoever_leads_above_and_the_deadline_stays_that_of_the_first() -> None:
    found = decides(*ALL, late=frozenset({3}))
    assert found == Decider(HEAD, instead_of=KABID)
    assert found.due_of == KABID


def test_late_it_is_not_handed_up_twice() -> None:
    assert decides(*ALL, late=frozenset({2, 3})) == Decider(HEAD, instead_of=KABID)


def test_at_the_top_it_stays_where_it_was() -> None:
    assert decides(MAYOR, HEAD, of=2, late=frozenset({1})) == Decider(MAYOR)


@pytest.mark.parametrize(
    ("end", "expected"), [(NOW, replace(KABID, end=NOW)), (date(2026, 4, 1), post(9, DIVISION, start=NOW))]
)
def test_who_no_longer_holds_the_post_is_followed_by_who_leads_the_unit_today(end: date, expected: Holding) -> None:
    found = decides(MAYOR, HEAD, replace(KABID, end=end), post(9, DIVISION, start=NOW), STAFF)
    assert found == Decider(expected)


def test_who_may_not_log_in_is_passed_over() -> None:
    assert decides(*ALL, locked_out=frozenset({3})) == Decider(HEAD)
    assert decides(*ALL, locked_out=frozenset({2, 3})) == Decider(MAYOR)
    assert decides(*ALL, locked_out=frozenset({1, 2, 3})) is None


def test_who_had_no_superior_that_day_is_decided_on_by_who_leads_above_today() -> None:
    assert decides(replace(HEAD, start=NOW), STAFF) == Decider(replace(HEAD, start=NOW))


def test_who_follows_the_superior_of_that_day_decides_and_not_a_new_head_in_between() -> None:
    # The division had no head then, so that it waited for the OPD's; both posts have somebody new today.
    gone, follower, between = replace(HEAD, end=date(2026, 4, 1)), post(8, OPD, start=NOW), post(9, DIVISION, start=NOW)
    assert decides(MAYOR, gone, STAFF, follower, between) == Decider(follower)


def test_of_who_held_no_post_nobody_decides() -> None:
    assert decides(*ALL, of=99) is None


def test_nobody_decides_on_himself_though_he_leads_the_unit_today() -> None:
    # The staff of then heads the division now, after the one who was to decide went.
    risen = post(4, DIVISION, start=NOW)
    gone = replace(KABID, end=date(2026, 4, 1))
    assert decides(HEAD, gone, replace(STAFF, end=date(2026, 4, 1)), risen) == Decider(HEAD)
    assert decides(KABID, STAFF, acting(4, OPD), late=frozenset({3})) == Decider(KABID)


PLH = acting(7, DIVISION)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((PLH,), PLH),
        # Of two the one that began later, of one day the lower NIP.
        ((PLH, acting(6, DIVISION, start=date(2026, 3, 20))), acting(6, DIVISION, start=date(2026, 3, 20))),
        ((PLH, acting(6, DIVISION)), acting(6, DIVISION)),
        ((), KABID),
        # Who acts in another post of the unit, holds one definitively, or is the person concerned, does not stand in.
        ((replace(PLH, position_id=30),), KABID),
        ((post(7, DIVISION),), KABID),
        ((acting(4, DIVISION),), KABID),
        ((acting(8, DIVISION),), KABID),
        ((acting(9, DIVISION),), KABID),
        ((acting(7, DIVISION, end=date(2026, 4, 1)),), KABID),
    ],
)
def test_plh_of_the_same_post_stands_in_for_who_is_away(others: tuple[Holding, ...], expected: Holding) -> None:
    """Employee 8 may not log in, employee 9 is away as well."""
    found = decides(KABID, STAFF, *others, away=frozenset({3, 9}), locked_out=frozenset({8}))
    assert found == Decider(expected)


def test_plh_waits_while_the_holder_is_there() -> None:
    assert decides(KABID, STAFF, PLH) == Decider(KABID)


def test_an_acting_head_who_is_away_is_not_stood_in_for() -> None:
    lead, other = acting(7, DIVISION, start=NOW), acting(8, DIVISION)
    gone = replace(KABID, end=date(2026, 4, 1))
    assert decides(gone, STAFF, lead, other, away=frozenset({7})) == Decider(lead)


def test_who_is_above_is_stood_in_for_as_well() -> None:
    stands_in = acting(7, OPD)
    found = decides(*ALL, stands_in, late=frozenset({3}), away=frozenset({2}))
    assert found == Decider(stands_in, instead_of=KABID)


employees = st.integers(1, 6)
holdings = st.builds(
    post, employees, st.sampled_from([REGION, OPD, DIVISION]), st.none() | st.just("staff")
) | st.builds(acting, employees, st.sampled_from([OPD, DIVISION]), start=st.sampled_from([THEN, NOW]))
some = st.frozensets(employees, max_size=3)


@given(st.lists(holdings, max_size=8), some, some, some)
def test_nobody_ever_decides_on_himself_or_while_locked_out(
    held: list[Holding], late: frozenset[int], locked_out: frozenset[int], away: frozenset[int]
) -> None:
    for person in range(1, 7):
        found = decides(*held, of=person, late=late, locked_out=locked_out, away=away)
        assert found is None or found.post.employee_id not in {person, *locked_out}
        assert found is None or found.post.covers(NOW)
