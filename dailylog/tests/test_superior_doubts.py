"""Superiors who are away for long."""

from datetime import date

import pytest

from dailylog.models import Leave
from dailylog.superior_doubts import leaders_away
from organization.models import Assignment
from tests.cast import Cast

DAY = date(2026, 3, 2)


def away(cast: Cast, name: str, start: date, end: date) -> None:
    Leave.objects.create(employee=cast.people[name], start=start, end=end, kind="long")


@pytest.mark.parametrize(
    ("end", "named"),
    [
        (date(2026, 3, 7), []),
        (date(2026, 3, 8), ["Sri Wahyuni"]),
    ],
)
def test_a_leader_is_named_from_a_week_on(cast: Cast, end: date, named: list[str]) -> None:
    away(cast, "kabid", DAY, end)
    assert [doubt.name for doubt in leaders_away(DAY)] == named


def test_only_on_the_days_of_the_leave_and_only_leaders(cast: Cast) -> None:
    away(cast, "kabid", DAY, date(2026, 3, 20))
    away(cast, "staff", DAY, date(2026, 3, 20))
    assert list(leaders_away(date(2026, 3, 1))) == []
    assert list(leaders_away(date(2026, 3, 21))) == []
    assert len(list(leaders_away(date(2026, 3, 20)))) == 1


def test_nobody_is_named_while_somebody_acts(cast: Cast) -> None:
    away(cast, "kabid", DAY, date(2026, 3, 20))
    post = cast.kabid.assignments.get().position
    Assignment.objects.create(employee=cast.colleague, position=post, kind="plh", start=DAY, end=date(2026, 3, 10))
    assert list(leaders_away(DAY)) == []
    assert [doubt.name for doubt in leaders_away(date(2026, 3, 11))] == ["Sri Wahyuni"]
