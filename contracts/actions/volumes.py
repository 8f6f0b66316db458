"""Volumes in the background: asked for, woken up, laid out paper by paper, kept for some days."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Volume, VolumeState
from contracts.paper.bound import Bound, bind
from contracts.queries.papers import logo_of
from contracts.queries.volumes import papers_for, places
from contracts.rules.deed import Deed
from kinerja.errors import DomainError
from organization.models import Employee, Unit, UnitKind

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: A volume without a heartbeat for this long has lost its worker or its message.
WAKE_AGAIN = timedelta(minutes=2)
#: A volume can be made again at any time; it is not an archive.
KEPT = timedelta(days=7)
#: As many volumes of one person wait at a time.
MOST_OPEN = 3
OPEN = [VolumeState.PENDING, VolumeState.RUNNING]


def request_volume(
    *, by: Employee, year: int, unit: Unit | None = None, heads_only: bool = False, drafts: bool = False
) -> Volume:
    """Ask for a volume of what ``by`` may see. Raises ``DomainError``: nothing to bind, too many wait already."""
    with transaction.atomic():
        Employee.objects.select_for_update().get(pk=by.pk)
        if Volume.objects.filter(requested_by=by, state__in=OPEN).count() >= MOST_OPEN:
            raise DomainError("volumes_waiting", _("Masih ada jilid yang sedang dibuat. Tunggu sampai selesai."))
        total = len(places(year=year, user=by, unit=unit, heads_only=heads_only))
        if total == 0:
            raise _nothing()
        return Volume.objects.create(
            requested_by=by, year=year, unit=unit, heads_only=heads_only, drafts=drafts, total=total
        )


def volumes_to_wake(now: datetime | None = None) -> list[int]:
    """Ids of the volumes that nobody is at; they are marked as woken up. Old files are thrown away on the way."""
    now = now or timezone.now()
    Volume.objects.filter(created_at__lt=now - KEPT).exclude(state__in=OPEN).delete()
    with transaction.atomic():
        waiting = Volume.objects.filter(Q(sent_at__isnull=True) | Q(sent_at__lt=now - WAKE_AGAIN), state__in=OPEN)
        ids = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
        Volume.objects.filter(pk__in=ids).update(sent_at=now)
    return ids


def run_volume(volume_id: int) -> bool:
    """Bind a volume, unless it is done; True when this call finished it."""
    volume = _begin(volume_id)
    if volume is None:
        return False
    try:
        content = bind_places(volume)
    except Exception as error:  # whatever went wrong belongs into the row, where the person sees it
        logger.exception("volume %s", volume_id)
        text = error.message if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
        over = volume.attempts >= MAX_ATTEMPTS or isinstance(error, DomainError)
        state = VolumeState.FAILED if over else VolumeState.PENDING
        Volume.objects.filter(pk=volume_id).update(state=state, error=text[:2000], sent_at=None)
        return False
    Volume.objects.filter(pk=volume_id).update(
        state=VolumeState.DONE, content=content, size=len(content), done=F("total"), finished_at=timezone.now()
    )
    return True


def _begin(volume_id: int) -> Volume | None:
    """Count the attempt before it begins, so that a volume that kills its worker is given up in the end."""
    with transaction.atomic():
        chosen = Volume.objects.select_for_update(skip_locked=True, of=("self",)).filter(state__in=OPEN)
        volume = chosen.filter(pk=volume_id).defer("content").first()
        if volume is None:
            return None
        if volume.attempts >= MAX_ATTEMPTS:
            error = volume.error or _("Pekerja berhenti di tengah jalan.")
            Volume.objects.filter(pk=volume_id).update(state=VolumeState.FAILED, error=error)
            return None
        Volume.objects.filter(pk=volume_id).update(
            state=VolumeState.RUNNING, attempts=F("attempts") + 1, sent_at=timezone.now(), error="", done=0
        )
    return Volume.objects.select_related("requested_by", "unit").defer("content").get(pk=volume_id)


def bind_places(volume: Volume) -> bytes:
    """The volume as PDF; progress is written into the row. Raises ``DomainError`` when nothing is left to bind."""
    found = places(year=volume.year, user=volume.requested_by, unit=volume.unit, heads_only=volume.heads_only)

    def counted() -> Iterator[Bound]:
        for number, paper in enumerate(papers_for(found, drafts=volume.drafts), start=1):
            Volume.objects.filter(pk=volume.pk).update(done=number, total=len(found), sent_at=timezone.now())
            if paper is not None:
                yield paper

    return bind_papers(counted(), year=volume.year, scope=scope_of(volume.unit))


def bind_papers(papers: Iterator[Bound], *, year: int, scope: str) -> bytes:
    """Papers in one PDF under the title of the year; ``DomainError`` ("nothing_to_bind") for none."""
    kept: dict[str, bytes | None] = {}

    def logo(deed: Deed) -> bytes | None:
        # A volume has many papers and few coats of arms.
        sha256 = deed.letterhead.logo_sha256
        if sha256 not in kept:
            kept[sha256] = logo_of(deed)
        return kept[sha256]

    first = next(papers, None)
    if first is None:
        raise _nothing()
    return bind(chain([first], papers), title=f"PERJANJIAN KINERJA TAHUN {year}", scope=scope, logo_of=logo)


def scope_of(unit: Unit | None) -> str:
    """What the volume's first page says it is of: the unit, else the region."""
    if unit is not None:
        return unit.name
    region = Unit.objects.filter(kind=UnitKind.REGION).order_by("pk").first()
    return region.name if region else ""


def _nothing() -> DomainError:
    return DomainError(
        "nothing_to_bind",
        _("Tidak ada perjanjian yang berlaku dalam lingkup itu. Pilih lingkup lain atau sertakan rancangan."),
    )
