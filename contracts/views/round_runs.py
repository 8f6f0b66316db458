"""What runs over the people of a round: how far copying and telling are, and trying again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contracts.actions import calling, copying, reminding
from contracts.models import CallKind, Round, RoundCall, RunState
from contracts.views.rounds import planners_only, round_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.htmx import wants_part


def runs_of(found: Round) -> dict[str, Any]:
    """The last copying and the last telling of each kind, as the page shows them; 2 queries."""
    copy = found.copies.first()
    # The opening first: it stands there once, reminders come and go.
    calls = list(found.calls.order_by("kind", "-created_at", "-pk").distinct("kind").defer("holder_ids"))
    runs = [*calls, copy] if copy else calls
    return {
        "copy": copy and {"run": copy, "left_out": _copy_left_out(copy.left_out)},
        "calls": [{"run": call, "heading": _heading(call), "left_out": left_out(call)} for call in calls],
        "busy": any(run.open for run in runs),
        # Whatever is under way or went wrong stands above the board, else it would be looked for at the end of it.
        "pressing": any(run.open or run.state == RunState.FAILED for run in runs),
    }


def _copy_left_out(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(_(copying.LEFT_OUT[reason]), count) for reason, count in counts.items()]


def _heading(call: RoundCall) -> str:
    return _("Pemberitahuan pembukaan") if call.kind == CallKind.OPENED else _("Pengingat terakhir")


def left_out(call: RoundCall) -> list[str]:
    """Whose agreements nobody was reminded of, in words: how many, why, the first names."""
    found = []
    for reason, those in call.left_out.items():
        rest = those["count"] - len(those["names"])
        more = _(" dan %(count)s lainnya") % {"count": wording.number(rest)} if rest else ""
        found.append(
            _("%(count)s tidak diingatkan, %(reason)s: %(names)s.")
            % {
                "count": wording.number(those["count"]),
                "reason": _(reminding.LEFT_OUT[reason]),
                "names": ", ".join(those["names"]) + more,
            }
        )
    return found


def say(request: HttpRequest, call: RoundCall) -> None:
    """Tell whoever asked for a telling what became of it."""
    if call.state == RunState.DONE:
        opened = _("%(count)s orang diberi tahu lewat kotak masuk.")
        reminded = _("%(count)s orang diingatkan lewat kotak masuk.")
        done = opened if call.kind == CallKind.OPENED else reminded
        messages.success(request, done % {"count": wording.number(call.told)})
        for line in left_out(call):
            messages.warning(request, line)
    elif call.open:
        messages.success(
            request,
            _("Pemberitahuan untuk %(count)s orang berjalan di belakang layar. Halaman ini boleh ditutup.")
            % {"count": wording.number(call.total)},
        )
    else:
        messages.error(request, call.error)


@require_GET
@planners_only
def round_runs(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the runs of a round are: the part of its page that asks for itself again; else the page."""
    found = round_or_404(request, pk)
    if not wants_part(request):
        return redirect("round", pk=pk)
    part = "_steps" if found.opened_at is None else "_keep"
    return render(request, f"contracts/rounds/{part}.html", {"round": found, **runs_of(found)})


@require_POST
@planners_only
def round_call_again(request: HttpRequest, pk: int, call: int) -> HttpResponse:
    """Try a telling that failed once more."""
    found = round_or_404(request, pk)
    try:
        say(request, calling.call_again(call_id=get_object_or_404(found.calls, pk=call).pk))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    return redirect("round", pk=pk)
