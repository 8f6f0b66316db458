"""Telling the people of a round, few while the page waits, many in the background; the inbox tells nobody twice."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts.actions import runs
from contracts.actions.reminding import remind
from contracts.models import OPEN_RUNS, CallKind, Round, RoundCall, RunState
from contracts.queries.round_people import asked_people
from kinerja.errors import DomainError
from kinerja.text import gettext_noop
from kinerja.ui.wording import day as day_words
from organization.actions.notices import tell
from organization.models import Employee, Notice

#: So many people are told in one step of a run.
STEP = 2000
#: So many names the row keeps of those left out.
NAMED = 5

OPENED_SUBJECT = gettext_noop("%(round)s sudah dibuka")
OPENED_BODY = gettext_noop("Susun, paparkan, dan tandatangani perjanjian Anda paling lambat %(due)s.")


def call_opened(*, opened: Round, by: Employee, total: int) -> RoundCall:
    """Ask that everybody of a round be told that it is open; belongs into the transaction that opens it.

    ``total`` people are asked. Nobody is told before ``start`` or a worker takes it up.
    """
    return RoundCall.objects.create(round=opened, kind=CallKind.OPENED, requested_by=by, total=total)


def request_reminder(*, round_id: int, by: Employee, holder_ids: Collection[int]) -> RoundCall:
    """Ask that whoever the agreements of these people wait for be reminded.

    Raises ``DomainError`` for a round that is not running, or while an earlier reminding is not over.
    """
    with transaction.atomic():
        in_round = Round.objects.select_for_update().get(pk=round_id)
        _demand_running(in_round)
        _demand_no_other(in_round, CallKind.REMINDER)
        ids = sorted(set(holder_ids))
        call = RoundCall.objects.create(
            round=in_round, kind=CallKind.REMINDER, holder_ids=ids, requested_by=by, total=len(ids)
        )
    return start(call)


def call_again(*, call_id: int) -> RoundCall:
    """Try once more what failed. Raises ``DomainError`` where it did not fail, or another is not over."""
    with transaction.atomic():
        in_round = Round.objects.select_for_update().get(calls=call_id)
        call = RoundCall.objects.select_for_update().get(pk=call_id)
        if call.state != RunState.FAILED:
            raise DomainError("call_not_failed", _("Hanya pemberitahuan yang gagal yang dapat diulang."))
        _demand_running(in_round)
        _demand_no_other(in_round, call.kind)
        call.state, call.attempts, call.error, call.sent_at = RunState.PENDING, 0, "", None
        call.save(update_fields=["state", "attempts", "error", "sent_at"])
    return start(call)


def start(call: RoundCall) -> RoundCall:
    """Tell few people at once; many are left to a worker."""
    if call.total <= runs.AT_ONCE:
        run_call(call.pk)
        call.refresh_from_db()
    return call


def calls_to_wake(now: datetime | None = None) -> list[int]:
    """Ids of the calls that nobody is at; they are marked as woken up."""
    return runs.runs_to_wake(RoundCall, now)


def run_call(call_id: int) -> bool:
    """Tell the people of a call, unless it is over; True when this call finished it."""
    return runs.do_run(RoundCall, call_id, _work)


def _work(call: RoundCall) -> None:
    _demand_running(call.round)
    if call.kind == CallKind.OPENED:
        _announce(call)
    else:
        _remind(call)


def _announce(call: RoundCall) -> None:
    opened = call.round
    # The language of the office, whatever the language of whoever opens.
    with override(settings.LANGUAGE_CODE):
        subject = OPENED_SUBJECT % {"round": _name(opened)}
        body = OPENED_BODY % {"due": day_words(opened.due_on)}
    key, url = f"round:{opened.pk}:opened", reverse("agreements")
    people = [asked.employee_id for asked in asked_people(opened, timezone.localdate())]
    for at in range(0, len(people), STEP):
        part = people[at : at + STEP]
        tell(employee_ids=part, kind="round_opened", key=key, subject=subject, body=body, url=url)
        runs.report(call, done=at + len(part), total=len(people))
    told = Notice.objects.filter(key=key, employee__in=people).count()
    runs.finish(call, done=len(people), total=len(people), told=told)


def _remind(call: RoundCall) -> None:
    # In one piece: who was told is known from the same moment as whom the reminder left out.
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=call.round_id)
        if not RoundCall.objects.filter(pk=call.pk, state__in=OPEN_RUNS).exists():
            return
        result = remind(in_round=call.round, by=call.requested_by, holder_ids=call.holder_ids)
        left_out = {reason: {"count": len(names), "names": names[:NAMED]} for reason, names in result.left_out.items()}
        runs.finish(call, done=call.total, told=result.told, left_out=left_out)


def _demand_running(in_round: Round) -> None:
    if not in_round.running:
        raise DomainError("round_not_open", _("Hanya putaran yang sedang dibuka yang mengingatkan."))


def _demand_no_other(in_round: Round, kind: str) -> None:
    if in_round.calls.filter(kind=kind, state__in=OPEN_RUNS).exists():
        raise DomainError("call_running", _("Pemberitahuan sebelumnya belum selesai. Tunggu sampai selesai."))


def _name(of: Round) -> str:
    text = str(of)
    return text[:1].upper() + text[1:]
