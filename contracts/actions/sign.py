"""Signing: the party, its password, exactly the bytes that were shown, once."""

from django.db import transaction
from django.utils import timezone

from contracts.actions.sign_remotely import sign_remotely
from contracts.actions.signature import Intent, admit, already, new_signature, take_effect
from contracts.actions.versions import locked
from contracts.models import Signature, SigningMethod, StoredFile, Version
from contracts.rules import deed as deeds
from contracts.signing import authority, bsre, pades, vault
from kinerja.errors import DomainError
from organization.actions.confirm import confirm_identity
from organization.models import Employee

PDF = "application/pdf"


def sign(
    *,
    version_id: int,
    role: str,
    by: Employee,
    password: str,
    shown_sha256: str,
    address: str,
    code: str = "",
    note: str = "",
    method: str = SigningMethod.INTERNAL,
    nik: str = "",
    passphrase: str = "",
) -> Signature:
    """Sign a version as ``role`` and return the signature; the same call again returns the same signature.

    ``method`` "bsre" takes the certified certificate of the person by ``nik`` and ``passphrase``, which are passed on
    and never kept; ``code`` is that of the person's second step, if there is one. When all parties have signed the
    version is in force. Raises ``DomainError`` with what to do: wrong password or code, not this party's turn, the
    mandate has ended, the paper is another one by now.
    """
    intent = Intent(version_id, role, by, shown_sha256, note)
    try:
        confirm_identity(by=by, password=password, code=code, address=address)
    except DomainError as error:
        # A code works once. Whoever sends the same form again, because the answer was lost, has signed already.
        done = already(Version.objects.get(pk=version_id), intent) if error.code == "code_wrong" else None
        if done is None:
            raise
        return done
    if method == SigningMethod.BSRE:
        return sign_remotely(intent, bsre.Credentials(nik, passphrase))
    return sign_here(intent)


def sign_here(intent: Intent) -> Signature:
    """Sign with the built-in authority's certificate of the person; the password has been checked."""
    # In a transaction of its own: whoever signs for the first time does not keep others waiting for the paper.
    authority.certificate_for(intent.by)
    return _sign_here(intent)


@transaction.atomic
def _sign_here(intent: Intent) -> Signature:
    version = locked(intent.version_id)
    done = already(version, intent)
    if done is not None:
        return done
    shown = admit(version, intent)
    certificate = authority.certificate_for(intent.by)
    deed = deeds.from_json(version.frozen or {})
    # The paper tells whole seconds, and so does the row.
    at = timezone.now().replace(microsecond=0)
    signed = pades.sign(
        shown.data,
        key_pem=vault.unseal(certificate.key_encrypted),
        certificate_pem=certificate.certificate.encode(),
        chain_pem=certificate.authority.certificate.encode(),
        field=pades.FIELDS[intent.role],
        reason=f"Perjanjian kinerja {deed.number}",
        location=deed.place,
        at=at,
        contact=deed.verify_url,
    )
    result = StoredFile.objects.keep(signed, PDF)
    signature = new_signature(version, intent, shown=shown, result=result, method=SigningMethod.INTERNAL)
    signature.certificate, signature.signed_at = certificate, at
    return take_effect(version, signature)
