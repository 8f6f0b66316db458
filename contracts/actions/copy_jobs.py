"""Copying in the background. A run that is woken up again finds its own copies; nothing is copied twice."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions import runs
from contracts.actions.copying import copy_in_batches
from contracts.models import OPEN_RUNS, Round, RoundCopy
from contracts.queries.round_people import asked_people, number_asked
from kinerja.errors import DomainError
from organization.models import Employee


def request_copy(*, round_id: int, by: Employee, unit_ids: list[int] | None = None) -> RoundCopy:
    """Ask for last year's agreements to be copied forward; few people are done at once, many in the background.

    Raises ``DomainError`` for a closed round, or while another run is not over.
    """
    with transaction.atomic():
        in_round = Round.objects.select_for_update().get(pk=round_id)
        if in_round.closed_at is not None:
            raise DomainError("round_closed", _("Putaran ini sudah ditutup."))
        if in_round.copies.filter(state__in=OPEN_RUNS).exists():
            raise DomainError("copy_running", _("Penyalinan sebelumnya belum selesai. Tunggu sampai selesai."))
        today = timezone.localdate()
        total = len(asked_people(in_round, today, unit_ids=unit_ids)) if unit_ids else number_asked(in_round, today)
        copy = RoundCopy.objects.create(round=in_round, unit_ids=unit_ids or [], requested_by=by, total=total)
    if total <= runs.AT_ONCE:
        run_copy(copy.pk)
        copy.refresh_from_db()
    return copy


def copies_to_wake(now: datetime | None = None) -> list[int]:
    """Ids of the runs that nobody is at; they are marked as woken up."""
    return runs.runs_to_wake(RoundCopy, now)


def run_copy(copy_id: int) -> bool:
    """Do a run, unless it is over; True when this call finished it."""
    return runs.do_run(RoundCopy, copy_id, _work)


def _work(copy: RoundCopy) -> None:
    done, outcome = 0, Counter[str]()
    steps = copy_in_batches(in_round=copy.round, by=copy.requested_by, unit_ids=copy.unit_ids, since=copy.created_at)
    for number, part in steps:
        done += number
        outcome.update(part)
        runs.report(copy, done=done, copied=outcome["copied"], left_out=_left_out(outcome))
    runs.finish(copy, done=done, total=done, copied=outcome["copied"], left_out=_left_out(outcome))


def _left_out(outcome: Counter[str]) -> dict[str, int]:
    return {reason: count for reason, count in outcome.items() if reason != "copied"}
