"""Volumes in the background."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts.actions import volumes
from contracts.actions.volumes import request_volume, run_volume, volumes_to_wake
from contracts.models import Agreement, Volume
from contracts.tests.paper.reading import whole_text
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def signed(cast: Cast) -> Agreement:
    """An agreement of the staff that was signed on paper."""
    return Agreement.objects.create(
        year=YEAR, holder=cast.staff, superior=cast.lead, signed_on=timezone.localdate(), sealed_at=timezone.now()
    )


def test_a_volume_is_asked_for_woken_up_and_done(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR, unit=cast.units["dki"])

    assert volumes_to_wake() == [volume.pk]
    assert run_volume(volume.pk)

    volume.refresh_from_db()
    assert (volume.state, volume.done, volume.total) == ("done", 1, 1)
    assert volume.size == len(volume.content or b"")
    text = whole_text(bytes(volume.content or b""))
    assert cast.staff.name in text
    assert "Dinas Komunikasi dan Informatika" in text


def test_a_volume_that_is_done_is_not_done_again(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR)
    run_volume(volume.pk)

    assert not run_volume(volume.pk)
    assert volumes_to_wake() == []


def test_a_woken_volume_is_left_alone_until_its_heart_stops(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR)
    volumes_to_wake()

    assert volumes_to_wake() == []
    assert volumes_to_wake(timezone.now() + volumes.WAKE_AGAIN + timedelta(seconds=1)) == [volume.pk]


def test_nothing_to_bind_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(DomainError) as caught:
        request_volume(by=cast.ortala, year=YEAR)

    assert caught.value.code == "nothing_to_bind"


def test_only_drafts_fail_with_the_reason(cast: Cast) -> None:
    Agreement.objects.create(year=YEAR, holder=cast.staff, superior=cast.lead)
    volume = request_volume(by=cast.ortala, year=YEAR)

    assert not run_volume(volume.pk)

    volume.refresh_from_db()
    assert volume.state == "failed"
    assert volume.error.startswith("Tidak ada perjanjian yang berlaku")


def test_what_breaks_is_tried_again_and_given_up(
    signed: Agreement, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_volume: Volume) -> bytes:
        raise OSError("disk")

    monkeypatch.setattr(volumes, "bind_places", broken)
    volume = request_volume(by=cast.ortala, year=YEAR)

    states = []
    for _attempt in range(volumes.MAX_ATTEMPTS):
        run_volume(volume.pk)
        volume.refresh_from_db()
        states.append(volume.state)

    assert states == ["pending", "pending", "failed"]
    assert volume.error == "OSError: disk"


def test_one_person_waits_for_few_at_a_time(signed: Agreement, cast: Cast) -> None:
    for _each in range(volumes.MOST_OPEN):
        request_volume(by=cast.ortala, year=YEAR)

    with pytest.raises(DomainError) as caught:
        request_volume(by=cast.ortala, year=YEAR)

    assert caught.value.code == "volumes_waiting"


def test_old_volumes_are_thrown_away(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR)
    run_volume(volume.pk)
    Volume.objects.update(created_at=timezone.now() - volumes.KEPT - timedelta(hours=1))

    volumes_to_wake()

    assert not Volume.objects.exists()
