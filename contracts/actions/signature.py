"""What every way of signing has in common: who may sign what now, and what a signature brings about."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import policies
from contracts.actions.in_force import put_in_force
from contracts.actions.sign_notices import tell_parties
from contracts.actions.versions import log
from contracts.models import Signature, SignerRole, State, StoredFile, Version
from contracts.rules import deed as deeds
from contracts.signing.proof import prove
from kinerja.errors import DomainError
from organization.models import Employee

#: What the timeline calls the signature of a role.
EVENTS = {SignerRole.FIRST.value: "signed_first", SignerRole.SECOND.value: "signed_second"}


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody is about to sign, as whom, and the SHA-256 of the bytes that were on the screen."""

    version_id: int
    role: str
    by: Employee
    shown_sha256: str
    note: str = ""


def already(version: Version, intent: Intent) -> Signature | None:
    """The signature that is there for this role, if it is the same person's over the same bytes."""
    found = version.signatures.filter(role=intent.role).select_related("shown", "result").first()
    if found is None:
        return None
    if found.signer_id != intent.by.pk:
        raise DomainError("not_party", _("Naskah ini sudah ditandatangani oleh orang lain dalam kedudukan itu."))
    if found.shown.sha256 != intent.shown_sha256:
        raise _changed()
    return found


def admit(version: Version, intent: Intent) -> StoredFile:
    """The document to sign, if this person may sign it now and saw these very bytes; else ``DomainError``."""
    if policies.signer_of(version, intent.role) != intent.by.pk:
        raise DomainError("not_party", _("Anda bukan pihak dalam perjanjian ini."))
    if policies.turn_of(version) != intent.role:
        raise DomainError("not_your_turn", _not_your_turn(version))
    if not policies.has_mandate(version, intent.role, _today()):
        sentence = _(
            "Pada hari ini Anda tidak memegang jabatan %(post)s yang tertulis dalam naskah. Minta Bagian Organisasi "
            "mengembalikan naskah agar dibuat atas nama pejabat yang sekarang."
        )
        raise DomainError("mandate_ended", sentence % {"post": party_of(version, intent.role).position})
    document = version.document
    if document is None or document.sha256 != intent.shown_sha256:
        raise _changed()
    return document


def _changed() -> DomainError:
    return DomainError(
        "document_changed",
        _("Naskah berubah sejak Anda membukanya. Baca kembali naskah yang sekarang, lalu tanda tangani."),
    )


def _not_your_turn(version: Version) -> str:
    if version.state == State.AGREED:
        return _("Pihak pertama belum menandatangani. Anda dapat menandatangani sesudahnya.")
    return _("Naskah ini tidak sedang menunggu tanda tangan Anda: %(state)s.") % {"state": version.get_state_display()}


def _today() -> date:
    # A mandate ends at midnight of the region.
    return timezone.localdate()


def party_of(version: Version, role: str) -> deeds.Party:
    """The party as the frozen paper names it."""
    deed = deeds.from_json(version.frozen or {})
    party = deed.first_party if role == SignerRole.FIRST else deed.second_party
    if party is None:
        raise DomainError("not_party", _("Naskah ini hanya mempunyai satu pihak."))
    return party


def new_signature(version: Version, intent: Intent, *, shown: StoredFile, result: StoredFile, method: str) -> Signature:
    """The row of a signature, not yet stored."""
    party = party_of(version, intent.role)
    return Signature(
        version=version,
        role=intent.role,
        signer=intent.by,
        acting=party.acting or "definitive",
        position_title=party.position,
        method=method,
        shown=shown,
        result=result,
        note=intent.note.strip(),
    )


def take_effect(version: Version, signature: Signature) -> Signature:
    """Prove the new file, store the signature, and bring the version where it belongs; inside a transaction."""
    methods = [*version.signatures.order_by("pk").values_list("method", flat=True), signature.method]
    prove(shown=signature.shown.data, result=signature.result.data, methods=methods)
    signature.save()
    log(version, EVENTS[signature.role], signature.signer, signature.note)
    if signature.role == SignerRole.SECOND or version.superior_id is None:
        put_in_force(version=version, document=signature.result)
    else:
        version.state, version.document = State.SIGNED_FIRST, signature.result
        version.save()
    tell_parties(version, signature)
    return signature
