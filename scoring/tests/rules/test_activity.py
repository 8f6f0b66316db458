from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.intervals import Interval
from scoring.rules.activity import activity_score, counted_minutes, expected_minutes
from scoring.rules.policy import Policy

POLICY = Policy.default()
DAY = {"required": True, "start": 450, "end": 960, "effective": 450}

intervals = st.tuples(st.integers(0, 300), st.integers(0, 300))
many = st.lists(intervals, max_size=8)


def minutes(spans: list[Interval]) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end)}


def counted(*activities: Interval, check_in: int | None = 450, check_out: int | None = 960, **changes: Any) -> int:
    return counted_minutes(activities, check_in=check_in, check_out=check_out, **{**DAY, **changes})


@pytest.mark.parametrize(
    ("activities", "changes", "expected"),
    [
        ([(480, 540), (510, 600)], {}, 120),
        ([(480, 540), (540, 600)], {}, 120),
        ([(400, 500)], {}, 50),
        ([(900, 1000)], {"check_out": 950}, 50),
        ([(400, 1000)], {}, 450),
        ([(400, 1000)], {"effective": 390}, 390),
        ([(400, 500)], {"check_in": None}, 50),
        ([(900, 1000)], {"check_out": None}, 60),
        ([(400, 1000)], {"check_in": None, "check_out": None}, 0),
        ([(400, 1000)], {"check_in": 970, "check_out": None}, 0),
        ([(400, 1000)], {"required": False}, 0),
        ([], {}, 0),
    ],
)
def test_counted_minutes(activities: list[Interval], changes: dict[str, Any], expected: int) -> None:
    assert counted(*activities, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"overtime": [(1000, 1100)], "check_out": 1100}, 450 + 60),
        ({"overtime": [(1000, 1100)], "required": False}, 60),
        ({"overtime": [(1000, 1100)], "check_in": None, "check_out": None}, 60),
        ({"overtime": [(1000, 1030), (1020, 1040)]}, 450 + 40),
    ],
)
def test_overtime_counts_on_any_day(changes: dict[str, Any], expected: int) -> None:
    assert counted((450, 960), (1000, 1060), **changes) == expected


def test_a_minute_inside_presence_and_overtime_is_paid_once() -> None:
    assert counted((900, 1100), check_out=1100, overtime=[(960, 1100)]) == 200


@given(
    activities=many,
    overtime=many,
    check_in=st.one_of(st.none(), st.integers(0, 150)),
    check_out=st.one_of(st.none(), st.integers(150, 300)),
    effective=st.integers(0, 300),
)
def test_counted_minutes_equal_a_count_by_hand(
    activities: list[Interval], overtime: list[Interval], check_in: int | None, check_out: int | None, effective: int
) -> None:
    value = counted(
        *activities, overtime=overtime, check_in=check_in, check_out=check_out, effective=effective, start=60, end=200
    )
    extra = minutes(activities) & minutes(overtime)
    present = set()
    if check_in is not None or check_out is not None:
        window = range(60 if check_in is None else check_in, 200 if check_out is None else check_out)
        present = (minutes(activities) & set(window)) - minutes(overtime)
    assert value == min(effective, len(present)) + len(extra)
    assert value <= len(minutes(activities))


@pytest.mark.parametrize(("effective", "expected"), [(450, 300), (390, 260), (225, 150), (100, 66), (1, 0), (0, 0)])
def test_expected_minutes(effective: int, expected: int) -> None:
    assert expected_minutes(effective, POLICY) == expected


@pytest.mark.parametrize(
    ("done", "due", "expected"),
    [
        (0, 300, "0.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (299, 300, "99.67"),
        (300, 300, "100.00"),
        (500, 300, "100.00"),
    ],
)
def test_activity_score(done: int, due: int, expected: str) -> None:
    assert str(activity_score(done, due)) == expected


def test_nothing_expected_has_no_score() -> None:
    assert activity_score(60, 0) is None


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_activity_score_is_a_percentage(done: int, due: int) -> None:
    score = activity_score(done, due)
    assert score is not None
    assert Decimal(0) <= score <= Decimal(100)
