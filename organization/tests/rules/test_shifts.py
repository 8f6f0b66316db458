"""Shifts: marks over midnight, rest between shifts, rotation."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.rules.shifts import ShiftHours, end_of, read_marks, rotation, too_close

MORNING = ShiftHours("P", "Pagi", 6 * 60, 14 * 60, 30)
EVENING = ShiftHours("S", "Sore", 14 * 60, 22 * 60, 30)
NIGHT = ShiftHours("M", "Malam", 22 * 60, 30 * 60, 60)
DAY = date(2026, 3, 10)


def clock(text: str) -> int:
    """A clock time in minutes of its date."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("07:00", "14:00", 840), ("22:00", "06:00", 1800), ("16:00", "00:00", 1440), ("08:00", "08:00", 1920)],
)
def test_an_end_that_is_not_after_the_start_is_next_morning(start: str, end: str, expected: int) -> None:
    assert end_of(clock(start), clock(end)) == expected


def test_a_night_has_its_minutes_over_midnight() -> None:
    assert (NIGHT.effective, NIGHT.morning, NIGHT.overnight) == (420, 360, True)
    assert (EVENING.morning, EVENING.overnight) == (0, False)


def test_a_shift_that_ends_with_the_date_lasts_no_minute_of_the_next_but_reads_marks_after_midnight() -> None:
    until_midnight = ShiftHours("S", "Sore", 16 * 60, 24 * 60, 30)
    assert (until_midnight.morning, until_midnight.overnight) == (0, True)
    assert read_marks(clock("15:55"), clock("00:05"), start=16 * 60, end=24 * 60) == (955, 1445)


@pytest.mark.parametrize(
    ("came", "left", "expected"),
    [
        ("21:50", "06:05", (1310, 1805)),
        ("21:50", "23:30", (1310, 1410)),  # left the same evening
        ("00:30", "06:05", (1470, 1805)),  # came after midnight
        ("21:50", "13:00", (1310, 2040)),  # nobody is there past ten in the morning
        (None, "06:05", (None, 1805)),
        ("21:50", None, (1310, None)),
        ("21:50", "21:50", (1310, 1310)),  # one touch of the machine is no night
        ("21:50", "10:00", (1310, 2040)),
        ("18:00", "06:05", (1080, 1805)),  # four hours early is still early
        ("17:59", "06:05", (1079, 1805)),  # hours early, but too late in the day to be after midnight
        ("05:59", "06:05", (1799, 1805)),  # the last minute of the shift
        ("06:00", "06:05", (360, 1805)),  # after its end it can only have been too early
        (None, "22:00", (None, 1320)),  # left as it began
        (None, "21:59", (None, 2040)),
    ],
)
def test_marks_of_a_night(came: str | None, left: str | None, expected: tuple[int | None, int | None]) -> None:
    marks = read_marks(clock(came) if came else None, clock(left) if left else None, start=NIGHT.start, end=NIGHT.end)
    assert marks == expected


def test_marks_of_a_whole_day_and_night() -> None:
    marks = read_marks(clock("07:45"), clock("08:10"), start=480, end=1920)
    assert marks == (465, 1930)
    assert read_marks(clock("08:00"), clock("10:00"), start=480, end=1920) == (480, 2040)


@pytest.mark.parametrize(("came", "read"), [("04:00", 240), ("03:59", 1679)])
def test_nobody_comes_more_than_four_hours_early(came: str, read: int) -> None:
    assert read_marks(clock(came), None, start=480, end=1920) == (read, None)


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_marks_inside_one_date_stay_as_they_are(came: int, left: int) -> None:
    assert read_marks(came, left, start=EVENING.start, end=EVENING.end) == (came, left)


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_nobody_who_comes_in_time_leaves_a_night_before_coming_or_after_ten(came: int, left: int) -> None:
    first, last = read_marks(came, left, start=NIGHT.start, end=NIGHT.end)
    assert first is not None
    assert last is not None
    assert first <= max(last, 2039)
    assert last <= 2040


def test_a_morning_after_a_night_is_too_close() -> None:
    found = too_close([(DAY + timedelta(days=1), MORNING), (DAY, NIGHT)])
    assert [(each.before, each.after, each.rest, each.night_to_morning) for each in found] == [
        (DAY, DAY + timedelta(days=1), 0, True)
    ]


def test_eight_hours_of_rest_are_enough() -> None:
    assert too_close([(DAY, NIGHT), (DAY + timedelta(days=1), EVENING)]) == []
    late = ShiftHours("S", "Sore", 13 * 60 + 59, 22 * 60, 0)
    assert [each.rest for each in too_close([(DAY, NIGHT), (DAY + timedelta(days=1), late)])] == [479]


def test_only_a_night_is_followed_by_a_morning() -> None:
    late = ShiftHours("S", "Sore", 12 * 60, 22 * 60, 0)
    early = ShiftHours("X", "Siang", 8 * 60, 23 * 60, 0)
    turns = [(DAY, EVENING), (DAY + timedelta(days=1), ShiftHours("D", "Dini", 5 * 60, 22 * 60, 0))]
    assert [(each.rest, each.night_to_morning) for each in too_close(turns)] == [(420, False)]
    turns = [(DAY, NIGHT), (DAY + timedelta(days=1), late)]
    assert [(each.rest, each.night_to_morning) for each in too_close(turns)] == [(360, False)]
    turns = [(DAY, NIGHT), (DAY + timedelta(days=1), replace(late, start=12 * 60 - 1))]
    assert [(each.rest, each.night_to_morning) for each in too_close(turns)] == [(359, True)]
    assert too_close([(DAY, early), (DAY + timedelta(days=1), early)]) == []


def test_a_pattern_begins_with_its_first_place() -> None:
    assert list(rotation(["P", "S"], DAY, DAY + timedelta(days=2)).values()) == ["P", "S", "P"]


def test_a_pattern_turns_from_its_place() -> None:
    found = rotation(["P", "P", "S", "S", "M", "M", "L", "L"], DAY, DAY + timedelta(days=3), begin=6)
    assert list(found.values()) == ["L", "L", "P", "P"]
    assert min(found) == DAY
