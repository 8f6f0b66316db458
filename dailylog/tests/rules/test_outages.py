"""Deadlines under any ledger of outages."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.deadlines import extended
from dailylog.rules.outages import Ledger, Outage, Stretch, moved
from kinerja.days import ONE_DAY

ORIGIN = datetime.fromisoformat("2026-03-01T00:00")
INSTANTS = st.integers(0, 40_000).map(lambda minutes: ORIGIN + timedelta(minutes=minutes))


def test_an_outage_without_a_note_says_nothing() -> None:
    assert Outage(ORIGIN, ORIGIN).note == ""


def _stretch(start: datetime, minutes: int) -> Stretch:
    return start, start + timedelta(minutes=minutes)


STRETCHES = st.builds(_stretch, INSTANTS, st.integers(1, 5_000))
#: Of a few units, each of which stands below the one before it.
OUTAGES = st.builds(
    lambda stretch, units: Outage(stretch[0], stretch[1], units),
    STRETCHES,
    st.frozensets(st.integers(1, 4), max_size=2),
)
UPWARD = st.integers(0, 4).map(lambda depth: range(1, depth + 1))


@pytest.mark.parametrize(
    ("units", "upward", "concerned"),
    [
        ({}, (), True),
        ({}, (1, 2), True),
        ({2}, (), False),
        ({2}, (1,), False),
        ({2}, (1, 2), True),
        ({2, 9}, (2,), True),
    ],
)
def test_an_outage_concerns_the_units_that_it_names_and_those_below(
    units: set[int], upward: tuple[int, ...], concerned: bool
) -> None:
    outage = Outage(ORIGIN, ORIGIN + ONE_DAY, frozenset(units))
    assert outage.concerns(upward) is concerned
    assert Ledger((outage,)).of(upward) == ([outage] if concerned else [])


def test_outages_are_alike_when_none_names_a_unit() -> None:
    everywhere, somewhere = Outage(ORIGIN, ORIGIN), Outage(ORIGIN, ORIGIN, frozenset({1}))
    assert Ledger().alike is True
    assert Ledger((everywhere, everywhere)).alike is True
    assert Ledger((everywhere, somewhere)).alike is False


def test_an_outage_that_ends_or_begins_with_the_deadline_is_named_as_a_reason() -> None:
    ends, begins = Outage(ORIGIN - ONE_DAY, ORIGIN), Outage(ORIGIN + ONE_DAY, ORIGIN + 2 * ONE_DAY)
    # The first moves the deadline to the instant at which the second begins.
    assert Ledger((ends, begins)).movers(ORIGIN) == [ends, begins]


def test_a_day_is_earlier_when_its_people_lose_time() -> None:
    outage = Outage(ORIGIN, ORIGIN + ONE_DAY)
    day = ORIGIN.date()
    (lost,) = moved({day: ORIGIN}, [outage], [])
    (won,) = moved({day: ORIGIN}, [], [outage])
    assert (lost.earlier, won.earlier) == (True, False)
    assert (lost.before, lost.after) == (won.after, won.before)


@given(INSTANTS, st.lists(STRETCHES, max_size=5))
def test_deadline_never_gets_earlier(deadline: datetime, outages: list[Stretch]) -> None:
    assert extended(deadline, outages) >= deadline


@given(INSTANTS, st.lists(STRETCHES, max_size=5))
def test_deadline_outside_every_outage_stays(deadline: datetime, outages: list[Stretch]) -> None:
    inside = any(start <= deadline <= end for start, end in outages)
    assert (extended(deadline, outages) != deadline) == inside


@given(INSTANTS, STRETCHES)
def test_time_gained_is_what_was_lost_and_at_most_a_day(deadline: datetime, outage: Stretch) -> None:
    start, end = outage
    if start <= deadline <= end:
        assert extended(deadline, [outage]) - end == min(end - start, ONE_DAY)


@given(INSTANTS, st.lists(STRETCHES, max_size=5), st.randoms())
def test_order_of_entering_does_not_matter(deadline: datetime, outages: list[Stretch], random: Random) -> None:
    mixed = list(outages)
    random.shuffle(mixed)
    assert extended(deadline, mixed) == extended(deadline, outages)


@given(st.lists(INSTANTS, max_size=5), st.lists(OUTAGES, max_size=4), OUTAGES)
def test_an_outage_more_takes_no_time_away(ends: list[datetime], ledger: list[Outage], more: Outage) -> None:
    deadlines = {(ORIGIN + timedelta(days=place)).date(): end for place, end in enumerate(ends)}
    assert not any(each.earlier for each in moved(deadlines, ledger, [*ledger, more]))


@given(st.lists(INSTANTS, max_size=5), st.lists(OUTAGES, max_size=4))
def test_same_ledger_moves_nothing(ends: list[datetime], ledger: list[Outage]) -> None:
    deadlines = {(ORIGIN + timedelta(days=place)).date(): end for place, end in enumerate(ends)}
    assert moved(deadlines, ledger, ledger) == []


@given(INSTANTS, st.lists(OUTAGES, max_size=5), UPWARD)
def test_unit_above_has_no_more_time_than_one_below(deadline: datetime, ledger: list[Outage], upward: range) -> None:
    book = Ledger(tuple(ledger))
    times = [book.extended(deadline, upward[:depth]) for depth in range(len(upward) + 1)]
    assert times == sorted(times)
    assert times[-1] <= book.latest(deadline)


@given(INSTANTS, st.lists(OUTAGES, max_size=5), UPWARD)
def test_deadline_moves_where_an_outage_is_named_as_its_reason(
    deadline: datetime, ledger: list[Outage], upward: range
) -> None:
    book = Ledger(tuple(ledger))
    reasons = book.movers(deadline, upward)
    assert (book.extended(deadline, upward) != deadline) == bool(reasons)
    assert Ledger(tuple(reasons)).extended(deadline, upward) == book.extended(deadline, upward)


@given(INSTANTS, st.lists(OUTAGES, max_size=5), UPWARD)
def test_outage_of_other_units_changes_nothing(deadline: datetime, ledger: list[Outage], upward: range) -> None:
    foreign = Outage(deadline, deadline + ONE_DAY, frozenset({99}))
    assert Ledger((*ledger, foreign)).extended(deadline, upward) == Ledger(tuple(ledger)).extended(deadline, upward)


@given(INSTANTS, st.lists(OUTAGES, max_size=5), UPWARD)
def test_outage_of_everywhere_is_one_of_every_unit(deadline: datetime, ledger: list[Outage], upward: range) -> None:
    if upward:
        top = frozenset(upward[:1])
        renamed = tuple(Outage(each.start, each.end, each.units or top) for each in ledger)
        assert Ledger(renamed).extended(deadline, upward) == Ledger(tuple(ledger)).extended(deadline, upward)


def test_days_that_move_are_told_in_their_order() -> None:
    everything = Outage(ORIGIN, ORIGIN + 5 * ONE_DAY)
    days = [(ORIGIN + count * ONE_DAY).date() for count in (2, 0, 1)]
    deadlines = {day: datetime.combine(day, ORIGIN.time()) for day in days}
    assert [each.day for each in moved(deadlines, [], [everything])] == sorted(days)
