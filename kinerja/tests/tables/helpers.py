"""Short ways to import a table in tests."""

import io

from kinerja.tables.errors import Problem
from kinerja.tables.importing import ImportResult, import_table


def import_bytes(
    kind: str, content: bytes, name: str = "", *, dry_run: bool = False
) -> tuple[ImportResult, list[Problem]]:
    """Import the bytes of a file, CSV unless ``name`` says otherwise; the counts and the problems."""
    problems: list[Problem] = []
    result = import_table(
        kind=kind, file=io.BytesIO(content), name=name or f"{kind}.csv", report=problems.append, dry_run=dry_run
    )
    return result, problems


def import_text(kind: str, text: str, *, dry_run: bool = False) -> tuple[ImportResult, list[Problem]]:
    """Import CSV text."""
    return import_bytes(kind, text.encode(), dry_run=dry_run)


def load(kind: str, text: str) -> ImportResult:
    """Import CSV text that must be accepted."""
    result, problems = import_text(kind, text)
    assert problems == []
    return result


def reasons(kind: str, text: str) -> list[tuple[int | None, str, str]]:
    """Import CSV text that must be refused; (row, column, reason) of each problem."""
    result, problems = import_text(kind, text)
    assert result.refused
    return [(problem.row, problem.column, problem.reason) for problem in problems]
