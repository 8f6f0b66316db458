"""What can be wrong with a table: the file as a whole, or single rows of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kinerja.errors import DomainError


class TableError(DomainError):
    """The file cannot be read, or its rows were refused; the sentence says what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused cell: the row of the sheet (the header is row 1; None: no single row), the column, the reason."""

    row: int | None
    column: str
    reason: str

    def __str__(self) -> str:
        where = [_("baris %(row)d") % {"row": self.row}] if self.row is not None else []
        if self.column:
            where.append(_("kolom %(column)s") % {"column": self.column})
        return ", ".join(where) + (": " if where else "") + self.reason
