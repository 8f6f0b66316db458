"""The laws of annual leave (PP 11/2017, Peraturan BKN 24/2017)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.leave_balance import (
    LeaveBalance,
    YearOfLeave,
    balance_of,
    by_contract,
    entitled_from,
    served_since,
)

LONG_AGO = date(2010, 1, 1)


@st.composite
def histories(draw: st.DrawFn) -> list[YearOfLeave]:
    """Consecutive years in which nobody takes more than there is, as the program sees to."""
    years: list[YearOfLeave] = []
    for year in range(2020, 2020 + draw(st.integers(1, 6))):
        opening = draw(st.none() | st.integers(0, 12))
        empty = YearOfLeave(year, long_leave=draw(st.booleans()), opening=opening)
        left = balance_of([*years, empty], LONG_AGO).left
        taken = draw(st.integers(0, left))
        years.append(replace(empty, taken=taken, asked=draw(st.integers(0, left - taken))))
    return years


@given(histories())
def test_a_year_holds_at_most_24_and_above_18_only_for_a_reason(years: list[YearOfLeave]) -> None:
    found = balance_of(years, LONG_AGO)
    assert 0 <= found.total <= 24
    entered = years[-1].opening is not None
    two_idle = [year.taken for year in years[-3:-1]] == [0, 0]
    assert found.total <= 18 or entered or two_idle


@given(histories())
def test_the_sum_is_right(years: list[YearOfLeave]) -> None:
    found = balance_of(years, LONG_AGO)
    assert found.left + found.taken + found.asked == found.right + (found.carried or 0)


@given(histories(), st.data())
def test_a_day_given_back_never_takes_leave_away(years: list[YearOfLeave], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(years) - 1))
    fewer = [replace(year, taken=max(0, year.taken - 1)) if n == at else year for n, year in enumerate(years)]
    assert balance_of(fewer, LONG_AGO).left >= balance_of(years, LONG_AGO).left


@given(histories())
def test_nothing_is_brought_in_before_somebody_entered_it(years: list[YearOfLeave]) -> None:
    known = any(year.opening is not None for year in years)
    assert (balance_of(years, LONG_AGO).carried is None) == (not known)


@given(histories())
def test_a_question_costs_nothing_once_the_year_is_over(years: list[YearOfLeave]) -> None:
    """What nobody decided was not taken: it neither counts as used nor as lost in the next year."""
    after = YearOfLeave(years[-1].year + 1)
    unasked = [replace(year, asked=0) for year in years]
    assert balance_of([*years, after], LONG_AGO) == balance_of([*unasked, after], LONG_AGO)


@pytest.mark.parametrize(
    ("taken", "carried"),
    [
        ((12, 12), 0),
        ((12, 9), 3),
        ((12, 0), 6),
        ((0, 1), 6),
        ((0, 0), 12),
    ],
)
def test_unused_days_are_carried(taken: tuple[int, int], carried: int) -> None:
    first, second = taken
    years = [YearOfLeave(2024, taken=first, opening=0), YearOfLeave(2025, taken=second), YearOfLeave(2026)]
    assert balance_of(years, LONG_AGO) == LeaveBalance(2026, 12, carried, 0, 0)


def test_a_balance_names_the_year_before_and_by_how_much_it_is_overdrawn() -> None:
    found = LeaveBalance(2026, 12, 3, taken=14, asked=3)
    assert (found.earlier, found.total, found.left, found.short) == (2025, 15, 0, 2)
    assert LeaveBalance(2026, 12, None, taken=5, asked=3).short == 0


@pytest.mark.parametrize(("ordinal", "contract"), [("01", False), ("12", False), ("13", True), ("21", True)])
def test_the_number_of_a_worker_by_contract_has_an_ordinal_for_a_month(ordinal: str, contract: bool) -> None:
    nip = f"19950210{2023}{ordinal}1034"
    assert by_contract(nip) is contract
    assert served_since(nip).month == (12 if contract else int(ordinal))


def test_one_year_without_leave_is_not_two() -> None:
    assert balance_of([YearOfLeave(2025, opening=0), YearOfLeave(2026)], LONG_AGO).carried == 6


def test_a_year_more_than_taken_up_hands_on_nothing() -> None:
    years = [YearOfLeave(2025, taken=14, opening=0), YearOfLeave(2026)]
    assert balance_of(years, LONG_AGO).carried == 0


def test_long_leave_takes_the_right_of_its_year_but_not_what_was_brought_in() -> None:
    years = [YearOfLeave(2025, taken=8, opening=0), YearOfLeave(2026, long_leave=True, taken=1)]
    found = balance_of(years, LONG_AGO)
    assert (found.right, found.carried, found.left) == (0, 4, 3)


def test_year_of_a_long_leave_is_no_unused_one() -> None:
    years = [YearOfLeave(2024, opening=0), YearOfLeave(2025, long_leave=True), YearOfLeave(2026)]
    assert balance_of(years, LONG_AGO).carried == 6


def test_first_year_of_service_has_no_right() -> None:
    entitled = entitled_from(date(2025, 3, 1))
    assert entitled == date(2026, 3, 1)
    assert balance_of([YearOfLeave(2025)], entitled).left == 0
    assert balance_of([YearOfLeave(2026)], entitled).left == 12


@pytest.mark.parametrize(
    ("nip", "since"),
    [
        ("198001012005011001", date(2005, 1, 1)),
        ("199502102023121004", date(2023, 12, 1)),
        # A PPPK: the ordinal of the contract, no month.
        ("199502102023212004", date(2023, 12, 1)),
    ],
)
def test_service_begins_as_the_number_tells(nip: str, since: date) -> None:
    assert served_since(nip) == since


def test_a_year_after_29_february_is_1_march() -> None:
    assert entitled_from(date(2024, 2, 29)) == date(2025, 3, 1)
