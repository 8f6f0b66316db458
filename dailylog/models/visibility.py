"""Rows about a person's days, narrowed to what somebody may see."""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models

from organization.access import access_for
from organization.models import Assignment

Row = TypeVar("Row", bound=models.Model)


class LogQuerySet(models.QuerySet[Row]):
    """Rows with an ``employee`` whose days they speak of."""

    def visible_to(self, user: Any) -> Self:
        """One's own, those of whoever holds a post in one's units today, or all of them (mission, "Who uses it").

        Ortala, BKPSDM and the operator read no daily logs.
        """
        access = access_for(user)
        if access.sees_city_logs:
            return self
        inside = Assignment.objects.on(access.day).filter(
            employee_id=models.OuterRef("employee_id"), position__unit_id__in=access.unit_ids
        )
        return self.filter(models.Q(employee_id=access.employee_id) | models.Exists(inside))

    def of(self, employee_id: int, day: date) -> Self:
        """Those of one person and day."""
        return self.filter(employee_id=employee_id, date=day)
