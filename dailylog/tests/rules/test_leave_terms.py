"""Terms of leave: what is refused, what is only pointed out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.leave_terms import Asked, beyond, joined, remarks
from kinerja.days import months_after

START, SINCE = date(2026, 3, 2), date(2015, 3, 1)
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))


def codes(kind: str, end: date, **known: Any) -> dict[str, bool]:
    """The remarks about a leave since ``START`` by code, with whether they block."""
    values: dict[str, Any] = {"kind": kind, "start": START, "end": end, "since": SINCE}
    asked = Asked(**(values | known))
    return {each.code: each.blocks for each in remarks(asked)}


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
    assert codes("maternity", START, earlier=earlier) == {"leave_maternity_fourth": False}


@pytest.mark.parametrize(("kind", "refused"), [("long", True), ("important", True), ("unpaid", True), ("sick", False)])
def test_worker_by_contract_has_fewer_kinds(kind: str, refused: bool) -> None:
    assert ("leave_by_contract" in codes(kind, START, by_contract=True)) is refused


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
