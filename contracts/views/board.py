"""The live board of a round, and reminders from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from contracts import policies
from contracts.actions import calling
from contracts.forms.rounds import OUTSIDE, BoardFilter
from contracts.models import Round
from contracts.queries.parties import title
from contracts.queries.round_people import more_posts_than
from contracts.queries.round_status import IN_FORCE, STATES, Board, Group, Standing
from contracts.views.round_runs import runs_of, say
from contracts.views.rounds import planners_only, round_or_404
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.htmx import wants_part
from organization.access import access_for
from organization.models import Level
from organization.views.guards import only_if, person_of
from organization.views.pages import other_parameters, page_number

PAGE_SIZE = 50
#: The board of more people is loaded once its page stands.
LARGE = 5000

#: State → its shape and the word of the board.
WORDS: dict[str, tuple[str, Any]] = {
    "none": ("none", gettext_lazy("Belum mulai")),
    "draft": ("draft", gettext_lazy("Menyusun")),
    "presented": ("sent", gettext_lazy("Dipaparkan")),
    "returned": ("back", gettext_lazy("Dikembalikan")),
    "agreed": ("wait", gettext_lazy("Menunggu pihak pertama")),
    "signed_first": ("wait", gettext_lazy("Menunggu pihak kedua")),
    "refused": ("no", gettext_lazy("Ditolak")),
    "in_force": ("done", gettext_lazy("Berlaku")),
}


@dataclass(frozen=True)
class Line:
    """A row of the summary: an office or a level, with the address of its people."""

    name: str
    query: str
    group: Group

    def cells(self) -> list[tuple[str, Any, int]]:
        """(state, word, number) in the order of the columns."""
        return [(state, WORDS[state][1], count) for state, count in self.group.cells()]


@dataclass(frozen=True)
class Person:
    """A row of the list, with its words."""

    standing: Standing
    shape: str
    word: Any
    late: bool
    chosen: bool
    #: The superior whose own plan has to come first, where nobody has begun.
    superior: Standing | None = None

    @property
    def post(self) -> str:
        """The title as printed, and the unit where the title does not name it."""
        row = self.standing
        name = title(row.title, row.acting)
        return name if row.unit in name else f"{name}, {row.unit}"

    @property
    def waits(self) -> str:
        """On whom the agreement waits, and since when."""
        row = self.standing
        if row.state == IN_FORCE:
            return "–"
        if self.superior is not None:
            name = _("rencana %(name)s") % {"name": self.superior.name}
        elif row.awaited_id is None:
            name = _("Bagian Ortala")
        else:
            name = row.awaited or "" if row.awaits_superior else _("pihak pertama")
        if row.since is None:
            return _("menunggu %(name)s") % {"name": name}
        day = wording.day(timezone.localdate(row.since))
        return _("menunggu %(name)s sejak %(day)s") % {"name": name, "day": day}


@require_GET
@only_if(policies.may_see_rounds)
def round_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Where everybody in the reader's scope stands, by office and by level; refreshes itself while the round runs."""
    found = round_or_404(request, pk)
    part = wants_part(request)
    may_plan = policies.may_plan(request.user)
    context = {
        "round": found,
        "overdue": found.is_overdue(timezone.localdate()) and not found.closed_at,
        "may_plan": may_plan,
        **(runs_of(found) if may_plan else {}),
    }
    if part or "tampil" in request.GET or not _is_large(request):
        context |= _board(request, found)
    return render(request, "contracts/rounds/_board.html" if part else "contracts/rounds/round.html", context)


def _is_large(request: HttpRequest) -> bool:
    """Whether the reader's board is of so many people that it is asked for once the page stands."""
    access = access_for(request.user)
    return access.sees_city and more_posts_than(LARGE, access.day)


def _board(request: HttpRequest, found: Round) -> dict[str, Any]:
    board = Board(found, request.user)
    chosen = BoardFilter(request.GET, states=[(state, WORDS[state][1]) for state in STATES])
    shown = board.page(chosen.narrowing(), page_number(request), PAGE_SIZE)
    whole = shown.whole
    pages = Paginator(shown.rows, PAGE_SIZE)
    # The rows are those of one page already; the others were only counted.
    pages.count = shown.count
    by_level = request.GET.get("menurut") == "jenjang"
    return {
        "whole": whole,
        "percent": whole.counts[IN_FORCE] * 100 // whole.total if whole.total else 0,
        "figures": _figures(whole),
        "lines": _levels(shown.levels) if by_level else _offices(shown.offices),
        "by_level": by_level,
        "words": [WORDS[state] for state in STATES],
        "blockers": shown.blockers if found.opened_at else [],
        "filter": chosen,
        "page": Page(shown.rows, shown.number, pages),
        "people": _people(request, board, shown.rows),
        # What the page's own refresh carries along does not belong into its links.
        "query": _links(request),
        "today": timezone.localdate(),
    }


def _links(request: HttpRequest) -> str:
    rest = request.GET.copy()
    rest.pop("pilih", None)
    rest.pop("page", None)
    return f"{rest.urlencode()}&" if rest else ""


def _figures(whole: Group) -> dict[str, int]:
    waiting = whole.counts["agreed"] + whole.counts["signed_first"]
    return {"none": whole.counts["none"], "waiting": waiting, "working": whole.open - whole.counts["none"] - waiting}


def _offices(groups: list[Group]) -> list[Line]:
    return [
        Line(group.name or _("Di luar OPD"), f"opd={OUTSIDE if group.key is None else group.key}", group)
        for group in groups
    ]


def _levels(groups: list[Group]) -> list[Line]:
    return [
        Line(str(capfirst(Level(group.key).label)), f"menurut=jenjang&jenjang={group.key}", group) for group in groups
    ]


def _people(request: HttpRequest, board: Board, rows: Sequence[Standing]) -> list[Person]:
    found = board.round
    ticked = set(request.GET.getlist("pilih"))
    late = found.running and found.is_overdue(timezone.localdate())
    above = board.superiors_without_plan(rows)
    return [
        Person(
            row,
            *WORDS[row.state],
            late=late and row.state != IN_FORCE,
            chosen=str(row.employee_id) in ticked,
            superior=above.get(row.employee_id),
        )
        for row in rows
    ]


@require_POST
@planners_only
def round_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those chosen, or all whom the filter of the address leaves; says who was left out and why."""
    found = round_or_404(request, pk)
    back = f"{reverse('round', args=[pk])}?{other_parameters(request)}".rstrip("?&")
    if "semua" in request.POST:
        chosen = BoardFilter(request.GET, states=[(state, WORDS[state][1]) for state in STATES])
        holders = Board(found).people(chosen.narrowing())
    else:
        holders = [int(each) for each in request.POST.getlist("pilih") if each.isdecimal()]
    if not holders:
        messages.error(request, _("Pilih dahulu siapa yang perjanjiannya perlu diingatkan."))
        return redirect(back)
    try:
        say(request, calling.request_reminder(round_id=found.pk, by=person_of(request), holder_ids=holders))
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    return redirect(back)
