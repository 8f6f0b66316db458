"""Signing with the provider's certified certificate: ask once, and settle what stayed unclear."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.signature import Intent, admit, already, new_signature, take_effect
from contracts.actions.versions import locked
from contracts.models import RemoteSigning, RemoteState, Signature, SigningMethod, StoredFile
from contracts.models.remote import PENDING
from contracts.rules import deed as deeds
from contracts.signing import bsre
from kinerja.errors import DomainError

#: So long an unclear answer is waited for before the signer may ask again.
PATIENCE = timedelta(minutes=10)


def sign_remotely(intent: Intent, credentials: bsre.Credentials) -> Signature:
    """Have the provider sign; no lock is held while it works.

    Raises ``DomainError``: of the provider in a sentence of ours, or "being_checked" while an answer is unclear.
    """
    if not bsre.configured():
        raise DomainError("bsre_missing", _("Tanda tangan BSrE belum disiapkan di server ini."))
    begun = _begin(intent)
    if isinstance(begun, Signature):
        return begun
    deed = deeds.from_json(begun.version.frozen or {})
    try:
        answer = bsre.sign(
            begun.shown.data, credentials, reason=f"Perjanjian kinerja {deed.number}", location=deed.place
        )
    except bsre.Unclear as unclear:
        _leave_unclear(begun, unclear.remote_id)
        raise _being_checked() from unclear
    except DomainError as error:
        _close(begun, error.message)
        raise
    return _accept_or_close(begun, answer.file)


@transaction.atomic
def _begin(intent: Intent) -> RemoteSigning | Signature:
    version = locked(intent.version_id)
    done = already(version, intent)
    if done is not None:
        return done
    pending = version.remote_signings.filter(role=intent.role, state__in=PENDING).first()
    if pending is not None and not _given_up(pending):
        raise _being_checked()
    shown = admit(version, intent)
    return RemoteSigning.objects.create(
        version=version, role=intent.role, signer=intent.by, shown=shown, note=intent.note.strip()
    )


def _being_checked() -> DomainError:
    return DomainError(
        "being_checked",
        _("Jawaban BSrE belum jelas dan sedang diperiksa. Jangan mengulang dahulu; muat ulang beberapa menit lagi."),
    )


def _given_up(pending: RemoteSigning) -> bool:
    """Close a signing whose answer can no longer come; whether it was."""
    if timezone.now() - pending.started_at < PATIENCE + timedelta(seconds=settings.BSRE_TIMEOUT):
        return False
    _close(pending, _("BSrE tidak mengembalikan berkas. Naskah belum ditandatangani; tanda tangani sekali lagi."))
    return True


def settle(pending: RemoteSigning) -> RemoteSigning:
    """Fetch the result of an unclear signing if it has a name, or give it up after a while; safe to repeat."""
    if pending.remote_id:
        try:
            _accept_or_close(pending, bsre.fetch(pending.remote_id))
        except (bsre.Unclear, DomainError):
            _given_up(pending)
    else:
        _given_up(pending)
    pending.refresh_from_db()
    return pending


def settle_all() -> int:
    """Settle whatever waits; how many are not waiting any more."""
    waiting = list(RemoteSigning.objects.filter(state__in=PENDING).select_related("version", "shown", "signer"))
    return sum(settle(one).state not in PENDING for one in waiting)


def _accept_or_close(pending: RemoteSigning, file: bytes) -> Signature:
    try:
        return _accept(pending, file)
    except DomainError as error:
        _close(pending, error.message)
        raise


@transaction.atomic
def _accept(pending: RemoteSigning, file: bytes) -> Signature:
    version = locked(pending.version_id)
    intent = Intent(version.pk, pending.role, pending.signer, pending.shown.sha256, pending.note)
    signature = already(version, intent)
    if signature is None:
        shown = admit(version, intent)
        result = StoredFile.objects.keep(file, "application/pdf")
        signature = take_effect(
            version, new_signature(version, intent, shown=shown, result=result, method=SigningMethod.BSRE)
        )
    pending.state, pending.settled_at = RemoteState.DONE, timezone.now()
    pending.save(update_fields=["state", "settled_at"])
    return signature


def _leave_unclear(pending: RemoteSigning, remote_id: str) -> None:
    pending.state, pending.remote_id = RemoteState.UNCLEAR, remote_id
    pending.save(update_fields=["state", "remote_id"])


def _close(pending: RemoteSigning, problem: str) -> None:
    pending.state, pending.problem, pending.settled_at = RemoteState.FAILED, problem, timezone.now()
    pending.save(update_fields=["state", "problem", "settled_at"])
