"""Copying in the background: the row is the truth, Celery only wakes it up.

Each step commits by itself and beats the row's heart (``sent_at``). A run that dies is woken up again and finds its own
copies; nothing is copied twice.
"""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.copying import copy_in_batches
from contracts.models import CopyState, Round, RoundCopy
from contracts.queries.round_people import asked_people
from kinerja.errors import DomainError
from organization.models import Employee

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: A run without a heartbeat for this long has lost its worker or its message.
WAKE_AGAIN = timedelta(seconds=60)
#: As many people are copied at once while the page waits.
AT_ONCE = 300
OPEN = [CopyState.PENDING, CopyState.RUNNING]


def request_copy(*, round_id: int, by: Employee, unit_ids: list[int] | None = None) -> RoundCopy:
    """Ask for last year's agreements to be copied forward; few people are done at once, many in the background.

    Raises ``DomainError`` for a closed round, or while another run is not over.
    """
    with transaction.atomic():
        in_round = Round.objects.select_for_update().get(pk=round_id)
        if in_round.closed_at is not None:
            raise DomainError("round_closed", _("Putaran ini sudah ditutup."))
        if in_round.copies.filter(state__in=OPEN).exists():
            raise DomainError("copy_running", _("Penyalinan sebelumnya belum selesai. Tunggu sampai selesai."))
        total = len(asked_people(in_round, timezone.localdate(), unit_ids=unit_ids or ()))
        copy = RoundCopy.objects.create(round=in_round, unit_ids=unit_ids or [], requested_by=by, total=total)
    if total <= AT_ONCE:
        run_copy(copy.pk)
        copy.refresh_from_db()
    return copy


def copies_to_wake(now: datetime | None = None) -> list[int]:
    """Ids of the runs that nobody is at; they are marked as woken up."""
    now = now or timezone.now()
    with transaction.atomic():
        waiting = RoundCopy.objects.filter(Q(sent_at__isnull=True) | Q(sent_at__lt=now - WAKE_AGAIN), state__in=OPEN)
        ids = list(waiting.select_for_update(skip_locked=True).values_list("pk", flat=True))
        RoundCopy.objects.filter(pk__in=ids).update(sent_at=now)
    return ids


def run_copy(copy_id: int) -> bool:
    """Do a run, unless it is over; True when this call finished it."""
    copy = _begin(copy_id)
    if copy is None:
        return False
    try:
        _work(copy)
    except Exception as error:  # whatever went wrong belongs into the row, where the bureau sees it
        logger.exception("copy %s", copy_id)
        text = error.message if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
        over = copy.attempts >= MAX_ATTEMPTS or isinstance(error, DomainError)
        state = CopyState.FAILED if over else CopyState.PENDING
        RoundCopy.objects.filter(pk=copy_id).update(state=state, error=text[:2000], sent_at=None)
        return False
    return True


def _begin(copy_id: int) -> RoundCopy | None:
    """Count the attempt before it begins, so that a run that kills its worker is given up in the end."""
    with transaction.atomic():
        chosen = RoundCopy.objects.select_for_update(skip_locked=True, of=("self",)).filter(state__in=OPEN)
        copy = chosen.filter(pk=copy_id).first()
        if copy is None:
            return None
        if copy.attempts >= MAX_ATTEMPTS:
            copy.state, copy.error = CopyState.FAILED, copy.error or _("Pekerja berhenti di tengah jalan.")
            copy.save(update_fields=["state", "error"])
            return None
        RoundCopy.objects.filter(pk=copy_id).update(
            state=CopyState.RUNNING, attempts=F("attempts") + 1, sent_at=timezone.now(), error=""
        )
    return RoundCopy.objects.select_related("round", "requested_by").get(pk=copy_id)


def _work(copy: RoundCopy) -> None:
    done, outcome = 0, Counter[str]()
    steps = copy_in_batches(in_round=copy.round, by=copy.requested_by, unit_ids=copy.unit_ids, since=copy.created_at)
    for number, part in steps:
        done += number
        outcome.update(part)
        _report(copy.pk, done, outcome)
    _report(copy.pk, done, outcome, state=CopyState.DONE, total=done, finished_at=timezone.now())


def _report(copy_id: int, done: int, outcome: Counter[str], **more: object) -> None:
    left_out = {reason: count for reason, count in outcome.items() if reason != "copied"}
    RoundCopy.objects.filter(pk=copy_id).update(
        done=done, copied=outcome["copied"], left_out=left_out, sent_at=timezone.now(), **more
    )
