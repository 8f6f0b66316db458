"""The page of agreements as it is drawn: tasks, one's own, the filter, a page of those in scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.forms.agreements import AgreementFilter
from contracts.models import AgreementKind, Period, State
from contracts.queries.agreements import PAGE_SIZE, Wanted
from contracts.queries.years import years_to_choose
from kinerja.reading import parsed
from kinerja.ui.fragments import kept

#: State → shape of the status (the first signal is the word).
SHAPES: dict[str, str] = {
    State.DRAFT: "draft",
    State.PRESENTED: "sent",
    State.RETURNED: "back",
    State.AGREED: "wait",
    State.SIGNED_FIRST: "wait",
    State.IN_FORCE: "ok",
    State.AMENDED: "lock",
    State.ENDED: "lock",
    State.REFUSED: "no",
    State.CANCELLED: "none",
}

#: What the two parties do next, in the words of a button, and on which page.
TASKS: dict[str, tuple[Any, str]] = {
    State.DRAFT: (gettext_lazy("Susun"), "draft"),
    State.RETURNED: (gettext_lazy("Perbaiki"), "draft"),
    State.PRESENTED: (gettext_lazy("Telaah"), "review"),
    State.AGREED: (gettext_lazy("Periksa lalu tanda tangani"), "sign"),
    State.SIGNED_FIRST: (gettext_lazy("Periksa lalu tanda tangani"), "sign"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A version that waits for the reader, with what is to be done on which page."""

    pk: int
    state: str
    holder: str
    kind: str
    year: int
    title: str
    unit: str
    since: datetime

    @property
    def word(self) -> str:
        """The state."""
        return str(State(self.state).label)

    @property
    def label(self) -> str:
        """What is to be done."""
        return str(TASKS[self.state][0])

    @property
    def url_name(self) -> str:
        """Where it is done."""
        return TASKS[self.state][1]


@dataclass(frozen=True, slots=True)
class Own:
    """One of the reader's own agreements; ``period`` is empty for a whole year."""

    pk: int
    kind: str
    year: int
    period: str
    superior: str
    signed_on: date | None
    shape: str
    word: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement in scope, as a row of the list."""

    pk: int
    holder: str
    superior: str
    signed_on: date | None
    title: str
    unit: str
    shape: str
    word: str
    kind: str


def standing_word(state: str, *, sealed: bool, ended: bool) -> tuple[str, str]:
    """Shape and word for where an agreement stands; ``state`` of its latest version, empty if it came in by table."""
    if state:
        return SHAPES[state], str(State(state).label)
    if sealed:
        return ("lock", _("berakhir")) if ended else ("ok", _("berlaku, naskah kertas"))
    return "draft", _("rancangan dari tabel")


def count_of(tasks: str) -> int:
    """How many versions wait for the reader."""
    return len(parsed(tasks))


def own_agreements(own: str) -> list[Own]:
    """The reader's own agreements, newest first."""
    return [_own(*row) for row in parsed(own)]


def _own(
    pk: int, kind: str, year: int, period: str, superior: str, signed_on: str, state: str, sealed: bool, ended: bool
) -> Own:
    words = "" if period == Period.YEAR else str(Period(period).label)
    shape, word = standing_word(state, sealed=sealed, ended=ended)
    return Own(pk, _kind(kind), year, words, superior, _day(signed_on), shape, word, ended)


def _task(pk: int, state: str, holder: str, kind: str, year: int, title: str, unit: str, since: str) -> Task:
    return Task(pk, state, holder, _kind(kind), year, title, unit, datetime.fromisoformat(since))


@kept(256)
def mine(tasks: str, own: str, *, listed: bool) -> SafeString:
    """What waits for the reader and the reader's own, of a ``Front``; ``listed``: a list of others follows."""
    context = {"tasks": [_task(*row) for row in parsed(tasks)], "own": own_agreements(own), "listed": listed}
    return render_to_string("contracts/_agreements_mine.html", context)


@kept(256)
def filtered(asked: tuple[tuple[str, str], ...], today: date, years: str, opds: str) -> tuple[Wanted, SafeString]:
    """What the list is narrowed to, and the form that says so; an unknown filter in an address is as good as none."""
    choices = [(number, name) for number, name in parsed(opds)]
    form = AgreementFilter(
        {"tahun": today.year, **dict(asked)}, years=years_to_choose(parsed(years), today), opds=choices
    )
    values = form.cleaned_data if form.is_valid() else {}
    wanted = Wanted(
        year=values.get("tahun") or today.year,
        text=values.get("q", "").strip(),
        state=values.get("keadaan", ""),
        opd_id=values.get("opd"),
    )
    return wanted, render_to_string("contracts/_agreements_filter.html", {"filter": form})


@kept(128)
def listing(text: str, number: int, year: int, query: str) -> SafeString:
    """A page of agreements, of a ``page_text``; ``query`` are the other parameters of the address."""
    found = parsed(text)
    rows = [_listed(*row) for row in found["rows"]]
    pages = Paginator(rows, PAGE_SIZE)
    # The rows are those of one page already; the others were only counted.
    pages.count = found["count"]
    context = {"rows": rows, "page": Page(rows, number, pages), "year": year, "query": query}
    return render_to_string("contracts/_agreements_list.html", context)


def _listed(
    pk: int,
    holder: str,
    superior: str,
    signed_on: str,
    title: str,
    unit: str,
    state: str,
    sealed: bool,
    ended: bool,
    kind: str,
) -> Listed:
    shape, word = standing_word(state, sealed=sealed, ended=ended)
    return Listed(pk, holder, superior, _day(signed_on), title, unit, shape, word, _apart(kind))


def _apart(kind: str) -> str:
    """The kind where it is not the formal one, which goes without saying."""
    return "" if kind == AgreementKind.PK else _kind(kind)


def _kind(kind: str) -> str:
    return str(AgreementKind(kind).label)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
