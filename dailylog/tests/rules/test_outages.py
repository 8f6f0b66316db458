"""Deadlines under any ledger of outages."""

from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.deadlines import ONE_DAY, extended
from dailylog.rules.outages import Outage, moved

ORIGIN = datetime.fromisoformat("2026-03-01T00:00")
INSTANTS = st.integers(0, 40_000).map(lambda minutes: ORIGIN + timedelta(minutes=minutes))


def _outage(start: datetime, minutes: int) -> Outage:
    return start, start + timedelta(minutes=minutes)


OUTAGES = st.builds(_outage, INSTANTS, st.integers(1, 5_000))


@given(INSTANTS, st.lists(OUTAGES, max_size=5))
def test_deadline_never_gets_earlier(deadline: datetime, outages: list[Outage]) -> None:
    assert extended(deadline, outages) >= deadline


@given(INSTANTS, st.lists(OUTAGES, max_size=5))
def test_deadline_outside_every_outage_stays(deadline: datetime, outages: list[Outage]) -> None:
    inside = any(start <= deadline <= end for start, end in outages)
    assert (extended(deadline, outages) != deadline) == inside


@given(INSTANTS, OUTAGES)
def test_time_gained_is_what_was_lost_and_at_most_a_day(deadline: datetime, outage: Outage) -> None:
    start, end = outage
    if start <= deadline <= end:
        assert extended(deadline, [outage]) - end == min(end - start, ONE_DAY)


@given(INSTANTS, st.lists(OUTAGES, max_size=5), st.randoms())
def test_order_of_entering_does_not_matter(deadline: datetime, outages: list[Outage], random: Random) -> None:
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
