"""Why a row is none of the page's own any more: its task was withdrawn, or it is suggested no longer."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from dailylog.models import Task


def why_gone(prefixes: Collection[str], *, employee_id: int, unit_ids: Iterable[int]) -> dict[str, str]:
    """A sentence for each row that is gone; one query, none where no task is."""
    ids = [int(prefix[1:]) for prefix in prefixes if prefix.startswith("t")]
    rows = Task.objects.for_person(employee_id, list(unit_ids)).filter(pk__in=ids) if ids else Task.objects.none()
    tasks = {f"t{task.pk}": task for task in rows.select_related("author")}
    return {prefix: _why(tasks.get(prefix), employee_id, prefix) for prefix in prefixes}


def _why(task: Task | None, employee_id: int, prefix: str) -> str:
    if prefix.startswith("u"):
        return _("Saran ini tidak muncul lagi. Catatan Anda tetap; kirim bila pekerjaannya memang dilakukan.")
    if prefix.startswith("c"):
        return _("Salinan ini tidak muncul lagi. Catatan Anda tetap; kirim bila pekerjaannya memang dilakukan.")
    if task is None or task.withdrawn_at is None:
        return _("Tugas ini tidak menunggu jawaban lagi. Catatan Anda tetap; kirim bila pekerjaannya belum tercatat.")
    if task.author_id == employee_id:
        return _("Tugas ini sudah Anda tarik. Catatan Anda tetap; kirim bila pekerjaannya memang dilakukan.")
    words = _("Tugas ini ditarik oleh %(name)s. Catatan Anda tetap; kirim bila pekerjaannya memang dilakukan.")
    return words % {"name": task.author.name}
