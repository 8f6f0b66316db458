"""The cells and sums of a month."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.heat import Cell, DayKind, Marks, expected_minutes, late_minutes, logged_minutes, sum_of
from dailylog.rules.intervals import minutes_of

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("logged", "expected", "level"),
    [(0, 300, 0), (1, 300, 1), (149, 300, 1), (150, 300, 2), (299, 300, 2), (300, 300, 3), (500, 300, 3), (30, 0, 3)],
)
def test_level(logged: int, expected: int, level: int) -> None:
    assert Cell(DAY, DayKind.WORK, logged=logged, expected=expected).level == level


def test_kinds_of_days_are_the_words_of_the_page() -> None:
    assert list(DayKind) == ["work", "leave", "holiday", "free", "ahead", "outside"]


def test_a_day_of_which_nothing_is_known_has_no_minutes_and_no_reason() -> None:
    assert Cell(DAY, DayKind.AHEAD) == Cell(DAY, DayKind.AHEAD, "", None, 0, 0, 0)


@pytest.mark.parametrize(
    ("check_in", "mode", "late"),
    [
        (time(7, 30, 59), "wfo", 0),
        (time(7, 31), "wfo", 1),
        (time(8, 47), "field", 77),
        (time(8, 47), "wfa", 0),
        (time(7), "wfo", 0),
        (None, "wfo", 0),
    ],
)
def test_late_minutes(check_in: time | None, mode: str, late: int) -> None:
    assert late_minutes(minutes_of(check_in) if check_in else None, mode, 450) == late


def test_a_ramadan_day_expects_260_minutes() -> None:
    assert (expected_minutes(450, 300, 450), expected_minutes(390, 300, 450)) == (300, 260)


SPANS = st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 1439)).map(lambda two: (min(two), max(two))))


@given(SPANS)
def test_overlapping_entries_count_once(entries: list[tuple[int, int]]) -> None:
    minutes = {minute for start, end in entries for minute in range(start, end)}
    assert logged_minutes(entries) == len(minutes)


@pytest.mark.parametrize(
    ("marks", "present"),
    [
        (None, False),
        (Marks(None, None, "wfo"), False),
        (Marks(time(8), None, "wfo"), True),
        (Marks(None, time(16), "wfo"), True),
    ],
)
def test_one_mark_is_presence(marks: Marks | None, present: bool) -> None:
    assert Cell(DAY, DayKind.WORK, marks=marks).present is present


def test_sum_counts_workdays_and_all_minutes() -> None:
    there = Marks(time(8), time(16), "wfo")
    cells = [
        Cell(DAY, DayKind.WORK, marks=there, late=30, logged=200, expected=300),
        Cell(DAY, DayKind.WORK, marks=there, late=1, logged=1, expected=300),
        Cell(DAY, DayKind.WORK, marks=there, expected=300),
        Cell(DAY, DayKind.WORK, expected=300),
        Cell(DAY, DayKind.LEAVE, why="cuti tahunan"),
        Cell(DAY, DayKind.FREE, marks=there, logged=60),
        Cell(DAY, DayKind.AHEAD),
    ]
    found = sum_of(cells)
    assert (found.required, found.present, found.filed, found.late, found.away) == (4, 3, 2, 2, 1)
    assert (found.logged, found.expected) == (261, 1200)
