"""Which tables there are. Each app registers its own; the commands and pages walk this registry."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kinerja.tables.errors import TableError
from kinerja.tables.specs import Judge, SetCheck, Table

Rows = Callable[[str], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Export:
    """A table that only goes out: ``rows(period)`` gives cells in the order of ``columns``.

    Cells are str, Decimal, int, bool, date or None (an empty cell); figures come with exactly the decimals they have.
    """

    kind: str
    columns: tuple[str, ...]
    rows: Rows


_tables: dict[str, Table] = {}
_exports: dict[str, Export] = {}


def register_table(table: Table) -> None:
    """Make ``table`` known to import and export."""
    _tables[table.kind] = table


def register_export(kind: str, columns: Sequence[str], rows: Rows) -> None:
    """Make a result known to ``export_table``; ``rows`` gets PERIOD as typed and raises TableError for a bad one."""
    _exports[kind] = Export(kind, tuple(columns), rows)


def add_checks(kind: str, *checks: SetCheck | Judge) -> None:
    """Add checks of a higher floor (a closed month, a register) to a table of a lower one."""
    table = _tables[kind]
    _tables[kind] = replace(table, set_checks=(*table.set_checks, *checks))


def table_kinds() -> list[str]:
    """The kinds that can be imported, in the order in which a city is loaded."""
    return sorted(_tables, key=lambda kind: _tables[kind].order)


def export_kinds() -> list[str]:
    """The kinds that only go out."""
    return sorted(_exports)


def get_table(kind: str) -> Table:
    """The table of ``kind``; TableError when there is none that comes in."""
    return _get(kind, table_kinds())


def get_outgoing(kind: str) -> Table | Export:
    """The table or result of ``kind``; TableError when there is none that goes out."""
    return _exports.get(kind) or _get(kind, [*table_kinds(), *export_kinds()])


def _get(kind: str, kinds: list[str]) -> Table:
    if kind not in _tables:
        known = ", ".join(kinds)
        raise TableError(
            "table_unknown", _("Tabel “%(kind)s” tidak dikenal. Yang ada: %(known)s.") % {"kind": kind, "known": known}
        )
    return _tables[kind]
