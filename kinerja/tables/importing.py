"""The verb of the tables: take a file in, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from kinerja.tables import faults as checking
from kinerja.tables.errors import Problem, TableError
from kinerja.tables.files import Report, full_rows, open_sheet
from kinerja.tables.merge import Plan, plan, resolve, resolve_as_new, write, write_new
from kinerja.tables.plain import Progress
from kinerja.tables.registry import get_table, table_kinds
from kinerja.tables.remarks import tell_remarks
from kinerja.tables.specs import Table
from kinerja.tables.staging import stage, unguard
from kinerja.tables.statements import sql


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows of a file were new, changed, already there, or refused; a refused row means nothing is written.

    ``remarked``: of how many accepted rows there is something to look at, where that was asked for.
    """

    kind: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    remarked: int = 0


class _TakenBackError(Exception):
    """Carries the counts out of the transaction that it rolls back."""

    def __init__(self, result: ImportResult) -> None:
        self.result = result


def _silent(_count: int) -> None:
    pass


def import_table(
    *,
    kind: str,
    file: BinaryIO,
    name: str,
    report: Report,
    dry_run: bool = False,
    progress: Progress = _silent,
    remark: Report | None = None,
) -> ImportResult:
    """Import ``file`` (called ``name``) as ``kind``; every problem goes to ``report``, and then nothing is written.

    ``dry_run`` does everything and takes it back. ``remark`` is told what is worth a look in rows that are accepted.
    TableError for a file that cannot be read as that table.
    """
    table = get_table(kind)
    try:
        with transaction.atomic():
            result = _import(table, file, name, report, progress, remark)
            if not result.refused:
                _finish([table])
            if dry_run or result.refused:
                raise _TakenBackError(result)
    except _TakenBackError as refused:
        return refused.result
    return result


def import_city(
    *,
    files: dict[str, Path],
    report: Callable[[str, Problem], None],
    done: Callable[[ImportResult], None],
    progress: Progress,
    remark: Callable[[str, Problem], None] | None = None,
) -> bool:
    """Import the file of each kind in dependency order, in one transaction; False when a table was refused.

    The tables after a refused one are not looked at, because they would fail for its missing rows.
    """
    tables = [get_table(kind) for kind in table_kinds() if kind in files]
    try:
        with transaction.atomic():
            for table in tables:
                told = _for(table, remark) if remark else None
                result = _import_file(table, files[table.kind], _for(table, report), progress, told)
                done(result)
                if result.refused:
                    raise _TakenBackError(result)
            _finish(tables)
    except _TakenBackError:
        return False
    return True


def _import_file(table: Table, path: Path, report: Report, progress: Progress, remark: Report | None) -> ImportResult:
    with path.open("rb") as file:
        try:
            return _import(table, file, path.name, report, progress, remark)
        except TableError as error:
            # Of a folder with many files nobody knows which one "row 2" is.
            raise TableError(error.code, f"{path.name}: {error.message}") from error


def _for(table: Table, report: Callable[[str, Problem], None]) -> Report:
    def tell(problem: Problem) -> None:
        report(table.kind, problem)

    return tell


def _finish(tables: list[Table]) -> None:
    """Run the closing statements of the tables, each once, and let the database check what it put off."""
    statements = dict.fromkeys(statement for table in tables for statement in table.finish)
    with connection.cursor() as cursor:
        try:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except DatabaseError as error:
            message = _("Basis data menolak: %(reason)s") % {"reason": _reason(error)}
            raise TableError("database_refused", message) from error


def _import(
    table: Table, file: BinaryIO, name: str, report: Report, progress: Progress, remark: Report | None
) -> ImportResult:
    sheet = open_sheet(table, file, name)
    counted = _Counter(report)
    with connection.cursor() as cursor:
        _prepare_session(cursor)
        staged = stage(cursor, table, sheet, full_rows(sheet, counted), progress)
        if staged.guarded:
            unguard(cursor, table, sheet.columns)
        cursor.execute("ANALYZE staging")
        faults = checking.Faults(cursor)
        checking.check_cells(cursor, faults, table, sheet.columns, shaped=staged.shaped)
        result = _merge(cursor, table, sheet.columns, faults)
        faults.tell(report)
        refused = result.refused + counted.count
        remarked = tell_remarks(cursor, table.kind, remark) if remark and not refused else 0
        return replace(result, refused=refused, remarked=remarked)


class _Counter:
    """Passes problems on and counts them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        self.count += 1
        self._report(problem)


def _prepare_session(cursor: CursorWrapper) -> None:
    # One import at a time: two that bring the same new row would otherwise meet at its unique key.
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kinerja.import'))")
    cursor.execute("SET LOCAL datestyle = 'ISO, YMD'")
    cursor.execute("SET LOCAL work_mem = '128MB'")


def _merge(cursor: CursorWrapper, table: Table, columns: tuple[str, ...], faults: checking.Faults) -> ImportResult:
    """Check the rows whose cells are sound, and write them when none is refused."""
    for rule in table.row_rules:
        checking.check_rule(cursor, faults, rule)
    planned = plan(table, columns)
    if faults.count():
        cursor.execute("DELETE FROM staging WHERE row_no IN (SELECT row_no FROM fault)")
    elif resolve_as_new(cursor, table, columns, planned):
        checking.check_sets(faults, table, after=False)
        new = None if faults.count() else write_new(cursor, table, planned)
        if new is not None:
            return ImportResult(table.kind, new=new)
        # Once more with the rows written down, to find each one that is refused and why.
        faults.clear()
    for statement in table.prepare:
        cursor.execute(statement)
    resolve(cursor, table, columns, planned)
    checking.check_rows(cursor, faults, table, columns)
    checking.check_doubles(cursor, faults, planned.keys, _key_columns(table))
    checking.check_sets(faults, table, after=False)
    if not faults.count():
        _write(cursor, table, columns, planned, faults)
    refused = faults.count()
    return ImportResult(table.kind, refused=refused) if refused else _count(cursor, table.kind)


def _key_columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns if column.key)


def _write(
    cursor: CursorWrapper, table: Table, columns: tuple[str, ...], planned: Plan, faults: checking.Faults
) -> None:
    try:
        with transaction.atomic():
            write(cursor, table, columns, planned)
    except DatabaseError as error:
        faults.add_words(None, "", _("Basis data menolak: %(reason)s") % {"reason": _reason(error)})
        return
    if not table.narrow:
        # Tables after this one are joined with it in the same transaction, where autovacuum does not see it yet.
        cursor.execute(sql("ANALYZE", table.target))
    checking.check_sets(faults, table, after=True)


def _reason(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    known = {
        "month_closed": _("Bulannya sudah ditutup."),
        "agreement_sealed": _("Perjanjiannya sudah ditandatangani dan terkunci."),
    }
    name = getattr(diagnosis, "constraint_name", None)
    return known.get(name or "", str(getattr(diagnosis, "message_primary", None) or error))


def _count(cursor: CursorWrapper, kind: str) -> ImportResult:
    cursor.execute(
        "SELECT count(*) FILTER (WHERE live_id IS NULL), count(*) FILTER (WHERE live_id IS NOT NULL AND differs),"
        " count(*) FILTER (WHERE NOT differs) FROM incoming"
    )
    new, changed, unchanged = cursor.fetchone()
    return ImportResult(kind, new, changed, unchanged)


__all__ = ["ImportResult", "TableError", "import_city", "import_table"]
