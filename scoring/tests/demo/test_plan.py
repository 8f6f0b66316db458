"""The plan of the demo city, in any year."""

from datetime import date

import pytest

from scoring.demo.plan import budget_rows, objective_rows


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2029, 1, 1), date(2031, 6, 10)])
def test_the_plan_holds_for_every_year_of_the_story_and_has_money_for_next_year(today: date) -> None:
    spans = {(int(row["first_year"]), int(row["last_year"])) for row in objective_rows(today)}
    ((first, last),) = spans

    assert first <= today.year - 1
    assert last >= today.year + 1
    assert {int(row["year"]) for row in budget_rows(today)} == set(range(first, last + 1))
