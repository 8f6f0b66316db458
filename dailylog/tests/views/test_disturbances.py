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


def fields(start: datetime = DOWN, end: datetime = UP) -> dict[str, str]:
    return {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}", "note": "Peladen mati"}


def test_what_it_does_is_shown_before_it_is_saved(client: Client, cast: Cast, hours: None) -> None:
    client.force_login(cast.operator)
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=7)):
        shown = client.post(reverse("disturbance_new"), fields()).content.decode()
        assert not Disturbance.objects.exists()
        saved = client.post(reverse("disturbance_new"), fields() | {"simpan": "ya"})
    assert "14 pegawai memperoleh waktu tambahan" in shown
    assert "menjadi 14 Maret 2026 pukul 04.00 WIB" in shown
    assert saved.status_code == 302
    assert Disturbance.objects.get().end == UP


def test_refused_change_stands_at_its_field(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    client.force_login(cast.operator)
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=7)):
        response = client.post(
            reverse("disturbance_edit", args=[outage.pk]), fields(end=UP - timedelta(hours=1)) | {"simpan": "ya"}
        )
    assert response.status_code == 422
    assert "tidak dapat dimajukan lagi" in response.context["form"].errors["end"][0]


def test_day_says_that_its_deadline_moved(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 14, 3, tzinfo=ZONE)):
        client.force_login(cast.staff)
        page = client.get(reverse("day_log", args=[DAY])).content.decode()
        other = client.get(reverse("day_log", args=[DAY - timedelta(days=1)])).content.decode()
    assert "bergeser dari 13 Maret 2026 pukul 23.59 WIB menjadi 14 Maret 2026 pukul 04.00 WIB" in page
    assert "Gangguan aplikasi tercatat" not in other


def test_outage_that_moved_a_deadline_offers_no_removal(
    client: Client, cast: Cast, hours: None, outage: Disturbance
) -> None:
    client.force_login(cast.operator)
    page = client.get(reverse("disturbance_remove", args=[outage.pk])).content.decode()
    assert "sudah menggeser batas pengisian" in page
    client.post(reverse("disturbance_remove", args=[outage.pk]))
    assert Disturbance.objects.filter(pk=outage.pk).exists()
