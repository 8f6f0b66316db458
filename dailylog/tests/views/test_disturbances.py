"""Outages move deadlines."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.disturbances import record_disturbance
from dailylog.models import Disturbance
from dailylog.tests.conftest import DAY, ZONE
from kinerja.errors import DomainError
from tests.cast import Cast

#: The deadline of ``DAY`` is 13 March, 23.59.59; the outage lasts from two hours before to one hour after.
DOWN = datetime(2026, 3, 13, 22, tzinfo=ZONE)
UP = datetime(2026, 3, 14, 1, tzinfo=ZONE)


@pytest.fixture
def outage(cast: Cast) -> Disturbance:
    return record_disturbance(user_id=cast.operator.pk, start=DOWN, end=UP, note="Peladen mati", now=UP)


def test_page_names_the_moved_deadline(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 14, 3, tzinfo=ZONE)):
        client.force_login(cast.staff)
        page = client.get(reverse("day_log", args=[DAY])).content.decode()
    assert "Belum dikirim, batas 14 Maret 2026 pukul 04.00" in page


def test_outage_is_entered_once_it_is_over(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        record_disturbance(
            user_id=cast.operator.pk, start=DOWN, end=UP, note="Peladen mati", now=UP - timedelta(seconds=1)
        )
    assert refusal.value.code == "disturbance_lasts"


def test_outage_ends_after_it_began(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        record_disturbance(user_id=cast.operator.pk, start=UP, end=DOWN, note="Peladen mati", now=UP)
    assert refusal.value.code == "disturbance_end_after_start"
