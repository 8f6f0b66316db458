"""The interchange tables: declared once per KIND, read from and written to CSV and XLSX.

The apps declare their tables in ``importers.py`` with ``register_table`` (in and out), ``register_export`` (out only)
and ``add_checks`` (a higher floor's objection to rows of a table below it). What is worth a look without being wrong
stands in their ``remarks.py``, with ``register_remark``.
"""

from kinerja.tables.errors import Problem, TableError
from kinerja.tables.registry import Export, add_checks, register_export, register_table
from kinerja.tables.specs import Check, Column, Judge, SetCheck, Stored, Table

__all__ = [
    "Check",
    "Column",
    "Export",
    "Judge",
    "Problem",
    "SetCheck",
    "Stored",
    "Table",
    "TableError",
    "add_checks",
    "register_export",
    "register_table",
]
