"""The cross-checks of rules §8, each with the case that just is and the one that just is not."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dailylog.rules.checks import DAY_CHECKS, check
from dailylog.rules.checks.bulk import bulk_approvals
from dailylog.rules.checks.facts import DayFacts, Entry, Found, Match, Night, Photo
from dailylog.rules.places import Place

DAY = date(2026, 3, 10)
#: 07.30 to 16.00 with an hour of break, present from 07.20 to 16.10.
FACTS = DayFacts(
    date=DAY,
    over=True,
    required=True,
    mode="wfo",
    check_in=440,
    check_out=970,
    day_start=450,
    day_end=960,
    break_minutes=60,
    overtime_minutes=60,
    wfa_max_minutes=450,
    copied_days=5,
    quantity_factor=Decimal(10),
)


def entry(start: int = 480, end: int = 540, key: int = 1, **more: Any) -> Entry:
    return Entry(key, (start, end), more.pop("text", "Rapat koordinasi"), **more)


def found(kind: str, **facts: Any) -> list[Found]:
    return list(DAY_CHECKS[kind](replace(FACTS, **facts)))


def test_quiet_day_has_no_findings() -> None:
    assert check(replace(FACTS, entries=[entry(), entry(540, 600, 2)])) == []


@pytest.mark.parametrize(("out", "there"), [(1019, False), (1020, True)])
def test_overtime_begins_an_hour_after_the_end(out: int, there: bool) -> None:
    assert bool(found("overtime_without_activity", check_out=out, entries=[entry(480, 960)])) is there


def test_overtime_with_work_after_the_end_is_none() -> None:
    assert found("overtime_without_activity", check_out=1100, entries=[entry(480, 961)]) == []
    assert found("overtime_without_activity", check_out=1100, entries=[entry(961, 1000), entry(480, 900, 2)]) == []


def test_overtime_says_until_when_and_how_long() -> None:
    (one,) = found("overtime_without_activity", check_out=1440 + 90)
    assert (one.params, one.entries) == ({"out_clock": 90, "minutes": 570}, ())


@pytest.mark.parametrize(("begin", "there"), [(1499, False), (1500, True)])
def test_work_of_the_next_morning_belongs_to_a_shift_until_its_check_out(begin: int, there: bool) -> None:
    assert bool(found("overtime_without_activity", check_out=1500, later=[(begin, begin + 30)])) is there


def test_overtime_is_not_judged_while_the_day_lasts() -> None:
    assert found("overtime_without_activity", check_out=1100, over=False) == []


@pytest.mark.parametrize(("span", "minutes"), [((440, 970), 0), ((439, 480), 1), ((960, 1000), 30)])
def test_minutes_outside_presence_are_counted(span: tuple[int, int], minutes: int) -> None:
    assert [each.params["minutes"] for each in found("activity_outside_presence", entries=[entry(*span)])] == (
        [minutes] if minutes else []
    )


def test_approved_overtime_is_no_absence() -> None:
    assert found("activity_outside_presence", entries=[entry(970, 1020)], overtime=[(970, 1020)]) == []


def test_missing_mark_is_replaced_by_the_schedule() -> None:
    assert found("activity_outside_presence", check_out=None, entries=[entry(900, 960)]) == []
    assert len(found("activity_outside_presence", check_out=None, entries=[entry(900, 961)])) == 1


def test_the_finding_names_the_hours_of_presence_as_a_clock_shows_them() -> None:
    (one,) = found("activity_outside_presence", check_in=1300, check_out=1860, entries=[entry(1290, 1310, 4)])
    assert (one.params, one.entries, one.mark) == ({"minutes": 10, "in_clock": 1300, "out_clock": 420}, (4,), "4")
    (one,) = found("activity_outside_presence", check_in=1441, check_out=1860, entries=[entry(1440, 1450, 4)])
    assert one.params["in_clock"] == 1


def test_on_a_day_of_leave_hours_are_not_held_against_presence() -> None:
    assert found("activity_outside_presence", on_leave=True, entries=[entry(400, 430)]) == []


@pytest.mark.parametrize("hours", [{"day_start": None}, {"day_end": None}, {"check_in": None, "check_out": None}])
def test_where_no_presence_can_be_told_nothing_is_outside(hours: dict[str, Any]) -> None:
    marks = {"check_in": None, "check_out": None, "entries": [entry(400, 430)]}
    one_mark = {"check_out": 960} if hours.get("day_start", 0) is None else {"check_in": 450}
    assert found("activity_outside_presence", **(marks | one_mark | hours)) == []


#: Until 06.00 of this day the shift of the evening before lasted: present until 06.10.
NIGHT = Night(end=360, presence=(-140, 370), marked=True, required=True, away=False)


def test_work_before_the_nights_end_is_held_against_the_nights_presence() -> None:
    entries = [entry(355, 380, 1), entry(360, 380, 2)]
    found_ones = found("activity_outside_presence", night=NIGHT, entries=entries)
    assert [(each.entries, each.params) for each in found_ones] == [
        ((2,), {"minutes": 20, "in_clock": 440, "out_clock": 970}),
        ((1,), {"minutes": 10, "in_clock": 1300, "out_clock": 370}),
    ]


@pytest.mark.parametrize("night", [replace(NIGHT, away=True), replace(NIGHT, presence=None)])
def test_a_night_away_or_without_presence_holds_nothing_against_its_work(night: Night) -> None:
    assert found("activity_outside_presence", night=night, entries=[entry(340, 380)]) == []


def test_work_of_the_night_fills_no_overtime_of_the_day() -> None:
    busy = {"check_out": 1100, "day_end": 350, "entries": [entry(340, 380)]}
    assert found("overtime_without_activity", **busy) == []
    assert len(found("overtime_without_activity", night=NIGHT, **busy)) == 1


def test_each_entry_outside_is_a_finding_of_its_own() -> None:
    entries = [entry(400, 430, 1), entry(990, 1000, 2)]
    assert [(each.entries, each.mark) for each in found("activity_outside_presence", entries=entries)] == [
        ((1,), "1"),
        ((2,), "2"),
    ]


AWAY = {"check_in": None, "check_out": None}


@pytest.mark.parametrize(
    ("facts", "there"),
    [
        (AWAY, True),
        (AWAY | {"over": False}, False),
        (AWAY | {"required": False}, False),
        ({"on_leave": True, "required": False}, True),
        ({}, False),
        (AWAY | {"entries": []}, False),
    ],
)
def test_work_on_a_day_of_absence(facts: dict[str, Any], there: bool) -> None:
    assert bool(found("activity_on_absent_or_leave_day", **({"entries": [entry()]} | facts))) is there


def test_leave_and_absence_name_their_entries() -> None:
    entries = [entry(key=4), entry(540, 600, 9)]
    (leave,) = found("activity_on_absent_or_leave_day", on_leave=True, entries=entries)
    (absence,) = found("activity_on_absent_or_leave_day", **AWAY, entries=entries)
    assert [(each.params, each.entries, each.mark) for each in (leave, absence)] == [({"count": 2}, (4, 9), "")] * 2
    assert ("cuti" in leave.message, "tidak ada absen" in absence.message) == (True, True)


UNMARKED = replace(NIGHT, presence=None, marked=False)


@pytest.mark.parametrize(
    ("night", "facts", "there"),
    [
        (UNMARKED, {}, True),
        (UNMARKED, {"over": False}, False),
        (replace(UNMARKED, required=False), {}, False),
        (replace(UNMARKED, marked=True), {}, False),
        (replace(UNMARKED, marked=True, away=True), {"over": False}, True),
        (replace(UNMARKED, end=340), {}, False),
    ],
)
def test_work_of_a_night_of_absence(night: Night, facts: dict[str, Any], there: bool) -> None:
    found_ones = found("activity_on_absent_or_leave_day", night=night, entries=[entry(340, 350, 5)], **facts)
    assert [(each.entries, each.mark) for each in found_ones] == ([((5,), "night")] if there else [])


def test_overlap_names_the_common_minutes() -> None:
    (one,) = found("overlapping_activities", entries=[entry(480, 560, 7), entry(540, 600, 3)])
    assert (one.entries, one.mark) == ((3, 7), "3-7")
    assert (one.params["start_clock"], one.params["end_clock"]) == (540, 560)


def test_entries_that_touch_do_not_overlap() -> None:
    assert found("overlapping_activities", entries=[entry(480, 540), entry(540, 600, 2)]) == []


@pytest.mark.parametrize(
    ("facts", "short"),
    [
        # 510 minutes there, less the break: exactly the 450 due.
        ({"check_in": 480, "check_out": 990}, None),
        ({"check_in": 480, "check_out": 989}, 1),
        ({"check_in": 480, "check_out": 989, "mode": "wfo"}, None),
        ({"check_in": 480, "check_out": None}, None),
        ({"check_in": 480, "check_out": 989, "required": False}, None),
        ({"check_in": 480, "check_out": 989, "over": False}, None),
        ({"check_in": 480, "check_out": 989, "day_start": None, "day_end": None}, None),
        # A short day demands no more than its own minutes, a long one no more than 450.
        ({"check_in": 480, "check_out": 900, "day_end": 870}, None),
        ({"check_in": 480, "check_out": 990, "day_end": 1080}, None),
    ],
)
def test_day_from_anywhere_is_measured(facts: dict[str, Any], short: int | None) -> None:
    short_ones = found("short_wfa_day", **({"mode": "wfa"} | facts))
    # A day is short once: nothing tells it from another.
    expected = [] if short is None else [({"short": short, "due": 450}, (), "")]
    assert [(each.params, each.entries, each.mark) for each in short_ones] == expected


def test_reused_photograph_names_the_first_day() -> None:
    matches = [Match(5, DAY - timedelta(days=2), False), Match(2, DAY - timedelta(days=9), True)]
    (one,) = found("reused_photo", entries=[entry(photos=[Photo(8, matches=matches)])])
    assert (one.params["on_date"], one.mark) == ("2026-03-01", "8")
    assert "pegawai lain" in one.message


def test_reused_photograph_of_ones_own_says_so_and_a_new_one_nothing() -> None:
    own = entry(photos=[Photo(8, matches=[Match(5, DAY - timedelta(days=2), False)])])
    (one,) = found("reused_photo", entries=[own, entry(600, 660, 2, photos=[Photo(9)])])
    assert (one.entries, one.mark) == ((1,), "8")
    assert "foto sendiri" in one.message


def test_presence_that_lacks_a_mark_takes_the_schedules() -> None:
    assert replace(FACTS, check_in=None).presence == (450, 970)
    assert replace(FACTS, check_out=None).presence == (440, 960)


@pytest.mark.parametrize(("taken", "there"), [(DAY, False), (None, False), (DAY - timedelta(days=1), True)])
def test_photograph_of_another_day(taken: date | None, there: bool) -> None:
    found_ones = found("photo_far_or_old", entries=[entry(photos=[Photo(8, taken)])])
    expected = [({"on_date": "2026-03-09"}, (1,), "8")] if there else []
    assert [(each.params, each.entries, each.mark) for each in found_ones] == expected


SAME = frozenset({"rapat koordinasi"})


@pytest.mark.parametrize(
    ("earlier", "there"),
    [
        ([SAME] * 4, True),
        ([SAME] * 3, False),
        ([SAME, SAME, frozenset(), SAME], False),
        ([SAME] * 9, True),
        # What stood there before the five days does not matter.
        ([*[SAME] * 4, frozenset()], True),
    ],
)
def test_same_text_five_workdays_running(earlier: list[frozenset[str]], there: bool) -> None:
    typed = [entry(text="  RAPAT   koordinasi ")]
    assert bool(found("copy_pasted_days", entries=typed, earlier=earlier)) is there


def test_text_copied_twice_on_a_day_is_one_finding() -> None:
    (one,) = found("copy_pasted_days", entries=[entry(), entry(540, 600, 2)], earlier=[SAME] * 4)
    assert (one.entries, one.mark, one.params) == ((1, 2), "1", {"days": 5})
    assert "%(days)s hari kerja" in one.message


def test_words_of_a_recurring_task_are_no_copy() -> None:
    assert found("copy_pasted_days", entries=[entry(arranged=True)], earlier=[SAME] * 4) == []


@pytest.mark.parametrize(("amounts", "there"), [(["50"], False), (["50.1"], True), (["30", "21"], True)])
def test_ten_times_the_median_day_is_possible_and_more_is_not(amounts: list[str], there: bool) -> None:
    entries = [
        entry(480 + n, 481 + n, n, target_id=4, quantity=Decimal(amount)) for n, amount in enumerate(amounts, start=1)
    ]
    found_ones = found("impossible_quantity", entries=entries, medians={4: Decimal("5.00")})
    total = str(sum(map(Decimal, amounts)))
    expected = {"total_number": total, "median_number": "5.00"}
    named = [(expected, tuple(range(1, len(amounts) + 1)), "t4")] if there else []
    assert [(each.params, each.entries, each.mark) for each in found_ones] == named


def test_work_for_no_target_or_without_a_quantity_adds_to_none() -> None:
    entries = [entry(key=1, quantity=Decimal(99)), entry(540, 600, 2, target_id=4), entry(600, 660, 3, target_id=4)]
    assert found("impossible_quantity", entries=entries, medians={4: Decimal(1)}) == []
    big = [*entries, entry(660, 700, 4, target_id=4, quantity=Decimal(11))]
    assert [each.entries for each in found("impossible_quantity", entries=big, medians={4: Decimal(1)})] == [(4,)]


def test_without_an_earlier_day_nothing_is_impossible() -> None:
    assert found("impossible_quantity", entries=[entry(target_id=4, quantity=Decimal(9999))]) == []


def moments(*seconds: float) -> list[datetime]:
    start = datetime.fromisoformat("2026-03-10T16:00:00+07:00")
    return [start + timedelta(seconds=each) for each in seconds]


@pytest.mark.parametrize(
    ("seconds", "bursts"),
    [
        ([0, 5, 10], [3]),
        ([0, 5, 10.1], []),
        ([0, 1], []),
        ([0, 0, 0, 0], [4]),
        # An approval belongs to one burst.
        ([0, 5, 10, 12, 13], [3]),
        ([0, 20, 21, 22, 60, 61, 62], [3, 3]),
    ],
)
def test_bursts_of_approvals(seconds: list[float], bursts: list[int]) -> None:
    assert [count for _at, count in bulk_approvals(moments(*seconds), entries=3, seconds=10)] == bursts


def test_a_burst_begins_with_its_first_approval() -> None:
    sent = moments(0, 20, 21, 22)
    assert bulk_approvals(sent, entries=3, seconds=10) == [(sent[1], 3)]


def test_nothing_comes_after_the_last_approval() -> None:
    sent = moments(0, 20)
    assert bulk_approvals(sent, entries=1, seconds=10) == [(sent[0], 1), (sent[1], 1)]


OFFICE = Place(-7.26, 112.75)
#: A degree of latitude is about 111 km.
FIVE_KM, SIX_KM, SEVEN_KM = Place(-7.2105, 112.75), Place(-7.2055, 112.75), Place(-7.197, 112.75)


@pytest.mark.parametrize("mode", ["wfo", "wfa"])
@pytest.mark.parametrize(("place", "away"), [(OFFICE, None), (FIVE_KM, None), (SIX_KM, 6), (SEVEN_KM, 7), (None, None)])
def test_photograph_far_from_where_its_person_tapped(place: Place | None, away: int | None, mode: str) -> None:
    shown = [entry(photos=[Photo(8, place=place)])]
    found_ones = found("photo_far_or_old", places=[OFFICE], entries=shown, mode=mode)
    expected = [] if away is None else [({"away": away}, (1,), "8")]
    assert [(each.params, each.entries, each.mark) for each in found_ones] == expected


@pytest.mark.parametrize(
    "facts",
    [
        {"places": []},
        {"places": [OFFICE, SEVEN_KM]},
        {"places": [OFFICE], "mode": "field"},
    ],
)
def test_place_of_a_photograph_says_nothing_without_a_place_to_hold_it_against(facts: dict[str, Any]) -> None:
    shown = [entry(photos=[Photo(8, place=SEVEN_KM)])]
    assert found("photo_far_or_old", entries=shown, **facts) == []


def test_entry_that_names_its_own_place_may_be_anywhere() -> None:
    shown = [entry(photos=[Photo(8, place=SEVEN_KM)], placed=True)]
    assert found("photo_far_or_old", places=[OFFICE], entries=shown) == []
