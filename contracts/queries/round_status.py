"""The live board of a round: where everybody's agreement stands, on whom it waits, and since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, overload

from django.db import connection
from django.utils import timezone

from contracts.models import Round
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

_BOARD = """
WITH RECURSIVE opd (unit_id, opd_id) AS (
    SELECT id, id FROM organization_unit WHERE kind = 'opd'
    UNION SELECT u.id, o.opd_id FROM organization_unit u JOIN opd o ON u.parent_id = o.unit_id AND u.kind <> 'opd'
), held AS (
    SELECT DISTINCT ON (s.employee_id) s.employee_id, s.kind AS acting, p.id AS position_id, p.title, p.level, p.unit_id
    FROM organization_assignment s JOIN organization_position p ON p.id = s.position_id
    WHERE s.start <= %(day)s AND (s."end" IS NULL OR s."end" >= %(day)s)
    ORDER BY s.employee_id, (s.kind = 'definitive') DESC, s.start DESC, p.code
), stand AS (
    SELECT h.*, o.opd_id, v.id AS version_id, v.superior_id,
        CASE WHEN a.sealed_at IS NOT NULL THEN 'in_force'
             WHEN v.state IS NULL OR v.state = 'cancelled' THEN 'none'
             WHEN v.state IN ('amended', 'ended') THEN 'in_force' ELSE v.state END AS state,
        v.since
    FROM held h
    LEFT JOIN opd o ON o.unit_id = h.unit_id
    LEFT JOIN contracts_agreement a ON a.holder_id = h.employee_id AND a.year = %(year)s AND a.kind = %(kind)s
        AND a.period = %(period)s AND a.ended_on IS NULL
    LEFT JOIN LATERAL (
        SELECT v.id, v.state, v.superior_id, (
            SELECT max(e.at) FROM contracts_event e WHERE e.version_id = v.id AND e.kind IN
            ('opened', 'copied', 'presented', 'returned', 'agreed', 'signed_first', 'in_force', 'refused')) AS since
        FROM contracts_version v WHERE v.agreement_id = a.id ORDER BY v.number DESC LIMIT 1
    ) v ON true
    WHERE h.level = ANY(%(levels)s) AND (%(all)s OR h.unit_id = ANY(%(units)s))
), board AS (
    SELECT s.*,
        CASE WHEN s.state = 'in_force' THEN NULL
             WHEN s.state IN ('presented', 'signed_first') THEN s.superior_id ELSE s.employee_id END AS awaited_id,
        CASE WHEN s.state IN ('none') THEN %(opened)s ELSE coalesce(s.since, %(opened)s) END AS waiting_since
    FROM stand s
)
"""

_NARROWED = """
FROM board b JOIN organization_employee e ON e.id = b.employee_id
LEFT JOIN organization_employee w ON w.id = b.awaited_id
JOIN organization_unit u ON u.id = b.unit_id
WHERE (%(opd)s::bigint IS NULL OR b.opd_id = %(opd)s) AND (NOT %(no_opd)s OR b.opd_id IS NULL)
    AND (%(level)s = '' OR b.level = %(level)s)
    AND (%(state)s = '' OR b.state = %(state)s OR (%(state)s = 'open' AND b.state <> 'in_force'))
    AND (%(before)s::timestamptz IS NULL OR (b.state <> 'in_force' AND b.waiting_since < %(before)s))
    AND (%(awaited)s::bigint IS NULL OR b.awaited_id = %(awaited)s)
    AND (%(text)s = '' OR e.name ILIKE %(like)s OR e.nip LIKE %(digits)s OR u.name ILIKE %(like)s)
    AND (%(people)s::bigint[] IS NULL OR b.employee_id = ANY(%(people)s))
"""

_GROUPS = (
    _BOARD
    + """
SELECT b.opd_id, u.name, b.level, b.state, count(*) FROM board b LEFT JOIN organization_unit u ON u.id = b.opd_id
GROUP BY b.opd_id, u.name, b.level, b.state ORDER BY u.name NULLS FIRST
"""
)
_BLOCKERS = (
    _BOARD
    + """
SELECT w.id, w.name, count(*), min(b.waiting_since) FROM board b JOIN organization_employee w ON w.id = b.awaited_id
WHERE b.state IN ('presented', 'signed_first') GROUP BY w.id, w.name ORDER BY 3 DESC, 4, w.name LIMIT %(limit)s
"""
)
_ROWS = (
    _BOARD
    + """
SELECT b.employee_id, e.name, e.nip, b.title, b.acting, u.name, b.level, b.state, b.version_id, b.awaited_id, w.name,
    w.is_active, b.waiting_since
"""
    + _NARROWED
    + " ORDER BY (b.state = 'in_force'), b.waiting_since, e.name, e.nip LIMIT %(limit)s OFFSET %(offset)s"
)
_COUNT = _BOARD + "SELECT count(*)" + _NARROWED
_PEOPLE = _BOARD + "SELECT b.employee_id" + _NARROWED


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
            "all": access is None or access.sees_city,
            "units": list(access.unit_ids) if access else [],
        }

    def groups(self) -> tuple[list[Group], list[Group], Group]:
        """By office, by level (of ``round.levels``, in that order), and everybody; one query."""
        offices: dict[int | None, Group] = {}
        levels = {level: Group(level, level) for level in self.round.levels}
        whole = Group(None, "")
        for opd_id, name, level, state, count in self._ask(_GROUPS):
            for group in (offices.setdefault(opd_id, Group(opd_id, name or "")), levels[level], whole):
                group.counts[state] += count
        return list(offices.values()), [group for group in levels.values() if group.total], whole

    def blockers(self, limit: int = 8) -> list[Blocker]:
        """For whom most agreements of others wait; one query."""
        return [Blocker(*row) for row in self._ask(_BLOCKERS, limit=limit)]

    def standings(self, narrowing: Narrowing | None = None, *, everybody: int | None = None) -> "Standings":
        """The people one by one, those that wait longest first; those in force last.

        ``everybody`` is how many are asked, where it is known: without a narrowing they need not be counted again.
        """
        chosen = narrowing or Narrowing()
        return Standings(self, chosen, everybody if chosen == Narrowing() else None)

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

    def _ask(self, statement: str, **more: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self._values, **more})
            return list(cursor.fetchall())

    def count(self, narrowing: Narrowing) -> int:
        """How many people a narrowing leaves; one query."""
        return int(self._ask(_COUNT, **_values(narrowing))[0][0])

    def people(self, narrowing: Narrowing) -> list[int]:
        """Ids of everybody whom a narrowing leaves; one query."""
        return [row[0] for row in self._ask(_PEOPLE, **_values(narrowing))]

    def rows(self, narrowing: Narrowing, *, limit: int | None, offset: int = 0) -> list[Standing]:
        """A part of the list; one query."""
        return [Standing(*row) for row in self._ask(_ROWS, **_values(narrowing), limit=limit, offset=offset)]


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


class Standings(Sequence[Standing]):
    """A list that a paginator can count and cut without reading everybody."""

    def __init__(self, board: Board, narrowing: Narrowing, length: int | None) -> None:
        self._board, self._narrowing = board, narrowing
        self._length = length

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._board.count(self._narrowing)
        return self._length

    @overload
    def __getitem__(self, chosen: int) -> Standing: ...
    @overload
    def __getitem__(self, chosen: slice) -> list[Standing]: ...
    def __getitem__(self, chosen: int | slice) -> Standing | list[Standing]:
        if isinstance(chosen, int):
            return self[chosen : chosen + 1][0]
        first = chosen.start or 0
        limit = None if chosen.stop is None else chosen.stop - first
        return self._board.rows(self._narrowing, limit=limit, offset=first)
