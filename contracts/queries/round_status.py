"""The live board of a round: where everybody's agreement stands, on whom it waits, and since when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from contracts.models import Round
from contracts.queries.board_sql import statement
from contracts.queries.visible import TABLES, as_key, from_key
from kinerja.unchanged import until_changed
from organization.access import Access, access_for
from organization.queries.authority import chart_around

#: The states of the board, in the order of its columns. A sealed agreement is in force, however it came in.
NONE, DRAFT, PRESENTED, RETURNED, AGREED, SIGNED_FIRST, IN_FORCE, REFUSED = (
    "none",
    "draft",
    "presented",
    "returned",
    "agreed",
    "signed_first",
    "in_force",
    "refused",
)
STATES = (NONE, DRAFT, PRESENTED, RETURNED, AGREED, SIGNED_FIRST, REFUSED, IN_FORCE)
#: Where the second party is at turn; elsewhere the first.
OF_SUPERIOR = frozenset({PRESENTED, SIGNED_FIRST})
#: So many are named for whom agreements of others wait.
MOST_BLOCKERS = 8


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to. ``opd`` 0 means people outside every OPD; ``state`` "open" all but in force;
    ``days`` those that wait longer than so many days; ``awaited`` those that wait for one person."""

    opd: int | None = None
    level: str = ""
    state: str = ""
    days: int | None = None
    awaited: int | None = None
    text: str = ""
    people: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person's agreement stands; ``awaited_id`` None: in force, or it waits for the bureau."""

    employee_id: int
    name: str
    nip: str
    title: str
    acting: str
    unit: str
    level: str
    state: str
    version_id: int | None
    awaited_id: int | None
    awaited: str | None
    awaited_active: bool | None
    since: datetime | None

    @property
    def awaits_superior(self) -> bool:
        """Whether the second party is at turn."""
        return self.state in OF_SUPERIOR


@dataclass(slots=True)
class Group:
    """An office or a level with the number of people in each state; ``key`` None: outside every OPD."""

    key: Any
    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))

    @property
    def total(self) -> int:
        """Everybody who is asked."""
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        """Those whose agreement is not in force."""
        return self.total - self.counts[IN_FORCE]

    def cells(self) -> list[tuple[str, int]]:
        """(state, number), in the order of the columns."""
        return [(state, self.counts[state]) for state in STATES]


@dataclass(frozen=True, slots=True)
class Blocker:
    """Somebody for whom agreements of others wait, the longest since ``since``."""

    employee_id: int
    name: str
    count: int
    since: datetime | None


class Board:
    """The board of a round as a user may see it (None: all of it). Each question is one query on everybody asked."""

    def __init__(self, of_round: Round, user: Any = None, *, day: date | None = None) -> None:
        access: Access | None = access_for(user) if user is not None else None
        if day is None:
            closed = of_round.closed_at
            day = timezone.localdate(closed) if closed else timezone.localdate()
        self.round = of_round
        self.day = day
        self._values: dict[str, Any] = {
            "day": day,
            "year": of_round.year,
            "kind": of_round.kind,
            "period": of_round.period,
            "levels": of_round.levels,
            "opened": of_round.opened_at,
            "units": list(access.unit_ids) if access else [],
        }
        self._everybody = access is None or access.sees_city

    def groups(self) -> tuple[list[Group], list[Group], Group]:
        """By office, by level (of ``round.levels``, in that order), and everybody; one query."""
        return self._grouped(self._ask("groups"))

    def _grouped(self, rows: Iterable[Sequence[Any]]) -> tuple[list[Group], list[Group], Group]:
        offices: dict[int | None, Group] = {}
        levels = {level: Group(level, level) for level in self.round.levels}
        whole = Group(None, "")
        for opd_id, name, level, state, count in rows:
            for group in (offices.setdefault(opd_id, Group(opd_id, name or "")), levels[level], whole):
                group.counts[state] += count
        return list(offices.values()), [group for group in levels.values() if group.total], whole

    def whole(self) -> dict[str, int]:
        """State → number of everybody asked, kept until something changes: one short query then."""
        return dict(_whole(self._everybody, as_key(self._values)))

    def page(self, narrowing: Narrowing, number: int, size: int) -> "BoardPage":
        """All that the page of the board shows, everybody looked at once; one query, two past the last page.

        The people one by one, those that wait longest first, those in force last. A page that there is not, such as
        0, is the last.
        """
        found = self._page(narrowing, (number - 1) * size, size) if number else None
        if found is None or (not found.rows and found.count):
            count = found.count if found else self.count(narrowing)
            number = -(-count // size) or 1
            found = self._page(narrowing, (number - 1) * size, size)
        found.number = number
        return found

    def _page(self, narrowing: Narrowing, offset: int, size: int) -> "BoardPage":
        asked = {**_values(narrowing), "limit": size, "offset": offset, "most": MOST_BLOCKERS}
        [(groups, blockers, rows, count)] = self._ask("page", **asked)
        offices, levels, whole = self._grouped(groups)
        return BoardPage(
            offices=offices,
            levels=levels,
            whole=whole,
            blockers=[Blocker(*_timed(row)) for row in blockers],
            rows=[Standing(*_timed(row)) for row in rows],
            count=count,
        )

    def superiors_without_plan(self, rows: Sequence[Standing]) -> dict[int, Standing]:
        """Whoever has not begun → the superior, where that one has not begun either; at most 5 queries.

        What a superior promises is what the people below take a share of, so theirs can hardly come first.
        """
        idle = [row.employee_id for row in rows if row.state == NONE]
        if not idle:
            return {}
        chart = chart_around(idle, self.day)
        above = {person: chart.superior(person) for person in idle}
        leaders = {held.employee_id for held in above.values() if held is not None}
        found = {row.employee_id: row for row in self.rows(Narrowing(people=leaders, state=NONE), limit=None)}
        return {
            person: found[held.employee_id]
            for person, held in above.items()
            if held is not None and held.employee_id in found
        }

    def _ask(self, asked: str, **more: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement(asked, everybody=self._everybody), {**self._values, **more})
            return list(cursor.fetchall())

    def count(self, narrowing: Narrowing) -> int:
        """How many people a narrowing leaves; one query."""
        return int(self._ask("count", **_values(narrowing))[0][0])

    def people(self, narrowing: Narrowing) -> list[int]:
        """Ids of everybody whom a narrowing leaves; one query."""
        return [row[0] for row in self._ask("people", **_values(narrowing))]

    def rows(self, narrowing: Narrowing, *, limit: int | None = None, offset: int = 0) -> list[Standing]:
        """The people one by one, those that wait longest first, those in force last; one query."""
        return [Standing(*row) for row in self._ask("rows", **_values(narrowing), limit=limit, offset=offset)]


@until_changed(*TABLES, "contracts_version")
def _whole(everybody: bool, key: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, int], ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement("whole", everybody=everybody), from_key(key))
        return tuple(cursor.fetchall())


@dataclass(slots=True)
class BoardPage:
    """What the page of a board shows: sums, for whom most wait, and ``rows`` of the ``count`` people of a narrowing."""

    offices: list[Group]
    levels: list[Group]
    whole: Group
    blockers: list[Blocker]
    rows: list[Standing]
    count: int
    number: int = 1


def _timed(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row that came as JSON, with the instant at its end."""
    *values, since = row
    return (*values, datetime.fromisoformat(since) if since else None)


def _values(narrowing: Narrowing) -> dict[str, Any]:
    digits = narrowing.text.replace(" ", "")
    safe = narrowing.text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    return {
        "opd": narrowing.opd or None,
        "no_opd": narrowing.opd == 0,
        "level": narrowing.level,
        "state": narrowing.state,
        "before": timezone.now() - timedelta(days=narrowing.days) if narrowing.days is not None else None,
        "awaited": narrowing.awaited,
        "text": narrowing.text,
        "like": f"%{safe}%",
        "digits": f"{digits}%" if digits.isdigit() else "-",
        "people": list(narrowing.people) if narrowing.people is not None else None,
    }
