"""Terms of leave: what is refused, what is only pointed out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.leave_terms import Asked, Remark, beyond, joined, remarks
from kinerja.days import months_after

START, SINCE = date(2026, 3, 2), date(2015, 3, 1)
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))


def codes(kind: str, end: date, **known: Any) -> dict[str, bool]:
    """The remarks about a leave since ``START`` by code, with whether they block."""
    return {each.code: each.blocks for each in told(kind, end, **known)}


def told(kind: str, end: date, **known: Any) -> list[Remark]:
    values: dict[str, Any] = {"kind": kind, "start": START, "end": end, "since": SINCE}
    found = remarks(Asked(**(values | known)))
    # Each says something, and names what its sentence asks for.
    assert all(each.sentence % each.values for each in found)
    return found


@pytest.mark.parametrize(
    ("kind", "last", "code"),
    [
        ("long", date(2026, 6, 1), "leave_end_long"),
        ("maternity", date(2026, 6, 1), "leave_end_maternity"),
        ("important", date(2026, 4, 1), "leave_end_important"),
        ("unpaid", date(2029, 3, 1), "leave_end_unpaid"),
    ],
)
def test_longest_leave_of_a_kind(kind: str, last: date, code: str) -> None:
    assert code not in codes(kind, last)
    assert codes(kind, last + timedelta(days=1))[code] is True


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (14, "leave_sick_letter"),
        (15, "leave_sick_14"),
        (365, "leave_sick_14"),
        (366, "leave_sick_12"),
        (700, "leave_sick_18"),
    ],
)
def test_sick_leave_is_never_refused_but_asks_for_more(days: int, code: str) -> None:
    """An accident at work is cured as long as it takes."""
    assert codes("sick", START + timedelta(days=days - 1)) == {code: False}


def test_two_letters_in_a_row_are_one_illness() -> None:
    week = (START - timedelta(days=10), START - timedelta(days=3))
    assert "leave_sick_14" in codes("sick", START + timedelta(days=6), earlier=[week])
    long_ago = (START - timedelta(days=30), START - timedelta(days=20))
    assert "leave_sick_letter" in codes("sick", START + timedelta(days=6), earlier=[long_ago])


def test_letters_are_joined_from_the_last_to_the_first() -> None:
    first, second = (START - timedelta(days=20), START - timedelta(days=12)), (START - timedelta(days=9), START)
    for letters in ([first, second], [second, first]):
        assert joined(START, START + timedelta(days=2), letters) == first[0]


@pytest.mark.parametrize(("days", "joins"), [(4, True), (5, False)])
def test_a_weekend_with_a_holiday_on_both_sides_does_not_break_an_illness(days: int, joins: bool) -> None:
    letter = (START - timedelta(days=10), START - timedelta(days=days))
    assert joined(START, START, [letter]) == (letter[0] if joins else START)


@pytest.mark.parametrize(
    ("end", "code", "names_day"),
    [
        (date(2026, 3, 16), "leave_sick_14", False),
        (date(2027, 3, 1), "leave_sick_14", False),
        (date(2027, 3, 2), "leave_sick_12", True),
        (date(2027, 9, 1), "leave_sick_12", True),
        (date(2027, 9, 2), "leave_sick_18", True),
    ],
)
def test_long_illness_names_since_when(end: date, code: str, names_day: bool) -> None:
    (one,) = told("sick", end)
    assert (one.code, one.values) == (code, {"day": START} if names_day else {})


def test_what_refuses_stands_before_what_is_to_be_looked_at() -> None:
    found = told("long", date(2026, 9, 1), since=date(2022, 1, 1))
    assert [each.blocks for each in found] == [True, False]
    children = [(date(year, 1, 1), date(year, 3, 31)) for year in (2018, 2020, 2022)]
    assert [each.blocks for each in told("maternity", date(2026, 9, 1), male=True, earlier=children)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("since", "early"), [(date(2021, 3, 2), False), (date(2021, 3, 3), True)])
def test_long_leave_after_exactly_five_years_is_not_early(since: date, early: bool) -> None:
    expected = [("leave_long_early", {"day": date(2026, 3, 3)})] if early else []
    assert [(each.code, each.values) for each in told("long", START, since=since)] == expected
    unpaid = [(each.code, each.values) for each in told("unpaid", START, since=since)]
    assert unpaid == [
        *([("leave_unpaid_early", {"day": date(2026, 3, 3)})] if early else []),
        ("leave_unpaid_decree", {}),
    ]


@pytest.mark.parametrize(("begun", "again"), [(date(2021, 3, 2), False), (date(2021, 3, 3), True)])
def test_five_years_lie_between_two_long_leaves(begun: date, again: bool) -> None:
    earlier = [(date(2016, 1, 1), date(2016, 3, 1)), (begun, begun + timedelta(days=60))]
    found = {each.code: each.values for each in told("long", START, earlier=earlier)}
    assert found == ({"leave_long_again": {"day": begun}} if again else {})


def test_of_several_long_leaves_the_last_is_named() -> None:
    earlier = [(date(year, 1, 1), date(year, 2, 1)) for year in (2022, 2025, 2023)]
    (again,) = told("long", START, earlier=earlier)
    assert again.values == {"day": date(2025, 1, 1)}


def test_annual_leave_of_the_year_is_named_with_its_days() -> None:
    (annual,) = told("long", START, annual_taken=1)
    assert (annual.code, annual.values) == ("leave_long_annual", {"days": 1})


def test_important_reason_is_always_to_be_looked_at() -> None:
    assert codes("important", START) == {"leave_important_reason": False}


def test_annual_leave_has_no_terms_of_these() -> None:
    assert told("annual", date(2026, 12, 31)) == []


def test_long_leave_before_five_years_is_left_to_the_official() -> None:
    """The first pilgrimage and a fourth child need no five years."""
    found = codes(
        "long", START, since=date(2022, 1, 1), earlier=[(date(2024, 1, 1), date(2024, 1, 31))], annual_taken=3
    )
    assert found == {"leave_long_early": False, "leave_long_again": False, "leave_long_annual": False}


def test_leave_outside_the_states_charge_needs_five_years_and_a_decree() -> None:
    assert codes("unpaid", START) == {"leave_unpaid_decree": False}
    assert codes("unpaid", START, since=date(2021, 3, 3))["leave_unpaid_early"] is True
    assert "leave_unpaid_early" not in codes("unpaid", START, since=date(2021, 3, 2))


def test_prolonged_by_a_year_at_most() -> None:
    three_years = (date(2023, 3, 2), date(2026, 3, 1))
    assert "leave_end_unpaid" not in codes("unpaid", date(2027, 3, 1), earlier=[three_years])
    assert codes("unpaid", date(2027, 3, 2), earlier=[three_years])["leave_end_unpaid"] is True
    # A year and two more are no leave of three years that was prolonged.
    one_year = (date(2025, 3, 2), date(2026, 3, 1))
    assert codes("unpaid", date(2028, 3, 1), earlier=[one_year])["leave_end_unpaid"] is True


def test_maternity_leave_is_the_mothers_and_for_three_children() -> None:
    assert codes("maternity", START) == {}
    assert codes("maternity", START, male=True) == {"leave_maternity_male": True}
    earlier = [(date(year, 1, 1), date(year, 3, 31)) for year in (2018, 2020, 2022)]
    assert codes("maternity", START, earlier=earlier[:2]) == {}
    assert codes("maternity", START, earlier=earlier) == {"leave_maternity_fourth": False}


@pytest.mark.parametrize(("kind", "refused"), [("long", True), ("important", True), ("unpaid", True), ("sick", False)])
def test_worker_by_contract_has_fewer_kinds(kind: str, refused: bool) -> None:
    assert codes(kind, START, by_contract=True).get("leave_by_contract", False) is refused


@given(DAYS, st.integers(0, 60), st.integers(0, 2000))
def test_a_longer_leave_is_never_allowed_where_a_shorter_one_is_not(start: date, months: int, days: int) -> None:
    last = months_after(start, months)
    assert beyond(start, last, months)
    assert not beyond(start, last - timedelta(days=1), months)
    assert beyond(start, last + timedelta(days=days), months)


@given(DAYS, st.lists(st.tuples(st.integers(1, 400), st.integers(0, 60)), max_size=8))
def test_an_illness_begins_with_one_of_its_letters(start: date, before: list[tuple[int, int]]) -> None:
    earlier = [(begin := start - timedelta(days=back), begin + timedelta(days=long)) for back, long in before]
    first = joined(start, start, earlier)
    assert first in {start, *(begin for begin, _end in earlier)}
    assert first <= start
    # No letter that reaches what was found lies before it.
    assert not any(begin < first <= finish + timedelta(days=4) for begin, finish in earlier)
