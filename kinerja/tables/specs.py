"""How a table is declared: its columns, where their values are stored, and what is refused.

SQL in a declaration sees these names: ``c`` the typed cells of the file, ``i`` (table ``incoming``) the rows resolved
to what would be stored, ``l`` the stored row with the same natural key. It is written by us, never by a user.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kinerja.tables.cells import Cell

Objection = tuple[int, str, str]
"""Row, column and reason, already in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file. ``live``: its value in the export; ``store``: the database column it goes to as it is.

    ``required``: the file must have it; ``filled``: so must every row (default: as ``required``).
    """

    name: str
    cell: Cell
    live: str
    required: bool = True
    filled: bool | None = None
    store: str = ""
    key: bool = False
    default: str = ""
    longest: int = 0

    @property
    def must_be_filled(self) -> bool:
        """Whether an empty cell is refused."""
        return self.required if self.filled is None else self.filled


@dataclass(frozen=True, slots=True)
class Stored:
    """A database column computed from cells (``columns``); it keeps its value when the file has none of them.

    ``once``: written with a new row and never again.
    """

    name: str
    value: str
    columns: tuple[str, ...] = ()
    key: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A row for which ``when`` is true is refused; ``needs`` names the columns without which there is no check.

    ``value`` is what the sentence names, in SQL over the cells ``s`` as they were typed; by default the cell itself.
    """

    column: str
    when: str
    message: str
    needs: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class SetCheck:
    """A query that gives (row_no, value) of refused rows; ``after``: once the rows are written, before the commit."""

    column: str
    query: str
    message: str
    after: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """A check in Python over the rows in ``incoming``: gives the objections; ``after`` as in ``SetCheck``."""

    judge: Callable[[], Iterable[Objection]]
    after: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule in Python over some cells of a row: gives the column and the reason, or None; only for small tables."""

    columns: tuple[str, ...]
    judge: Callable[..., tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Table:
    """One KIND of the interchange."""

    kind: str
    order: int
    target: str
    columns: tuple[Column, ...]
    source: str
    joins: str = ""
    stored: tuple[Stored, ...] = ()
    kept: tuple[str, ...] = ()
    compared: tuple[tuple[str, str, str], ...] = ()
    checks: tuple[Check, ...] = ()
    set_checks: tuple[SetCheck | Judge, ...] = ()
    row_rules: tuple[RowRule, ...] = ()
    nullable_keys: tuple[str, ...] = ()
    narrow: str = ""
    live: str = ""
    prepare: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    after_write: tuple[str, ...] = ()
    finish: tuple[str, ...] = ()
    order_by: tuple[str, ...] = ()
    period: str = ""

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)
