"""Photographs attached to an entry and taken away again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dailylog.actions.refusals import refusing
from dailylog.models import Activity, ActivityStatus, Evidence
from dailylog.pictures import Picture, store
from dailylog.rules.looks import parts
from kinerja.errors import DomainError

#: More than this proves nothing more and costs everyone's line.
MOST_A_ENTRY = 6


@transaction.atomic
def attach(*, activity_id: int, employee_id: int, pictures: Iterable[Picture]) -> list[Evidence]:
    """Attach photographs to an entry of the person; one that is there already is not doubled. Raises ``DomainError``.

    The files are on disk before the rows can be committed; a file without a row is harmless.
    """
    there = set(Evidence.objects.filter(activity_id=activity_id).values_list("sha256", flat=True))
    fresh = {picture.sha256: picture for picture in pictures if picture.sha256 not in there}
    if len(there) + len(fresh) > MOST_A_ENTRY:
        raise DomainError(
            "evidence_too_many",
            _("Paling banyak %(count)s foto untuk satu kegiatan. Pilih yang paling jelas.") % {"count": MOST_A_ENTRY},
        )
    rows = [_row(activity_id, employee_id, picture) for picture in fresh.values()]
    for row in rows:
        store(fresh[row.sha256].jpeg, row.path)
        store(fresh[row.sha256].small, row.small_path)
    with refusing():
        return Evidence.objects.bulk_create(rows)


@transaction.atomic
def detach(*, evidence_id: int, employee_id: int) -> int:
    """Take a photograph away from an own entry that nobody has decided on; the entry's id. Raises ``DomainError``.

    The file stays: the same picture may prove another entry, and what was shown once can be shown again.
    """
    evidence = Evidence.objects.select_related("activity").get(pk=evidence_id, activity__employee_id=employee_id)
    # Locked before the look: a decision may be on its way.
    activity = Activity.objects.select_for_update().get(pk=evidence.activity_id)
    if activity.status == ActivityStatus.APPROVED or activity.decisions.exists():
        raise DomainError("evidence_kept", _("Foto dari kegiatan yang sudah diputuskan tidak dapat dihapus."))
    with refusing():
        evidence.delete()
    return activity.pk


def _row(activity_id: int, employee_id: int, picture: Picture) -> Evidence:
    latitude, longitude = picture.place or (None, None)
    return Evidence(
        activity_id=activity_id,
        employee_id=employee_id,
        sha256=picture.sha256,
        source_sha256=picture.source_sha256,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        look=picture.look,
        look_parts=parts(picture.look),
        taken_at=picture.taken_at,
        latitude=latitude,
        longitude=longitude,
    )
