"""Months as values: `2025-03`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """`2025-03`; a bare year means its December, as in the export of pledges."""
        year, _, number = text.partition("-")
        return cls(int(year), int(number or 12))

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Month:
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    def days(self) -> list[date]:
        return [date(self.year, self.number, day) for day in range(1, self.last.day + 1)]

    def year_so_far(self) -> list[Month]:
        """January up to and including this month."""
        return [Month(self.year, number) for number in range(1, self.number + 1)]

    def holds(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
