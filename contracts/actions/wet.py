"""A paper that was signed by pen: its scan takes the place of the electronic signatures, and says so."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import policies
from contracts.actions.in_force import put_in_force
from contracts.actions.signature import EVENTS, party_of
from contracts.actions.versions import locked, log
from contracts.models import Signature, SignerRole, SigningMethod, State, StoredFile, Version
from contracts.paper.uploads import clean_scan
from kinerja.errors import DomainError
from organization.models import Employee

PDF = "application/pdf"


@transaction.atomic
def record_wet_signatures(*, version: Version, by: Employee, scan: bytes, signed_on: date) -> Version:
    """Record that all parties signed the agreed paper by pen on ``signed_on``; the version is in force with its scan.

    ``scan`` is a PDF, PNG or JPEG. Raises ``DomainError``: the paper is not waiting for signatures, the day is not
    over or before the year's papers, a party did not hold its post on that day, the file is unfit.
    """
    version = locked(version.pk)
    shown = version.document
    if version.state != State.AGREED or shown is None:
        raise DomainError("not_agreed", _("Naskah ini tidak sedang menunggu tanda tangan basah."))
    today = timezone.localdate()
    if signed_on > today:
        raise DomainError("signed_later", _("Tanggal tanda tangan belum lewat. Isi tanggal yang tertulis di naskah."))
    if signed_on.year < version.agreement.year - 1:
        raise DomainError("signed_too_early", _("Tanggal tanda tangan terlalu jauh sebelum tahun perjanjian."))
    result = StoredFile.objects.keep(clean_scan(scan), PDF)
    for role, signer in _signers(version):
        _demand_mandate(version, role, signed_on)
        party = party_of(version, role)
        Signature.objects.create(
            version=version,
            role=role,
            signer=signer,
            acting=party.acting or "definitive",
            position_title=party.position,
            method=SigningMethod.WET,
            shown=shown,
            result=result,
            # A paper bears a day, not an hour: noon stands for it.
            signed_at=timezone.make_aware(datetime.combine(signed_on, time(12))),
            recorded_by=by,
        )
        log(version, EVENTS[role], by, _("Tanda tangan basah, pindaian"))
    put_in_force(version=version, document=result, signed_on=signed_on)
    return version


def _signers(version: Version) -> list[tuple[str, Employee]]:
    parties = [(SignerRole.FIRST.value, version.agreement.holder), (SignerRole.SECOND.value, version.superior)]
    return [(role, person) for role, person in parties if person is not None]


def _demand_mandate(version: Version, role: str, signed_on: date) -> None:
    if not policies.has_mandate(version, role, signed_on):
        raise DomainError(
            "mandate_ended",
            _("%(person)s tidak memegang jabatan yang tertulis dalam naskah pada tanggal itu.")
            % {"person": party_of(version, role).name},
        )
