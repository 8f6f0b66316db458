"""PERIOD is a year or a month."""

from datetime import date

import pytest

from kinerja.tables.errors import TableError
from kinerja.tables.periods import period_days


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_first_and_last_day(period: str, days: tuple[date, date]) -> None:
    assert period_days(period) == days


@pytest.mark.parametrize("period", ["", "26", "2026-13", "2026-3", "2026-03-01", "٢٠٢٦"])
def test_anything_else_is_refused(period: str) -> None:
    with pytest.raises(TableError, match="bukan masa"):
        period_days(period)
