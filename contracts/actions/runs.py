"""Runs over the people of a round: the row is the truth, Celery only wakes it up.

A run commits in steps and beats the row's heart (``sent_at``). One that dies is woken up again; what it does is written
so that doing it again changes nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import OPEN_RUNS, RoundRun, RunState
from kinerja.errors import DomainError

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
#: A run without a heartbeat for this long has lost its worker or its message.
WAKE_AGAIN = timedelta(seconds=60)
#: A run over as many people is done while the page waits.
AT_ONCE = 300

Run = TypeVar("Run", bound=RoundRun)


def runs_to_wake(model: type[RoundRun], now: datetime | None = None) -> list[int]:
    """Ids of the runs of a kind that nobody is at; they are marked as woken up."""
    now = now or timezone.now()
    rows = _rows(model)
    with transaction.atomic():
        lost = Q(sent_at__isnull=True) | Q(sent_at__lt=now - WAKE_AGAIN)
        waiting = rows.filter(lost, state__in=OPEN_RUNS).select_for_update(skip_locked=True)
        ids = list(waiting.values_list("pk", flat=True))
        rows.filter(pk__in=ids).update(sent_at=now)
    return ids


def do_run(model: type[Run], run_id: int, work: Callable[[Run], None]) -> bool:
    """Do a run, unless it is over; True when this call finished it. ``work`` reports the end itself."""
    run = _begin(model, run_id)
    if run is None:
        return False
    try:
        work(run)
    except Exception as error:  # whatever went wrong belongs into the row, where the bureau sees it
        logger.exception("%s %s", model.__name__, run_id)
        text = error.message if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
        over = run.attempts >= MAX_ATTEMPTS or isinstance(error, DomainError)
        report(run, state=RunState.FAILED if over else RunState.PENDING, error=text[:2000], sent_at=None)
        return False
    return True


def report(run: RoundRun, **values: Any) -> None:
    """Say in the row how far a run is, and that it lives."""
    _rows(type(run)).filter(pk=run.pk).update(**{"sent_at": timezone.now(), **values})


def finish(run: RoundRun, **values: Any) -> None:
    """Say in the row that a run is done."""
    report(run, state=RunState.DONE, finished_at=timezone.now(), **values)


def _begin(model: type[Run], run_id: int) -> Run | None:
    """Count the attempt before it begins, so that a run that kills its worker is given up in the end."""
    rows = _rows(model)
    with transaction.atomic():
        chosen = rows.select_for_update(skip_locked=True, of=("self",)).filter(state__in=OPEN_RUNS)
        run = chosen.filter(pk=run_id).first()
        if run is None:
            return None
        if run.attempts >= MAX_ATTEMPTS:
            error = run.error or _("Pekerja berhenti di tengah jalan.")
            rows.filter(pk=run_id).update(state=RunState.FAILED, error=error)
            return None
        rows.filter(pk=run_id).update(
            state=RunState.RUNNING, attempts=F("attempts") + 1, sent_at=timezone.now(), error=""
        )
    return rows.select_related("round", "requested_by").get(pk=run_id)


def _rows(model: type[Run]) -> QuerySet[Run]:
    return QuerySet(model)
