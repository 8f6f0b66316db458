"""Turns a refusal by the database into the sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from kinerja.errors import DomainError
from kinerja.text import gettext_noop as _
from organization.actions.conflicts import constraint_of

#: Constraint or trigger → what the person is told.
SENTENCES = {
    "month_closed": _("Bulan ini sudah ditutup. Perubahan hanya mungkin setelah bulan itu dibuka kembali."),
    "activity_natural_key": _("Sudah ada kegiatan yang mulai pada jam ini. Ubah jam mulainya."),
    "activity_end_after_start": _("Jam selesai harus sesudah jam mulai."),
    "activity_decided": _("Kegiatan ini sudah disetujui dan tidak dapat diubah lagi."),
    "decision_not_own": _("Kegiatan sendiri diputuskan oleh atasan, tidak oleh diri sendiri."),
    "decision_of_current_version": _("Kegiatan ini diubah setelah Anda membukanya. Periksa isi yang baru."),
    "decision_of_waiting_entry": _("Kegiatan ini sudah diputuskan."),
    "decision_once_a_version": _("Kegiatan ini sudah diputuskan."),
    "evidence_kept": _("Foto dari kegiatan yang sudah diputuskan tidak dapat dihapus."),
    "evidence_once_an_entry": _("Foto ini sudah dilampirkan pada kegiatan ini."),
    "attendance_out_not_before_in": _("Jam pulang tidak boleh sebelum jam masuk."),
    "correction_out_not_before_in": _("Jam pulang tidak boleh sebelum jam masuk."),
}
_OTHER = _("Data ini bertentangan dengan data lain. Muat ulang halaman, lalu periksa kembali.")


@contextmanager
def refusing() -> Iterator[None]:
    """Run inside a savepoint; what a constraint forbids is raised as ``DomainError`` with the constraint's name."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = constraint_of(error)
        raise DomainError(name, gettext(SENTENCES.get(name, _OTHER))) from error
