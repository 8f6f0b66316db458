"""Which tasks stand on a day."""

from datetime import date, timedelta

import pytest

from dailylog.rules.planning import Answer, Planned, standing

MONDAY = date(2026, 3, 9)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))


def once(day: date, *answers: Answer, done: set[date] | None = None) -> Planned | None:
    return standing(day=day, once_on=MONDAY, falls=False, answers=answers, done_on=done or set())


def weekly(day: date, *answers: Answer, falls: bool, done: set[date] | None = None) -> Planned | None:
    return standing(day=day, once_on=None, falls=falls, answers=answers, done_on=done or set())


def test_task_stands_on_its_day() -> None:
    assert once(MONDAY) == Planned()


def test_task_is_not_there_before_its_day() -> None:
    assert once(MONDAY - timedelta(days=1)) is None


@pytest.mark.parametrize(("days", "there"), [(1, True), (7, True), (8, False)])
def test_task_that_nobody_answered_stays_in_sight_a_week(days: int, there: bool) -> None:
    found = once(MONDAY + timedelta(days=days))
    assert found == (Planned(since=MONDAY) if there else None)


def test_done_task_is_gone_for_good() -> None:
    assert once(MONDAY, done={MONDAY}) is None
    assert once(TUESDAY, done={MONDAY}) is None


def test_carried_task_stands_on_the_day_named_and_not_before() -> None:
    carried = Answer(MONDAY, WEDNESDAY)
    assert once(TUESDAY, carried) is None
    assert once(WEDNESDAY, carried) == Planned(since=MONDAY)


def test_answer_of_the_day_shows() -> None:
    carried = Answer(MONDAY, TUESDAY)
    assert once(MONDAY, carried) == Planned(answered=carried)


def test_dropped_task_is_gone() -> None:
    assert once(TUESDAY, Answer(MONDAY, None)) is None


def test_last_answer_counts() -> None:
    assert once(THURSDAY, Answer(MONDAY, TUESDAY), Answer(TUESDAY, THURSDAY)) == Planned(since=MONDAY)


def test_last_answer_counts_whatever_their_order() -> None:
    assert once(THURSDAY, Answer(TUESDAY, THURSDAY), Answer(MONDAY, TUESDAY)) == Planned(since=MONDAY)
    assert once(WEDNESDAY, Answer(TUESDAY, None), Answer(MONDAY, WEDNESDAY)) is None


def test_recurring_task_carried_twice_is_left_over_since_the_later_day() -> None:
    carried = Answer(MONDAY, WEDNESDAY), Answer(TUESDAY, WEDNESDAY)
    assert weekly(WEDNESDAY, *carried, falls=False) == Planned(since=TUESDAY)
    assert weekly(THURSDAY, *carried, falls=False) is None


def test_recurring_task_done_today_comes_again() -> None:
    assert weekly(MONDAY, falls=True, done={MONDAY}) is None
    assert weekly(TUESDAY, falls=True, done={MONDAY}) == Planned()


def test_recurring_task_stands_only_on_its_weekdays_or_when_carried() -> None:
    assert weekly(TUESDAY, falls=False) is None
    assert weekly(TUESDAY, Answer(MONDAY, TUESDAY), falls=False) == Planned(since=MONDAY)
