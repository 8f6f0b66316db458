"""The built-in authority: one at a time, certificates when needed, ended when they must not sign any more."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509 as reading
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from contracts.models import Authority, Certificate
from contracts.signing import authority, vault, x509
from contracts.tests.papers import agreed, in_force, signed
from kinerja.errors import DomainError
from tests.cast import Cast, make_cast


def read(certificate: Certificate) -> reading.Certificate:
    return reading.load_pem_x509_certificate(certificate.certificate.encode())


def test_certificate_is_the_persons_and_chains_to_the_region(cast: Cast) -> None:
    made = authority.certificate_for(cast.kabid)
    found, issuer = read(made), reading.load_pem_x509_certificate(authority.roots()[0])
    found.verify_directly_issued_by(issuer)
    public = found.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    assert public.curve.name == "secp256r1"
    assert x509.common_name(made.certificate.encode()) == cast.kabid.name
    # The NIP holds a date of birth and has no business in a file that travels.
    assert cast.kabid.nip not in found.subject.rfc4514_string()
    assert made.expires_at - made.issued_at == timedelta(days=730)
    assert made.serial == f"{found.serial_number:x}"


def test_keys_are_not_readable_in_the_database(cast: Cast) -> None:
    made = authority.certificate_for(cast.kabid)
    assert b"PRIVATE" not in bytes(made.key_encrypted)
    assert b"BEGIN PRIVATE KEY" in vault.unseal(made.key_encrypted)


def test_the_same_certificate_serves_until_it_nears_its_end(cast: Cast) -> None:
    first = authority.certificate_for(cast.kabid)
    assert authority.certificate_for(cast.kabid) == first
    later = authority.certificate_for(cast.kabid, first.expires_at - timedelta(days=29))
    first.refresh_from_db()
    assert later != first
    assert first.revoked_reason == "diperbarui menjelang kedaluwarsa"


def test_new_name_needs_a_new_certificate(cast: Cast) -> None:
    first = authority.certificate_for(cast.kabid)
    cast.kabid.name = "Sri Wahyuni, S.Sos."
    cast.kabid.save()
    second = authority.certificate_for(cast.kabid)
    first.refresh_from_db()
    assert first.revoked_reason == "nama pegawai berubah"
    assert x509.common_name(second.certificate.encode()) == "Sri Wahyuni, S.Sos."


def test_whoever_left_gets_none_and_loses_the_old_one(cast: Cast) -> None:
    first = authority.certificate_for(cast.kabid)
    cast.kabid.is_active = False
    cast.kabid.save()
    assert authority.revoke_of_leavers() == 1
    first.refresh_from_db()
    assert first.revoked_at is not None
    with pytest.raises(DomainError) as refused:
        authority.certificate_for(cast.kabid)
    assert refused.value.code == "signer_left"


def test_authority_that_would_not_outlive_a_certificate_retires(cast: Cast) -> None:
    old = authority.active_authority()
    in_nineteen_years = timezone.now() + timedelta(days=365 * 19)
    new = authority.active_authority(in_nineteen_years)
    old.refresh_from_db()
    assert (old.retired_at, new.retired_at) == (in_nineteen_years, None)
    assert len(authority.roots()) == 2


def test_ended_certificate_leaves_old_signatures_and_signs_no_new_ones(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    first = signed(version, "first").certificate
    assert first is not None
    authority.revoke(first, reason="kata sandi diketahui orang lain")
    authority.revoke(first, reason="lagi")
    first.refresh_from_db()
    assert first.revoked_reason == "kata sandi diketahui orang lain"
    signed(version, "second")
    version.refresh_from_db()
    assert version.state == "in_force"
    again = signed(agreed(cast.colleague, cast.kabid), "first").certificate
    assert again is not None
    assert authority.certificate_for(cast.kabid) != first


def test_new_storage_key_moves_the_authority_and_ends_certificates(cast: Cast, settings: Any) -> None:
    in_force(cast.kabid, cast.head)
    old, new = settings.SIGNING_KEY, Fernet.generate_key().decode()
    settings.SIGNING_KEY = f"{new},{old}"
    out = StringIO()
    call_command("renew_signing_keys", stdout=out)
    call_command("renew_signing_keys", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 re-encrypted, 2 certificates ended",
        "0 re-encrypted, 0 certificates ended",
    ]
    settings.SIGNING_KEY = new
    in_force(cast.colleague, cast.head)
    assert Certificate.objects.filter(revoked_at=None).count() == 2


def test_lost_storage_key_is_said_in_a_sentence(cast: Cast, settings: Any) -> None:
    authority.certificate_for(cast.kabid)
    settings.SIGNING_KEY = Fernet.generate_key().decode()
    version = agreed(cast.kabid, cast.head)
    with pytest.raises(DomainError) as refused:
        signed(version, "first")
    assert refused.value.code == "signing_key"


def test_key_file_is_made_once_for_the_owner_only(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEY, settings.KINERJA_HOME = "", tmp_path / "rumah"
    sealed = vault.seal(b"rahasia")
    path = tmp_path / "rumah" / vault.FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    vault._ring.cache_clear()
    assert vault.unseal(sealed) == b"rahasia"
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [vault.FILE_NAME]


def test_of_two_processes_that_make_a_key_file_both_read_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, theirs = tmp_path / vault.FILE_NAME, Fernet.generate_key()

    def other_first(_draft: Path, target: Path) -> None:
        target.write_bytes(theirs)
        raise FileExistsError

    monkeypatch.setattr("contracts.signing.vault.os.link", other_first)
    assert vault._key_of_file(path) == theirs
    assert [one.name for one in tmp_path.iterdir()] == [vault.FILE_NAME]


def test_an_authority_with_a_key_of_another_kind_issues_nothing() -> None:
    now = timezone.now()
    issuer = x509.make_authority(name="Penerbit", region="Kota Contoh", now=now)
    other = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(TypeError, match="not an elliptic curve key"):
        x509.make_person(
            name="Dewi", uid="1", region="Kota Contoh", issuer=issuer.certificate, issuer_key=other, now=now
        )


@pytest.mark.django_db(transaction=True)
def test_eight_first_signers_at_once_share_one_authority() -> None:
    city = make_cast()

    def issue(name: str) -> int:
        try:
            return authority.certificate_for(city.people[name]).authority_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(issue, ["kabid", "head", "lead", "staff", "kabid", "head", "lead", "staff"]))
    assert (len(set(made)), Authority.objects.count(), Certificate.objects.count()) == (1, 1, 4)


def test_operator_ends_a_certificate_by_command(cast: Cast) -> None:
    made = authority.certificate_for(cast.kabid)
    out = StringIO()
    call_command("revoke_certificate", cast.kabid.nip, "--reason", "ponsel dicuri", stdout=out)
    made.refresh_from_db()
    assert (out.getvalue().strip(), made.revoked_reason) == (made.serial, "ponsel dicuri")
    with pytest.raises(CommandError, match="tidak mempunyai sertifikat yang berlaku"):
        call_command("revoke_certificate", cast.kabid.nip, "--reason", "lagi")
