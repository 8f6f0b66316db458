"""What was tapped on a day."""

from __future__ import annotations

from datetime import date

from dailylog.models import PresenceTap


def last_tap(employee_id: int, day: date) -> PresenceTap | None:
    """The last tap of a day that was not taken back."""
    return PresenceTap.objects.of(employee_id, day).standing().order_by("-at", "-pk").first()
