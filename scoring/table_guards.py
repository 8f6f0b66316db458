"""What the closed months say to the tables of the floors below: nothing of them changes any more (rules §11).

The database forbids it too; these checks find the rows beforehand and name them.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext

from kinerja.tables import Judge, SetCheck, add_checks
from kinerja.tables.statements import quoted, sql
from kinerja.text import gettext_noop as _
from scoring.periods import to_local
from scoring.rules.calendar import WorkCalendar
from scoring.rules.clocks import deadline, decided_at, on_time

CLOSED = _("Bulan %(value)s sudah ditutup; perubahan ditolak. Bulan itu harus dibuka kembali lebih dahulu.")
_LOCKED = "scoring_month m ON m.locked_at IS NOT NULL AND"


def _of_day(column: str) -> SetCheck:
    """A row that matters on one day."""
    return SetCheck(
        column,
        sql(
            "SELECT i.row_no, to_char(m.month, 'YYYY-MM') FROM incoming i JOIN",
            _LOCKED,
            "m.month = date_trunc('month', i." + column,
            ")::date WHERE i.differs",
        ),
        CLOSED,
    )


def _of_stretch(target: str, first: str, last: str, others: tuple[str, ...]) -> SetCheck:
    """A row that matters from ``first`` to ``last``: when only the end moved, the days between the two ends."""
    begin, end = quoted(first), quoted(last)
    ours = ", ".join("i." + quoted(name) for name in others)
    stored = ", ".join("l." + quoted(name) for name in others)
    ends = sql("coalesce(i." + end, ", 'infinity'), coalesce(l." + end, ", 'infinity')")
    whole = sql("l.id IS NULL OR (", ours, ") IS DISTINCT FROM (", stored, ")")
    since = sql("CASE WHEN", whole, "THEN coalesce(i." + begin, ", '-infinity') ELSE least(", ends, ") + 1 END")
    until = sql("CASE WHEN l.id IS NULL THEN coalesce(i." + end, ", 'infinity') ELSE greatest(", ends, ") END")
    days = sql("daterange(", since, ",", until, ", '[]')")
    return SetCheck(
        first,
        sql(
            "SELECT i.row_no, to_char(min(m.month), 'YYYY-MM') FROM incoming i LEFT JOIN",
            target,
            "l ON l.id = i.live_id JOIN",
            _LOCKED,
            days,
            "&& daterange(m.month, (m.month + interval '1 month')::date) WHERE i.differs GROUP BY i.row_no",
        ),
        CLOSED,
    )


def judge_cases() -> Iterable[tuple[int, str, str]]:
    """Cases whose counting in a closed month would change: in which month, for whom, on time or not (rules §2)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT month FROM scoring_month WHERE locked_at IS NOT NULL")
        locked = {month for (month,) in cursor.fetchall()}
        if not locked:
            return
        cursor.execute("SELECT date FROM organization_holiday")
        calendar = WorkCalendar([day for (day,) in cursor.fetchall()])
        cursor.execute(_CHANGED_CASES)
        changed = cursor.fetchall()
    for row, *cells in changed:
        before, after = _counted(cells[:6], calendar), _counted(cells[6:], calendar)
        months = {counted[0] for counted in (before, after) if counted is not None and before != after} & locked
        if months:
            yield row, "closed_at", gettext(CLOSED) % {"value": f"{min(months):%Y-%m}"}


_CHANGED_CASES = sql(
    'SELECT i.row_no, l.opened_at, l.closed_at, l."limit", l.limit_unit, l.unit_id, l.case_class_id,',
    'i.opened_at, i.closed_at, coalesce(l."limit", i."limit"), coalesce(l.limit_unit, i.limit_unit), i.unit_id,',
    "i.case_class_id FROM incoming i LEFT JOIN scoring_case l ON l.id = i.live_id WHERE i.differs ORDER BY i.row_no",
)


def _counted(cells: list[object], calendar: WorkCalendar) -> tuple[date, bool, object, object] | None:
    opened, closed, limit, limit_unit, unit, case_class = cells
    if not isinstance(opened, datetime) or not isinstance(limit, int):
        return None
    until = to_local(closed) if isinstance(closed, datetime) else None
    due = deadline(to_local(opened), limit, str(limit_unit), calendar)
    return decided_at(until, due).date().replace(day=1), on_time(until, due), unit, case_class


def register_guards() -> None:
    """Attach the checks; the tables of the floors below must be registered by then."""
    for kind in ("attendance", "activities", "holidays", "rosters"):
        add_checks(kind, _of_day("date"))
    for kind in ("readings", "justifications", "behaviour"):
        add_checks(kind, _of_day("month"))
    add_checks("leave", _of_stretch("dailylog_leave", "start", "end", ("kind",)))
    add_checks("sanctions", _of_stretch("scoring_sanction", "start", "end", ("percent", "reference")))
    add_checks("assignments", _of_stretch("organization_assignment", "start", "end", ("kind",)))
    hours = ("start", "end", "break_minutes")
    add_checks("schedules", _of_stretch("organization_schedulehours", "valid_from", "valid_to", hours))
    add_checks(
        "shifts",
        SetCheck(
            "code",
            "SELECT i.row_no, to_char(min(m.month), 'YYYY-MM') FROM incoming i JOIN organization_rosterday r"
            " ON r.shift_id = i.live_id JOIN scoring_month m ON m.locked_at IS NOT NULL"
            " AND m.month = date_trunc('month', r.date)::date WHERE i.differs GROUP BY i.row_no",
            CLOSED,
        ),
    )
    add_checks("cases", Judge(judge_cases))
    add_checks(
        "policy",
        SetCheck(
            "effective_from",
            "SELECT i.row_no, to_char(max(m.month), 'YYYY-MM') FROM incoming i JOIN scoring_month m"
            " ON m.locked_at IS NOT NULL AND m.month >= i.effective_from WHERE i.differs GROUP BY i.row_no",
            CLOSED,
        ),
    )
