"""The round that the demo city opens, on any day of a year."""

from datetime import date

import pytest

from scoring.demo.promises import ratified_on


@pytest.mark.parametrize(
    ("today", "ratified"),
    [
        (date(2027, 1, 1), date(2027, 1, 1)),
        (date(2027, 1, 9), date(2027, 1, 1)),
        (date(2027, 1, 11), date(2027, 1, 2)),
        (date(2026, 12, 31), date(2026, 12, 22)),
        (date(2028, 3, 1), date(2028, 2, 21)),
    ],
)
def test_the_budget_was_ratified_this_year(today: date, ratified: date) -> None:
    """A round is refused when it asks for a year later than the one after its budget (actions/rounds.py)."""
    assert ratified_on(today) == ratified
