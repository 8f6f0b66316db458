"""Model instances out of rows that a written statement gives as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def read_json(text: str | None) -> Any:
    """A JSON value as PostgreSQL wrote it, numbers exact; None stays None."""
    return None if text is None else json.loads(text, parse_float=Decimal)


def instances(model: type[M], rows: Iterable[Mapping[str, Any]] | None) -> list[M]:
    """Instances of the model from rows by column, as of ``to_jsonb``; what a row lacks is read when it is asked for."""
    meta = model._meta  # noqa: SLF001 -- Django documents it for this use
    fields = [(str(field.column), field) for field in meta.concrete_fields]
    found = []
    for row in rows or ():
        given = [(column, field) for column, field in fields if column in row]
        values = [field.to_python(row[column]) for column, field in given]
        found.append(model.from_db("default", [field.attname for _column, field in given], values))
    return found
