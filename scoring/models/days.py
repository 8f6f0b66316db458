"""The column that keeps the days of a person's month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from scoring.rules.days import Day, pack_days, unpack_days

if TYPE_CHECKING:
    DaysBase = models.Field[Sequence[Sequence[Any]], list[Day]]
else:
    DaysBase = models.Field


class DaysField(DaysBase):
    """A list of days as ``rules.days`` describes them, two integers a day in the database."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """An array of PostgreSQL."""
        return "bigint[]"

    def from_db_value(self, value: list[int] | None, expression: object, connection: object) -> list[Day] | None:
        """Integers to days."""
        return None if value is None else unpack_days(value)

    def get_prep_value(self, value: Any) -> Any:
        """Days to integers."""
        return pack_days(value) if isinstance(value, list) else value
