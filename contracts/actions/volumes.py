"""Volumes in the background: asked for, woken up, laid out paper by paper, kept for some days."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Volume, VolumeChunk, VolumePart, VolumeState
from contracts.paper.bound import Bound, Entry, Part, bind, lay_parts, put_together
from contracts.queries.papers import logo_of
from contracts.queries.volumes import papers_for, places
from contracts.rules.deed import Deed
from kinerja.errors import DomainError
from organization.models import Employee, Unit

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: A volume without a heartbeat for this long has lost its worker or its message.
WAKE_AGAIN = timedelta(minutes=2)
#: A volume can be made again at any time; it is not an archive.
KEPT = timedelta(days=7)
#: As many volumes of one person wait at a time.
MOST_OPEN = 3
#: So long a call lays out before it leaves the rest to the next one: well below the limit of a task.
SECONDS = 150.0
#: The file is kept in pieces of about so many bytes.
CHUNK = 1 << 20
#: After so many papers the row's heart beats.
BEAT = 10
OPEN = [VolumeState.PENDING, VolumeState.RUNNING]


def request_volume(
    *,
    by: Employee,
    year: int,
    unit: Unit | None = None,
    heads_only: bool = False,
    drafts: bool = False,
    duplex: bool = False,
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
            requested_by=by, year=year, unit=unit, heads_only=heads_only, drafts=drafts, duplex=duplex, total=total
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
    """Bind a volume, unless it is done; True when this call finished it. What is over time is left to the next call."""
    volume = _begin(volume_id)
    if volume is None:
        return False
    try:
        size = _work(volume)
    except Exception as error:  # whatever went wrong belongs into the row, where the person sees it
        logger.exception("volume %s", volume_id)
        text = error.message if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
        over = volume.attempts >= MAX_ATTEMPTS or isinstance(error, DomainError)
        state = VolumeState.FAILED if over else VolumeState.PENDING
        Volume.objects.filter(pk=volume_id).update(state=state, error=text[:2000], sent_at=None)
        return False
    if size is None:
        Volume.objects.filter(pk=volume_id).update(state=VolumeState.PENDING, sent_at=None)
        return False
    with transaction.atomic():
        VolumePart.objects.filter(volume_id=volume_id).delete()
        Volume.objects.filter(pk=volume_id).update(
            state=VolumeState.DONE, size=size, done=F("total"), finished_at=timezone.now()
        )
    return True


def _begin(volume_id: int) -> Volume | None:
    """Count the attempt before it begins, so that a volume that kills its worker is given up in the end."""
    with transaction.atomic():
        chosen = Volume.objects.select_for_update(skip_locked=True, of=("self",)).filter(state__in=OPEN)
        volume = chosen.filter(pk=volume_id).first()
        if volume is None:
            return None
        if volume.attempts >= MAX_ATTEMPTS:
            error = volume.error or _("Pekerja berhenti di tengah jalan.")
            Volume.objects.filter(pk=volume_id).update(state=VolumeState.FAILED, error=error)
            return None
        Volume.objects.filter(pk=volume_id).update(
            state=VolumeState.RUNNING, attempts=F("attempts") + 1, sent_at=timezone.now(), error=""
        )
    return Volume.objects.select_related("requested_by", "unit").get(pk=volume_id)


def _work(volume: Volume) -> int | None:
    """Lay out what is left of the plan, part by part; the file's size once all is there, None when the time is up."""
    plan = volume.plan or _make_plan(volume)
    until = time.monotonic() + SECONDS
    for part in _missing_parts(volume, plan):
        # The parts are kept: to have come further is no failed attempt.
        Volume.objects.filter(pk=volume.pk).update(done=part.upto, attempts=0, sent_at=timezone.now())
        if time.monotonic() >= until and part.upto < len(plan):
            return None
    if not volume.parts.exists():
        raise _nothing()
    return _store(
        volume,
        put_together(_parts(volume), title=title_of(volume.year), scope=scope_of(volume.unit), duplex=volume.duplex),
    )


def _parts(volume: Volume) -> Iterator[Part]:
    for part in volume.parts.order_by("number").iterator(chunk_size=1):
        yield Part(bytes(part.content), [Entry(*entry) for entry in part.entries], part.pages, part.paper)


def _store(volume: Volume, pieces: Iterable[bytes]) -> int:
    """Keep the file as it comes; its size. What an attempt before this one left is thrown away."""
    volume.chunks.all().delete()
    size = 0
    for number, content in enumerate(_gathered(pieces), start=1):
        size += len(content)
        VolumeChunk.objects.create(volume=volume, number=number, content=content)
        Volume.objects.filter(pk=volume.pk).update(sent_at=timezone.now())
    return size


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of about ``CHUNK``."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= CHUNK:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _make_plan(volume: Volume) -> list[tuple[int, str]]:
    found = places(year=volume.year, user=volume.requested_by, unit=volume.unit, heads_only=volume.heads_only)
    plan = [place.planned for place in found]
    Volume.objects.filter(pk=volume.pk).update(plan=plan, total=len(plan))
    return plan


def _missing_parts(volume: Volume, plan: list[tuple[int, str]]) -> Iterator[VolumePart]:
    """Lay out the parts that are not there yet and store each."""
    there = list(volume.parts.order_by("number").values_list("pages", "upto"))
    through = there[-1][1] if there else 0
    number = len(there)

    def papers() -> Iterator[Bound]:
        nonlocal through
        for paper in papers_for(plan[through:], drafts=volume.drafts):
            through += 1
            if through % BEAT == 0:
                Volume.objects.filter(pk=volume.pk).update(done=through, sent_at=timezone.now())
            if paper is not None:
                yield paper

    first_page = 1 + sum(pages for pages, _upto in there)
    for part in lay_parts(papers(), logo_of=_kept_logos(), first_page=first_page, duplex=volume.duplex):
        number += 1
        yield VolumePart.objects.create(
            volume=volume,
            number=number,
            content=part.content,
            entries=part.entries,
            pages=part.pages,
            paper=part.paper,
            upto=through,
        )


def _kept_logos() -> Callable[[Deed], bytes | None]:
    """``logo_of`` that reads each coat of arms once: a volume has many papers and few of them."""
    kept: dict[str, bytes | None] = {}

    def logo(deed: Deed) -> bytes | None:
        sha256 = deed.letterhead.logo_sha256
        if sha256 not in kept:
            kept[sha256] = logo_of(deed)
        return kept[sha256]

    return logo


def bind_papers(papers: Iterator[Bound], *, year: int, scope: str, duplex: bool = False) -> bytes:
    """Papers in one PDF under the title of the year; ``DomainError`` ("nothing_to_bind") for none."""
    first = next(papers, None)
    if first is None:
        raise _nothing()
    return bind(chain([first], papers), title=title_of(year), scope=scope, logo_of=_kept_logos(), duplex=duplex)


def title_of(year: int) -> str:
    """What stands above the contents."""
    return f"PERJANJIAN KINERJA TAHUN {year}"


def scope_of(unit: Unit | None) -> str:
    """What the volume's first page says it is of: the unit, else the region."""
    if unit is not None:
        return unit.name
    region = Unit.objects.region()
    return region.name if region else ""


def _nothing() -> DomainError:
    return DomainError(
        "nothing_to_bind",
        _("Tidak ada perjanjian yang berlaku dalam lingkup itu. Pilih lingkup lain atau sertakan rancangan."),
    )
