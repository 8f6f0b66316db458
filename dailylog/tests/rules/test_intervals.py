"""Stretches of a day."""

from datetime import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.intervals import (
    NOON,
    Interval,
    allot,
    clock_of,
    gaps,
    length,
    merge,
    minutes_of,
    outside,
    overlaps,
    shared,
)

MINUTES = st.integers(0, 1440)
INTERVALS = st.lists(st.tuples(MINUTES, MINUTES).map(lambda pair: (min(pair), max(pair))), max_size=6)
#: Some end before they begin.
RAW = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=8)
WINDOW = (450, 960)


def minutes(intervals: list[Interval]) -> set[int]:
    return {minute for start, end in intervals for minute in range(start, end)}


def test_seconds_are_cut_off() -> None:
    assert minutes_of(time(7, 30, 59)) == 450


@pytest.mark.parametrize(
    ("minute", "clock"), [(0, time(0)), (450, time(7, 30)), (1439, time(23, 59)), (1440, time(23, 59))]
)
def test_the_end_of_the_day_is_its_last_minute(minute: int, clock: time) -> None:
    assert clock_of(minute) == clock


def test_stretches_that_touch_are_one_and_empty_ones_vanish() -> None:
    assert merge([(480, 540), (450, 480), (600, 600), (700, 650)]) == [(450, 540)]


def test_gaps_are_never_empty_and_lie_inside_the_window() -> None:
    assert gaps(WINDOW, [(400, 450), (500, 600), (940, 1000)]) == [(450, 500), (600, 940)]
    assert gaps(WINDOW, [(450, 460), (960, 1000)]) == [(460, 960)]
    assert gaps(WINDOW, [(300, 400), (970, 1000)]) == [WINDOW]
    assert gaps(WINDOW, [(400, 1000)]) == []


@given(RAW)
def test_merged_stretches_are_disjoint_and_ascending(spans: list[Interval]) -> None:
    merged = merge(spans)
    assert all(left[1] < right[0] for left, right in pairwise(merged))
    assert minutes(merged) == minutes(spans)


@given(RAW, RAW)
def test_shared_is_the_count_of_common_minutes(left: list[Interval], right: list[Interval]) -> None:
    assert shared(left, right) == len(minutes(left) & minutes(right))


@given(RAW)
def test_length_counts_each_minute_once(intervals: list[Interval]) -> None:
    assert length(intervals) == len(minutes(intervals))


@given(INTERVALS)
def test_gaps_are_what_is_left_of_the_window(busy: list[Interval]) -> None:
    assert minutes(gaps(WINDOW, busy)) == minutes([WINDOW]) - minutes(busy)


@given(INTERVALS, INTERVALS)
def test_outside_is_what_lies_in_no_window(intervals: list[Interval], windows: list[Interval]) -> None:
    assert minutes(outside(intervals, windows)) == minutes(intervals) - minutes(windows)


@given(INTERVALS)
def test_overlaps_name_the_pairs_that_share_a_minute(intervals: list[Interval]) -> None:
    expected = {
        (i, j)
        for i in range(len(intervals))
        for j in range(i + 1, len(intervals))
        if minutes([intervals[i]]) & minutes([intervals[j]])
    }
    # An empty stretch inside another shares no minute with it.
    assert {pair for pair in overlaps(intervals) if all(intervals[n][0] < intervals[n][1] for n in pair)} == expected


@given(st.lists(st.integers(1, 300), max_size=6), INTERVALS)
def test_allotted_stretches_are_free_and_apart(wishes: list[int], busy: list[Interval]) -> None:
    slots = [slot for slot in allot(wishes, window=WINDOW, busy=busy) if slot]
    assert sum(end - start for start, end in slots) == len(minutes(slots))
    assert minutes(slots) <= minutes([WINDOW]) - minutes(busy)


def test_the_break_of_a_day_begins_at_noon() -> None:
    assert clock_of(NOON) == time(12)


@pytest.mark.parametrize(
    ("wishes", "busy", "slots"),
    [
        ([60, 90], [], [(450, 510), (510, 600)]),
        ([60], [(450, 480)], [(480, 540)]),
        # Ten minutes before the meeting are no place for two hours of work.
        ([120], [(460, 720)], [(720, 840)]),
        # Nowhere whole: what has half an hour is cut short.
        ([300], [(470, 700), (900, 960)], [(700, 900)]),
        ([60], [(450, 940)], [None]),
        ([15], [(450, 940)], [(940, 955)]),
        # Half an hour is just enough, and one wish that finds nothing does not stop the next.
        ([60], [(450, 930)], [(930, 960)]),
        ([60], [(450, 931)], [None]),
        ([60, 15], [(450, 940)], [None, (940, 955)]),
    ],
)
def test_work_is_proposed_where_it_fits(wishes: list[int], busy: list[Interval], slots: list[Interval | None]) -> None:
    assert allot(wishes, window=WINDOW, busy=busy) == slots
