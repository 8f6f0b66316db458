"""The amendment of a signed agreement: on a lawful ground, for the months that have no results yet."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.opening import begin_version
from contracts.actions.versions import CARRIED, log
from contracts.models import TERMS, Agreement, Ground, Line, StoredFile, Version
from contracts.queries.parties import parties_on
from contracts.results import last_month_with_results
from kinerja.errors import DomainError
from organization.models import Employee


@transaction.atomic
def amend(
    *,
    agreement: Agreement,
    by: Employee,
    ground: str,
    note: str,
    effective_month: int,
    paper: bytes | None = None,
    on: date | None = None,
) -> Version:
    """Begin version n+1 of an agreement in force as a draft with the terms that count today.

    ``ground`` is one of ``Ground`` (PermenPANRB 53/2014 knows no other), ``paper`` a PDF that proves it;
    ``effective_month`` is the first month that changes. Raises ``DomainError`` where results stand against a month that
    would change, or a version is open.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _check(agreement, ground, note, effective_month)
    parties = parties_on(agreement.holder, on or timezone.localdate())
    if agreement.position_id not in (None, parties.own.position_id):
        raise DomainError(
            "post_changed",
            _("%(person)s sudah memegang jabatan lain. Akhiri perjanjian ini dan susun yang baru.")
            % {"person": agreement.holder.name},
        )
    last = agreement.versions.order_by("-number").first()
    version = begin_version(
        agreement,
        parties,
        by=by,
        number=last.number + 1 if last else 2,
        ground=ground,
        ground_note=note.strip(),
        ground_file=StoredFile.objects.keep(paper, "application/pdf") if paper else None,
        effective_month=effective_month,
        round=last.round if last else None,
    )
    _carry_terms(version)
    log(version, "opened", by, f"{version.get_ground_display()}: {version.ground_note}")
    return version


def _check(agreement: Agreement, ground: str, note: str, effective_month: int) -> None:
    if not agreement.lasts_on(timezone.localdate()):
        raise DomainError("not_in_force", _("Hanya perjanjian yang berlaku yang dapat diubah."))
    if agreement.versions.filter(state__in=("draft", "presented", "returned", "agreed", "signed_first")).exists():
        raise DomainError("version_open", _("Perubahan sebelumnya belum selesai. Selesaikan atau batalkan dahulu."))
    if ground not in Ground.values:
        raise DomainError("ground_unknown", _("Pilih salah satu dasar perubahan yang sah."))
    if not note.strip():
        raise DomainError("ground_note_missing", _("Jelaskan dasar perubahan: keputusan, program, atau asumsinya."))
    last = last_month_with_results(agreement)
    if effective_month <= last:
        raise DomainError(
            "month_has_results",
            _("Bulan ke-%(month)d sudah mempunyai hasil. Perubahan paling cepat berlaku mulai bulan ke-%(next)d.")
            % {"month": last, "next": last + 1}
            if last < 12
            else _("Semua bulan tahun ini sudah mempunyai hasil, sehingga perjanjian tidak dapat diubah lagi."),
        )


def _carry_terms(version: Version) -> None:
    """Lines with the terms that count now, and the words of the latest version about each target."""
    words: dict[int, Line] = {}
    for line in Line.objects.filter(version__agreement_id=version.agreement_id, target__isnull=False):
        if line.version.applied_at is not None:
            words[line.target_id or 0] = line
    rows = []
    for at, target in enumerate(version.agreement.targets.order_by("indicator_code"), 1):
        line = Line(version=version, order=at)
        if target.pk in words:
            for name in CARRIED:
                setattr(line, name, getattr(words[target.pk], name))
        for name in TERMS:
            setattr(line, name, getattr(target, name))
        line.target_id = target.pk
        rows.append(line)
    Line.objects.bulk_create(rows)
