"""Remarks on rows that were taken in: nothing forbids them, and somebody should look at them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from kinerja.tables.errors import Problem
from kinerja.tables.faults import SHOWN
from kinerja.tables.files import Report
from kinerja.tables.statements import sql


@dataclass(frozen=True, slots=True)
class Remark:
    """A query that gives (row_no, value) of rows worth a look, and the sentence that names the value.

    It reads ``incoming`` and the stored tables once the rows are written, as a ``SetCheck`` does with ``after``.
    """

    column: str
    query: str
    message: str


_remarks: dict[str, tuple[Remark, ...]] = {}


def register_remark(kind: str, remark: Remark) -> None:
    """Look at every import of ``kind`` in this way too; of the two largest tables nothing is looked for."""
    _remarks[kind] = (*_remarks.get(kind, ()), remark)


def tell_remarks(cursor: CursorWrapper, kind: str, tell: Report) -> int:
    """Tell each remark on the rows that were just written, in the order of the rows; how many there are."""
    remarks = _remarks.get(kind, ())
    if not remarks:
        return 0
    cursor.execute(sql("CREATE TEMP TABLE remark ON COMMIT DROP AS", _all(remarks)))
    with connection.chunked_cursor() as reading:
        reading.execute("SELECT row_no, kind, value FROM remark ORDER BY row_no, kind")
        for row, number, value in reading:
            tell(Problem(row, remarks[number].column, _(remarks[number].message) % {"value": value}))
    cursor.execute("SELECT count(DISTINCT row_no) FROM remark")
    (count,) = cursor.fetchone()
    cursor.execute("DROP TABLE remark")
    return int(count)


def _all(remarks: Iterable[Remark]) -> str:
    parts = [
        sql(
            "SELECT found.row_no,",
            str(number),
            "AS kind, left(found.value,",
            str(SHOWN),
            ") AS value FROM (",
            remark.query,
            ") found (row_no, value)",
        )
        for number, remark in enumerate(remarks)
    ]
    return " UNION ALL ".join(parts)
