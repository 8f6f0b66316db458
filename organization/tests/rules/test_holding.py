"""Whose post counts on a day, and on which days of a month."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.rules.holding import Holding, Span, assignment_on, deciding, head_of, spans

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
ONE_DAY = timedelta(days=1)


def holding(
    code: str = "A",
    *,
    nip: str = "1",
    definitive: bool = True,
    start: date = FIRST,
    end: date | None = None,
    level: str = "staff",
) -> Holding:
    return Holding(1, nip, 1, code, 1, level, Decimal(1), definitive, start, end)


days = st.dates(FIRST - 5 * ONE_DAY, LAST + 5 * ONE_DAY)


@st.composite
def held(draw: st.DrawFn) -> Holding:
    """A holding of any kind that touches the month or lies near it."""
    start = draw(days)
    end = draw(st.none() | st.dates(start, LAST + 6 * ONE_DAY))
    code = draw(st.sampled_from("ABC"))
    return holding(code, definitive=draw(st.booleans()), start=start, end=end)


def by_definition(holdings: list[Holding], day: date) -> Holding | None:
    """Rules §1, word for word: definitive, else the acting one that began latest; ties to the lower code (§0)."""
    found = [each for each in holdings if each.start <= day and (each.end is None or day <= each.end)]
    among = [each for each in found if each.definitive] or found
    latest = max((each.start for each in among), default=None)
    return min((each for each in among if each.start == latest), key=lambda each: each.position_code, default=None)


@pytest.mark.parametrize(("day", "covered"), [(-1, False), (0, True), (4, True), (5, False)])
def test_both_ends_of_a_holding_belong_to_it(day: int, covered: bool) -> None:
    one = holding(start=FIRST, end=FIRST + 4 * ONE_DAY)
    assert one.covers(FIRST + day * ONE_DAY) is covered


def test_a_holding_spans_a_stretch_only_whole() -> None:
    one = holding(start=FIRST, end=FIRST + 4 * ONE_DAY)
    assert one.covers(FIRST, FIRST + 4 * ONE_DAY)
    assert not one.covers(FIRST, FIRST + 5 * ONE_DAY)
    assert not one.covers(FIRST - ONE_DAY, FIRST)


def test_an_acting_post_does_not_displace_the_definitive_one_however_late_it_began() -> None:
    own, acting = holding("B"), holding("A", definitive=False, start=LAST)
    assert assignment_on([acting, own], LAST) is own


def test_of_acting_posts_the_one_that_began_latest_counts_and_of_one_day_the_lower_code() -> None:
    early = holding("A", definitive=False)
    late, same_day = (holding(code, definitive=False, start=LAST) for code in "CB")
    assert assignment_on([early, late, same_day], LAST) is same_day
    assert assignment_on([early, late, same_day], LAST - ONE_DAY) is early


@given(st.lists(held(), max_size=5), days)
def test_the_assignment_of_a_day_is_the_one_that_the_rules_name(holdings: list[Holding], day: date) -> None:
    assert assignment_on(holdings, day) == by_definition(holdings, day)


@given(st.lists(held(), max_size=4))
def test_spans_say_of_every_day_what_the_day_itself_says(holdings: list[Holding]) -> None:
    found = spans(holdings, FIRST, LAST)
    told = {span.first + n * ONE_DAY: span.holding for span in found for n in range((span.last - span.first).days + 1)}
    month = [FIRST + n * ONE_DAY for n in range(31)]
    assert sum((span.last - span.first).days + 1 for span in found) == len(told)
    assert {day: told.get(day) for day in month} == {day: by_definition(holdings, day) for day in month}
    assert set(told) <= set(month)


def test_a_month_under_one_post_is_one_span() -> None:
    assert spans([holding()], FIRST, LAST) == [Span(FIRST, LAST, holding())]


def test_a_change_that_does_not_touch_the_month_cuts_nothing() -> None:
    own = holding("A", start=FIRST)
    ended = holding("B", definitive=False, start=FIRST - 9 * ONE_DAY, end=FIRST - ONE_DAY)
    next_month = holding("C", definitive=False, start=LAST + ONE_DAY)
    ends_with_it = holding("D", definitive=False, start=FIRST, end=LAST)
    assert spans([own, ended, next_month, ends_with_it], FIRST, LAST) == [Span(FIRST, LAST, own)]


def test_a_stretch_without_a_post_is_left_out() -> None:
    one = holding("A", end=date(2026, 3, 9))
    other = holding("B", start=date(2026, 3, 20))
    assert spans([one, other], FIRST, LAST) == [
        Span(FIRST, date(2026, 3, 9), one),
        Span(date(2026, 3, 20), LAST, other),
    ]


def test_a_post_may_change_on_the_second_day_and_on_the_last() -> None:
    one = holding("A", end=FIRST)
    other = holding("B", start=FIRST + ONE_DAY, end=LAST - ONE_DAY)
    third = holding("C", start=LAST)
    found = [Span(FIRST, FIRST, one), Span(FIRST + ONE_DAY, LAST - ONE_DAY, other), Span(LAST, LAST, third)]
    assert spans([one, other, third], FIRST, LAST) == found
    assert spans([one], FIRST, LAST) == found[:1]


def test_the_deciding_assignment_is_that_of_the_last_day_with_one() -> None:
    one, other = holding("A", end=date(2026, 3, 9)), holding("B", start=date(2026, 3, 10), end=date(2026, 3, 20))
    assert deciding(spans([other, one], FIRST, LAST)) is other
    assert deciding(spans([one], FIRST, LAST)) is one
    assert deciding([]) is None


def test_head_is_definitive_before_acting_then_the_latest_then_the_lower_nip() -> None:
    acting = holding(nip="1", level="opd_head", definitive=False, start=LAST)
    older = holding(nip="2", level="opd_head")
    newer, same_day = (holding(nip=nip, level="opd_head", start=FIRST + ONE_DAY) for nip in "43")
    staff = holding(nip="0", level="staff", start=LAST)
    assert head_of([acting, older, newer, same_day, staff], "opd_head", LAST) is same_day
    assert head_of([acting, staff], "opd_head", LAST) is acting
    assert head_of([acting, staff], "opd_head", LAST - ONE_DAY) is None
