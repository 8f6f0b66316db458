"""What a closed month says to the roster."""

from datetime import UTC, date, datetime, time

import pytest

from kinerja.errors import DomainError
from organization.actions.rosters import publish_roster
from organization.actions.shifts import save_shift
from organization.models import RosterDay
from scoring.models import Month
from tests.cast import Cast


def test_a_closed_month_keeps_its_roster_and_the_hours_of_its_shifts(cast: Cast) -> None:
    night = save_shift(code="M", name="Malam", start=time(22), end=time(6), break_minutes=60)
    publish_roster(plan={cast.staff.pk: {date(2026, 3, 10): "M"}})
    Month.objects.create(month=date(2026, 3, 1), locked_at=datetime(2026, 4, 20, tzinfo=UTC))
    with pytest.raises(DomainError, match="ditutup"):
        publish_roster(plan={cast.staff.pk: {date(2026, 3, 11): "M"}})
    with pytest.raises(DomainError, match="giliran baru"):
        save_shift(code="M", name="Malam", start=time(21), end=time(6), break_minutes=60, shift_id=night.pk)
    assert publish_roster(plan={cast.staff.pk: {date(2026, 4, 1): "M"}}) == 1
    assert RosterDay.objects.count() == 2
