"""Filing a day's work: entries sent, corrected until decided, taken back."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Target
from dailylog.actions.evidence import attach
from dailylog.actions.refusals import refusing
from dailylog.models import Activity, ActivityStatus, Task
from dailylog.pictures import Picture
from kinerja.errors import DomainError
from organization.queries.around import units_held


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says. Times are local; ``quantity`` is in ``unit_of_measure``, that of the target if it has one."""

    start: time
    end: time
    description: str
    output: str
    outcome: str = ""
    quantity: Decimal | None = None
    unit_of_measure: str = ""
    place: str = ""
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """The entry that a form became; ``new`` is False when the same form had been sent before."""

    activity_id: int
    new: bool


def file_activity(
    *,
    employee_id: int,
    day: date,
    entry: Entry,
    form_key: UUID,
    now: datetime,
    task_id: int | None = None,
    pictures: Sequence[Picture] = (),
    posts: Collection[int] | None = None,
) -> Filed:
    """File an entry as sent at ``now``. The same ``form_key`` again gives the entry that it became; nothing is doubled.

    ``posts`` are the units of the person's posts on the day, where the caller has just read them. Raises
    ``DomainError`` for a time still to come, a day without a post, a foreign target or task, a closed month, a
    taken start.
    """
    try:
        _check_time(day, entry, now)
        held = _held(units_held(employee_id, day) if posts is None else posts)
        _check_target(employee_id, day, entry.target_id)
        task = _own_task(employee_id, held, task_id)
        activity = Activity(
            employee_id=employee_id,
            date=day,
            status=ActivityStatus.SUBMITTED,
            filed_at=now,
            form_key=form_key,
            task=task,
            estimate_minutes=task.estimate_minutes if task else None,
            **asdict(entry),
        )
        # Entry and photographs come together or not at all.
        with refusing():
            activity.save(force_insert=True)
            if pictures:
                attach(activity_id=activity.pk, employee_id=employee_id, pictures=pictures)
    except DomainError:
        # The same form may have been stored before, or on another line meanwhile; the index made us wait for that one.
        # Only who is refused is asked: almost every form is new.
        known = _filed_with(employee_id, form_key)
        if known is None:
            raise
        return known
    return Filed(activity.pk, new=True)


@transaction.atomic
def change_activity(
    *,
    activity_id: int,
    employee_id: int,
    version: int,
    entry: Entry,
    now: datetime,
    pictures: Sequence[Picture] = (),
) -> None:
    """Correct an entry that nobody has approved yet; one that was returned is thereby sent again.

    ``version`` is the one that the person saw. The instant of filing stays: a correction is not late. Raises
    ``DomainError``, among others "activity_version" when another device changed it meanwhile.
    """
    activity = lock_own(activity_id=activity_id, employee_id=employee_id)
    if activity.version != version:
        raise DomainError(
            "activity_version",
            _("Kegiatan ini sudah diubah dari perangkat lain. Periksa isi yang terbaru, lalu ubah bila masih perlu."),
        )
    _check_time(activity.date, entry, now)
    if entry.target_id != activity.target_id:
        _check_target(employee_id, activity.date, entry.target_id)
    said = asdict(entry)
    same = all(getattr(activity, name) == value for name, value in said.items())
    if activity.status == ActivityStatus.RETURNED and same and not pictures:
        raise DomainError(
            "correction_changes_nothing", _("Belum ada yang diperbaiki. Ubah isian yang dipersoalkan atau tambah foto.")
        )
    for name, value in said.items():
        setattr(activity, name, value)
    activity.status = ActivityStatus.SUBMITTED
    with refusing():
        activity.save(update_fields=[*said, "status"])
    attach(activity_id=activity.pk, employee_id=employee_id, pictures=pictures)


@transaction.atomic
def remove_activity(*, activity_id: int, employee_id: int) -> date:
    """Take back an entry on which nobody has decided yet, with its photographs; its day. Raises ``DomainError``."""
    activity = lock_own(activity_id=activity_id, employee_id=employee_id)
    if activity.decisions.exists():
        raise DomainError(
            "activity_was_decided", _("Kegiatan yang pernah diputuskan tetap tersimpan. Perbaiki dan kirim ulang.")
        )
    with refusing():
        activity.findings.clear()
        activity.evidence.all().delete()
        activity.delete()
    return activity.date


def lock_own(*, activity_id: int, employee_id: int) -> Activity:
    """The person's own entry, locked, if it may still change; ``DomainError`` ("activity_decided") otherwise."""
    activity = Activity.objects.select_for_update().get(pk=activity_id, employee_id=employee_id)
    if activity.status == ActivityStatus.APPROVED:
        raise DomainError("activity_decided", _("Kegiatan ini sudah disetujui dan tidak dapat diubah lagi."))
    return activity


def _filed_with(employee_id: int, form_key: UUID) -> Filed | None:
    found = Activity.objects.filter(employee_id=employee_id, form_key=form_key).values_list("pk", flat=True).first()
    return None if found is None else Filed(found, new=False)


def _check_time(day: date, entry: Entry, now: datetime) -> None:
    local = timezone.localtime(now)
    if day > local.date():
        raise DomainError("activity_day_ahead", _("Hari ini belum tiba. Kegiatan dicatat setelah dikerjakan."))
    if entry.end <= entry.start:
        raise DomainError("activity_end_after_start", _("Jam selesai harus sesudah jam mulai."))
    if day == local.date() and entry.end > local.time():
        raise DomainError(
            "activity_end_ahead", _("Jam selesai belum tiba. Kirim setelah kegiatan selesai, atau perbaiki jamnya.")
        )


def _check_target(employee_id: int, day: date, target_id: int | None) -> None:
    """As with imported entries: a target serves only whoever promised it, in its year."""
    if target_id is None:
        return
    own = Target.objects.filter(pk=target_id, agreement__holder_id=employee_id, agreement__year=day.year)
    if not own.exists():
        raise DomainError("activity_target", _("Indikator ini tidak ada dalam perjanjian Anda tahun itu."))


def _held(posts: Collection[int]) -> list[int]:
    """The units of the person's posts; without any nobody decides on the day."""
    if not posts:
        raise DomainError(
            "activity_without_post", _("Anda tidak memegang jabatan pada tanggal ini; kegiatan tidak dapat dicatat.")
        )
    return list(posts)


def _own_task(employee_id: int, posts: list[int], task_id: int | None) -> Task | None:
    if task_id is None:
        return None
    task = Task.objects.for_person(employee_id, posts).filter(pk=task_id).first()
    if task is None:
        raise DomainError("activity_task", _("Tugas ini bukan untuk Anda. Muat ulang halaman."))
    return task
