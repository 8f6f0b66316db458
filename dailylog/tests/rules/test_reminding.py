"""Who is reminded at which hour."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.reminding import (
    LATEST,
    MORNING,
    Wishes,
    afternoon_due,
    approval_days,
    is_quiet,
    morning_due,
    recalled_on,
    spread,
)

DAY = date(2026, 3, 10)
USUAL = Wishes(quiet_from=time(19), quiet_to=time(6), remind_at=time(15, 10))
PEOPLE = st.integers(min_value=1, max_value=10**12)
TIMES = st.times(max_value=time(23, 58)).map(lambda at: at.replace(second=0, microsecond=0))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute))


def test_a_morning_begins_with_the_working_day_and_nobody_hears_anything_after_seven() -> None:
    assert (time(7, 30), time(19)) == (MORNING, LATEST)


def test_the_peak_is_flat() -> None:
    counts = Counter(spread(person) for person in range(1, 21_001))
    assert set(counts) == set(range(21))
    assert max(counts.values()) < 1.2 * 1000


@given(PEOPLE)
def test_an_empty_day_is_recalled_between_15_10_and_15_30(person: int) -> None:
    assert not afternoon_due(person, USUAL, at(15, 9))
    assert afternoon_due(person, USUAL, at(15, 30))
    assert afternoon_due(person, USUAL, at(18, 59))
    assert not afternoon_due(person, USUAL, at(19))


@given(PEOPLE, TIMES, TIMES, TIMES, TIMES)
def test_never_in_quiet_hours_nor_late(person: int, quiet_from: time, quiet_to: time, chosen: time, now: time) -> None:
    wishes = Wishes(quiet_from, quiet_to, chosen)
    moment = datetime.combine(DAY, now)
    if afternoon_due(person, wishes, moment) or morning_due(person, wishes, moment):
        assert not is_quiet(now, quiet_from, quiet_to)
        assert now < LATEST


@given(PEOPLE, TIMES)
def test_once_due_it_stays_due_until_the_evening(person: int, now: time) -> None:
    awake = Wishes(time(0), time(0), time(15, 10))
    moment = datetime.combine(DAY, now)
    if afternoon_due(person, awake, moment) and now < time(18, 59):
        assert afternoon_due(person, awake, moment + timedelta(minutes=1))


@pytest.mark.parametrize(("person", "minutes"), [(1, 12), (2, 8), (4_211, 9)])
def test_a_reminder_comes_at_the_same_minute_every_day(person: int, minutes: int) -> None:
    awake = Wishes(time(0), time(0), time(15, 10))
    assert spread(person) == minutes
    before, then = at(15, 10) + timedelta(minutes=minutes - 1), at(15, 10) + timedelta(minutes=minutes)
    assert (afternoon_due(person, awake, before), afternoon_due(person, awake, then)) == (False, True)


@pytest.mark.parametrize("wishes", [Wishes(time(15), time(17), time(15, 10)), Wishes(time(0), time(0), time(15, 10))])
def test_nothing_comes_in_quiet_hours_nor_from_seven_in_the_evening_on(wishes: Wishes) -> None:
    assert afternoon_due(1, wishes, at(16)) is (wishes.quiet_from == time(0))
    assert afternoon_due(1, wishes, at(18, 59)) is True
    assert afternoon_due(1, wishes, at(19)) is False


def test_whoever_wants_none_has_none() -> None:
    assert not afternoon_due(1, Wishes(time(19), time(6), None), at(16))
    assert morning_due(1, Wishes(time(19), time(6), None), at(8))


@pytest.mark.parametrize(
    ("now", "quiet"), [(time(18, 59), False), (time(19), True), (time(0), True), (time(5, 59), True), (time(6), False)]
)
def test_quiet_hours_reach_over_midnight(now: time, quiet: bool) -> None:
    assert is_quiet(now, time(19), time(6)) is quiet


def test_quiet_hours_in_the_middle_of_the_day() -> None:
    assert is_quiet(time(12), time(12), time(13))
    assert not is_quiet(time(13), time(12), time(13))
    assert not is_quiet(time(12), time(12), time(12))


def test_recalled_the_workday_after_and_on_the_last_one() -> None:
    friday = date(2026, 3, 13)
    assert recalled_on(friday, date(2026, 4, 7), set()) == {date(2026, 3, 16), date(2026, 4, 7)}
    assert recalled_on(friday, date(2026, 4, 7), {date(2026, 4, 7)}) == {date(2026, 3, 16), date(2026, 4, 6)}


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40), st.sets(st.dates(), max_size=5))
def test_nothing_is_recalled_too_late_or_on_a_free_day(since: date, days: int, holidays: set[date]) -> None:
    deadline = since + timedelta(days=days)
    for day in recalled_on(since, deadline, holidays):
        assert since < day <= deadline
        assert day.weekday() < 5
        assert day not in holidays


def test_superiors_hear_on_the_last_two_workdays() -> None:
    assert approval_days(date(2026, 4, 7), set()) == {date(2026, 4, 6), date(2026, 4, 7)}
    assert approval_days(date(2026, 4, 7), {date(2026, 4, 6)}) == {date(2026, 4, 3), date(2026, 4, 7)}
