"""Collects refused rows in the temporary table ``fault``, and tells them in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from kinerja.tables.csv_reader import LONGEST_CELL
from kinerja.tables.errors import Problem
from kinerja.tables.specs import Column, RowRule, SetCheck, Table
from kinerja.tables.statements import quoted, sql
from kinerja.text import gettext_noop

MISSING = gettext_noop("Sel ini wajib diisi.")
TOO_LONG = gettext_noop("Teks terlalu panjang, paling banyak %(longest)d huruf.")
DOUBLED = gettext_noop("Baris ini sama kuncinya dengan baris %(value)s.")
SHOWN = 80
"""How much of a refused value a message repeats."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One reason for refusal: the column that it concerns and the sentence with its places."""

    column: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


class Faults:
    """The refused rows of one import, kept in the database so that millions of them need no memory here."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        self._kinds: list[Kind] = []
        cursor.execute("DROP TABLE IF EXISTS fault")
        cursor.execute("CREATE TEMP TABLE fault (row_no bigint, kind integer, value text) ON COMMIT DROP")

    def add(self, kind: Kind, query: str) -> None:
        """Add the (row_no, value) that ``query`` finds."""
        self._kinds.append(kind)
        number = str(len(self._kinds) - 1)
        head = "INSERT INTO fault SELECT found.row_no, " + number
        self._cursor.execute(sql(head, ", left(found.value,", str(SHOWN), ") FROM (", query, ") found (row_no, value)"))

    def add_words(self, row: int | None, column: str, reason: str) -> None:
        """Add a refusal that is already in words."""
        self._kinds.append(Kind(column, reason.replace("%", "%%")))
        self._cursor.execute("INSERT INTO fault VALUES (%s, %s, '')", [row, len(self._kinds) - 1])

    def clear(self) -> None:
        """Forget what was found."""
        self._cursor.execute("DELETE FROM fault")

    def count(self) -> int:
        """How many rows are refused."""
        self._cursor.execute("SELECT count(DISTINCT coalesce(row_no, 0)) FROM fault")
        return int(self._cursor.fetchone()[0])

    def tell(self, report: Callable[[Problem], None]) -> None:
        """Report each refusal in the order of the rows, translated."""
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT row_no, kind, value FROM fault ORDER BY row_no NULLS FIRST, kind")
            for row, number, value in cursor:
                kind = self._kinds[number]
                report(Problem(row, kind.column, _(kind.message) % {**kind.params, "value": value}))


def check_cells(cursor: CursorWrapper, faults: Faults, table: Table, columns: Iterable[str], *, shaped: bool) -> None:
    """Find cells that are empty, too long, or not of their kind; ``shaped``: those with a shape were checked before.

    One pass asks all columns at once whether anything is wrong; the rows are looked for only where something is.
    """
    asked = [table.column(name) for name in columns]
    asked = [column for column in asked if not (shaped and column.cell.shape)]
    if not asked:
        return
    questions = {column.name: list(_cell_faults(column)) for column in asked}
    asking = ", ".join(_anywhere(column, questions[column.name]) for column in asked)
    # The count makes it one row of answers, also when no column asks for an aggregate.
    cursor.execute(sql("SELECT count(*),", asking, "FROM staging"))
    for column, wrong in zip(asked, cursor.fetchone()[1:], strict=True):
        if wrong:
            for condition, kind in questions[column.name]:
                faults.add(kind, sql("SELECT row_no,", quoted(column.name), "FROM staging WHERE", condition))


def _anywhere(column: Column, questions: Iterable[tuple[str, Kind]]) -> str:
    """Whether a cell of the column is at fault. Dates, hours and words repeat: each of their values is judged once."""
    fault = " OR ".join("(" + condition + ")" for condition, _kind in questions)
    if not column.cell.valid:
        return sql("bool_or(", fault, ")")
    return sql("EXISTS (SELECT FROM (SELECT DISTINCT", quoted(column.name), "FROM staging) d WHERE", fault, ")")


def _cell_faults(column: Column) -> Iterable[tuple[str, Kind]]:
    value = quoted(column.name)
    if column.must_be_filled:
        # Only what begins with a blank need be trimmed, and the letters only of what has the bytes be counted.
        blank = sql(value, """COLLATE "C" < '!' AND btrim(""", value, ") = ''")
        yield sql(value, "IS NULL OR (", blank, ")"), Kind(column.name, MISSING)
    if column.cell.valid:
        yield (
            sql(value, "IS NOT NULL AND NOT (", column.cell.valid.format(v=value), ")"),
            Kind(column.name, column.cell.message, dict(column.cell.params)),
        )
    longest = column.longest or LONGEST_CELL
    too_long = sql("octet_length(", value, ") >", str(longest), "AND length(", value, ") >", str(longest))
    yield too_long, Kind(column.name, TOO_LONG, {"longest": longest})


def check_rule(cursor: CursorWrapper, faults: Faults, rule: RowRule) -> None:
    """Apply a rule in Python to the rows whose cells are sound."""
    names = ", ".join(quoted(name) for name in rule.columns)
    cursor.execute(sql("SELECT row_no,", names, "FROM staging WHERE row_no NOT IN (SELECT row_no FROM fault)"))
    for number, *values in cursor.fetchall():
        verdict = rule.judge(*values)
        if verdict is not None:
            faults.add_words(number, *verdict)


def check_rows(cursor: CursorWrapper, faults: Faults, table: Table, columns: tuple[str, ...]) -> None:
    """Turn the marks of ``incoming.bad`` into faults, and find rows with the key of an earlier row."""
    cursor.execute("SELECT DISTINCT unnest(bad) FROM incoming WHERE bad IS NOT NULL ORDER BY 1")
    for (number,) in cursor.fetchall():
        check = table.checks[number]
        typed = "s." + quoted(check.column) + "::text" if check.column in columns else "''"
        value = check.value or typed
        query = sql(
            "SELECT i.row_no,",
            value,
            "FROM incoming i JOIN staging s USING (row_no) WHERE",
            str(number),
            "= ANY (i.bad)",
        )
        faults.add(Kind(check.column, check.message), query)


def check_doubles(cursor: CursorWrapper, faults: Faults, keys: tuple[str, ...], column: str) -> None:
    """Find rows of the file that have the natural key of an earlier one."""
    key = ", ".join(quoted(name) for name in keys)
    cursor.execute(sql("SELECT EXISTS (SELECT FROM incoming GROUP BY", key, "HAVING count(*) > 1)"))
    if cursor.fetchone()[0]:
        first = sql("min(row_no) OVER (PARTITION BY", key, ")")
        query = sql(
            "SELECT row_no, first::text FROM (SELECT row_no,", first, "AS first FROM incoming) d WHERE row_no > first"
        )
        faults.add(Kind(column, DOUBLED), query)


def check_sets(faults: Faults, table: Table, *, after: bool) -> None:
    """Run the checks over all rows, those before or those after the writing."""
    for check in table.set_checks:
        if check.after is not after:
            continue
        if isinstance(check, SetCheck):
            faults.add(Kind(check.column, check.message), check.query)
            continue
        for row, column, reason in check.judge():
            faults.add_words(row, column, reason)
