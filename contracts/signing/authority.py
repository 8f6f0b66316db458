"""The built-in certificate authority: its own certificate and those of people, made when first needed.

Signatures by these certificates are electronic but not certified in the sense of PP 71/2019 art. 60: the authority is
the region's own. A person's key never leaves the server; signing with it takes the person's password each time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Authority, Certificate
from contracts.signing import vault, x509
from kinerja.errors import DomainError
from organization.models import Employee, Unit

#: One lock for every making of certificates, so that nobody ever has two.
_LOCK = 7_305_001
#: A certificate that ends this soon is renewed rather than used.
RENEW_BEFORE = timedelta(days=30)


def _hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def region_name() -> str:
    """Name of the region, which every certificate carries."""
    region = Unit.objects.region()
    return region.name if region and region.name else "Pemerintah Daerah"


@transaction.atomic
def active_authority(now: datetime | None = None) -> Authority:
    """The authority that issues today, made if there is none or if it ends before a person's certificate would."""
    now = now or timezone.now()
    found = Authority.objects.filter(retired_at=None).first()
    if found is not None and _lasts(found, now):
        return found
    _hold()
    found = Authority.objects.filter(retired_at=None).first()
    if found is not None:
        if _lasts(found, now):
            return found
        found.retired_at = now
        found.save(update_fields=["retired_at"])
    region = region_name()
    name = f"Penerbit Sertifikat Kinerja {region}"
    pair = x509.make_authority(name=name, region=region, now=now)
    return Authority.objects.create(
        name=name, certificate=pair.certificate.decode(), key_encrypted=vault.seal(pair.key), created_at=now
    )


def _lasts(authority: Authority, now: datetime) -> bool:
    return x509.ends_at(authority.certificate.encode()) - now > x509.PERSON_VALID


def roots() -> list[bytes]:
    """The certificates, PEM, of every authority that ever issued here: retired ones still vouch for old papers."""
    return [text.encode() for text in Authority.objects.values_list("certificate", flat=True)]


def usable(certificate: Certificate, employee: Employee, now: datetime) -> bool:
    """Whether a certificate still serves: not revoked, not about to end, and in the person's present name."""
    return (
        certificate.revoked_at is None
        and certificate.expires_at - now > RENEW_BEFORE
        and x509.common_name(certificate.certificate.encode()) == employee.name[: x509.NAME_LENGTH]
    )


@transaction.atomic
def certificate_for(employee: Employee, now: datetime | None = None) -> Certificate:
    """The person's certificate to sign with, issued or renewed if need be; ``DomainError`` for who has left."""
    # Certificates tell whole seconds.
    now = (now or timezone.now()).replace(microsecond=0)
    if not employee.is_active:
        raise DomainError(
            "signer_left", _("%(name)s tidak aktif lagi, sehingga tidak dapat menandatangani.") % {"name": employee}
        )
    found = _active(employee)
    if found is not None and usable(found, employee, now):
        return found
    authority = active_authority(now)
    _hold()
    found = _active(employee)
    if found is not None:
        if usable(found, employee, now):
            return found
        revoke(found, reason=_reason_to_renew(found, employee), now=now)
    pair = x509.make_person(
        name=employee.name,
        uid=f"pegawai-{employee.pk}",
        region=region_name(),
        issuer=authority.certificate.encode(),
        issuer_key=vault.unseal(authority.key_encrypted),
        now=now,
    )
    return Certificate.objects.create(
        authority=authority,
        employee=employee,
        serial=pair.serial,
        certificate=pair.certificate.decode(),
        key_encrypted=vault.seal(pair.key),
        issued_at=now,
        expires_at=pair.expires_at,
    )


def _active(employee: Employee) -> Certificate | None:
    return Certificate.objects.filter(employee=employee, revoked_at=None).select_related("authority").first()


def _reason_to_renew(certificate: Certificate, employee: Employee) -> str:
    if x509.common_name(certificate.certificate.encode()) != employee.name[: x509.NAME_LENGTH]:
        return "nama pegawai berubah"
    return "diperbarui menjelang kedaluwarsa"


def revoke(certificate: Certificate, *, reason: str, now: datetime | None = None) -> None:
    """End a certificate; signatures made before stay valid. A second time changes nothing."""
    changed = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    changed.update(revoked_at=now or timezone.now(), revoked_reason=reason[:200])


def revoke_of_leavers(now: datetime | None = None) -> int:
    """End the certificates of people who are not active any more; how many."""
    stale = Certificate.objects.filter(revoked_at=None, employee__is_active=False)
    return stale.update(revoked_at=now or timezone.now(), revoked_reason="pegawai tidak aktif lagi")


@transaction.atomic
def take_new_storage_key() -> tuple[int, int]:
    """After a rotation of ``KINERJA_SIGNING_KEY``: the authorities re-encrypted and the certificates ended, counted.

    People's keys are never written again: whoever has one under an old key gets a new certificate at the next
    signature. Then the old key can go.
    """
    _hold()
    moved = 0
    for authority in Authority.objects.select_for_update():
        if not vault.is_newest(authority.key_encrypted):
            authority.key_encrypted = vault.seal(vault.unseal(authority.key_encrypted))
            authority.save(update_fields=["key_encrypted"])
            moved += 1
    old = [one for one in Certificate.objects.filter(revoked_at=None) if not vault.is_newest(one.key_encrypted)]
    for certificate in old:
        revoke(certificate, reason="kunci penyimpanan diganti")
    return moved, len(old)
