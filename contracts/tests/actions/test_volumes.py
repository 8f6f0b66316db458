"""Volumes in the background."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts.actions import volumes
from contracts.actions.volumes import request_volume, run_volume, volumes_to_wake
from contracts.models import Agreement, Volume, VolumeChunk
from contracts.paper import bound
from contracts.rules.deed import Deed, Letterhead
from contracts.tests.deeds import make_deed
from contracts.tests.paper.reading import page_texts, whole_text
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


def file_of(volume: Volume) -> bytes:
    return b"".join(bytes(chunk.content) for chunk in volume.chunks.order_by("number"))


def test_a_volume_is_asked_for_woken_up_and_done(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR, unit=cast.units["dki"])

    assert volumes_to_wake() == [volume.pk]
    assert run_volume(volume.pk)

    volume.refresh_from_db()
    assert (volume.state, volume.done, volume.total) == ("done", 1, 1)
    assert volume.size == len(file_of(volume))
    text = whole_text(file_of(volume))
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
    def broken(*_arguments: object, **_options: object) -> bytes:
        raise OSError("disk")

    monkeypatch.setattr(volumes, "lay_parts", broken)
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


def test_what_takes_too_long_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in (cast.head, cast.kabid, cast.staff):
        Agreement.objects.create(year=YEAR, holder=person, signed_on=timezone.localdate(), sealed_at=timezone.now())
    monkeypatch.setattr(volumes, "SECONDS", 0.0)
    monkeypatch.setattr(bound, "PART_PAGES", 1)
    volume = request_volume(by=cast.ortala, year=YEAR)

    finished, woken = [], []
    for _call in range(3):
        woken.append(volumes_to_wake() == [volume.pk])
        finished.append(run_volume(volume.pk))

    assert finished == [False, False, True]
    assert woken == [True, True, True]
    volume.refresh_from_db()
    assert (volume.state, volume.done, volume.attempts) == ("done", 3, 0)
    assert not volume.parts.exists()
    contents = page_texts(file_of(volume))[0]
    assert contents.index(cast.head.name) < contents.index(cast.kabid.name) < contents.index(cast.staff.name)


def test_parts_that_are_there_are_not_laid_out_again(
    signed: Agreement, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR)
    broken = pytest.MonkeyPatch()
    broken.setattr(volumes, "put_together", lambda *_a, **_o: 1 / 0)
    assert not run_volume(volume.pk)
    broken.undo()
    monkeypatch.setattr("contracts.queries.volumes.deed_of_targets", lambda _agreement: 1 / 0)

    assert run_volume(volume.pk)


def test_a_large_file_is_kept_in_pieces(signed: Agreement, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "CHUNK", 4096)
    volume = request_volume(by=cast.ortala, year=YEAR)
    VolumeChunk.objects.create(volume=volume, number=1, content=b"left by a worker that died")
    assert run_volume(volume.pk)

    volume.refresh_from_db()
    assert volume.chunks.count() > 2
    assert volume.size == len(file_of(volume))
    assert cast.staff.name in whole_text(file_of(volume))


def test_pieces_are_gathered_and_nothing_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "CHUNK", 4)
    assert list(volumes._gathered([b"ab", b"cde", b"fghi"])) == [b"abcde", b"fghi"]
    assert list(volumes._gathered([b"ab", b"cde", b"f"])) == [b"abcde", b"f"]
    assert list(volumes._gathered([])) == []


def test_a_volume_on_its_way_says_how_far_it_is(signed: Agreement, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "BEAT", 1)
    volume = request_volume(by=cast.ortala, year=YEAR)
    parts = volumes._missing_parts(volume, volumes._make_plan(volume))
    next(parts)
    volume.refresh_from_db()
    assert (volume.done, volume.total) == (1, 1)
    assert volume.sent_at is not None


def test_a_coat_of_arms_is_read_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def logo_of(deed: Deed) -> bytes | None:
        read.append(deed.letterhead.logo_sha256)
        return b"png"

    monkeypatch.setattr(volumes, "logo_of", logo_of)
    logo = volumes._kept_logos()
    deeds = [make_deed(1, letterhead=Letterhead(("Kota",), sha256)) for sha256 in ("a" * 64, "b" * 64, "a" * 64)]
    assert [logo(deed) for deed in deeds] == [b"png"] * 3
    assert read == ["a" * 64, "b" * 64]


def test_a_volume_that_kills_its_worker_is_given_up(signed: Agreement, cast: Cast) -> None:
    volume = request_volume(by=cast.ortala, year=YEAR)
    Volume.objects.update(attempts=volumes.MAX_ATTEMPTS)
    assert not run_volume(volume.pk)
    volume.refresh_from_db()
    assert (volume.state, volume.error) == ("failed", "Pekerja berhenti di tengah jalan.")
