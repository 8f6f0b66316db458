"""A leader's pile: many papers, one authentication, each paper a transaction of its own."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.sign import sign_here
from contracts.actions.signature import Intent
from contracts.models import BatchItem, ItemState, SigningBatch
from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.actions.confirm import confirm_identity
from organization.models import Employee

#: So long the one authentication holds; a pile that was left lying needs the password again.
VALID = timedelta(minutes=15)
#: Most papers in one pile.
MOST = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper to sign, as whom, and the SHA-256 of the bytes that were shown."""

    version_id: int
    role: str
    shown_sha256: str


def start_batch(
    *, choices: Sequence[Choice], by: Employee, password: str, address: str, code: str = ""
) -> SigningBatch:
    """Check the password, and the code of a second step, once and note what was chosen; ``work_off`` signs it.

    Raises ``DomainError`` for a wrong password or an empty choice; whether each paper may be signed shows later.
    """
    if not choices:
        raise DomainError("nothing_chosen", _("Pilih paling sedikit satu naskah."))
    if len(choices) > MOST:
        raise DomainError("too_many", _("Pilih paling banyak %(most)s naskah sekaligus.") % {"most": MOST})
    confirm_identity(by=by, password=password, code=code, address=address)
    with transaction.atomic():
        batch = SigningBatch.objects.create(by=by)
        items = [
            BatchItem(batch=batch, version_id=one.version_id, role=one.role, shown_sha256=one.shown_sha256)
            for one in choices
        ]
        # The same paper twice in one pile is one.
        BatchItem.objects.bulk_create(items, ignore_conflicts=True)
    return batch


def work_off(*, batch: SigningBatch, seconds: float) -> int:
    """Sign what waits for about ``seconds``; how many papers are left. Two at a time do not meet.

    Raises ``DomainError`` "batch_expired" once the authentication is too old.
    """
    if batch.finished_at is None and timezone.now() - batch.confirmed_at > VALID:
        raise DomainError(
            "batch_expired",
            _("Kata sandi terakhir diperiksa lebih dari 15 menit lalu. Pilih kembali naskah yang tersisa."),
        )
    until = time.monotonic() + seconds
    while _sign_next(batch):
        if time.monotonic() >= until:
            break
    left = batch.items.filter(state=ItemState.WAITING).count()
    if left == 0:
        SigningBatch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=timezone.now())
    return left


@transaction.atomic
def _sign_next(batch: SigningBatch) -> bool:
    waiting = batch.items.select_for_update(skip_locked=True).filter(state=ItemState.WAITING)
    item = waiting.order_by("pk").first()
    if item is None:
        return False
    try:
        sign_here(Intent(item.version_id, item.role, batch.by, item.shown_sha256))
        item.state = ItemState.DONE
    except DomainError as error:
        # The savepoint of this paper is gone; the others go on, and the list says why this one did not.
        item.state, item.problem = ItemState.FAILED, wording.refusal(error)
    item.save(update_fields=["state", "problem"])
    return True
