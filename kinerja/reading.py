"""Reads what a page shows as one text, so that the page need not be drawn again while the text stays the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection


def read_text(statement: str, asked: Mapping[str, Any] | Sequence[Any]) -> str:
    """The only value of the first row of a statement, as text; empty when there is no row. One query."""
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def parsed(text: str) -> Any:
    """JSON as PostgreSQL wrote it; numbers with a point are ``Decimal`` with all their digits."""
    return json.loads(text, parse_float=Decimal)
