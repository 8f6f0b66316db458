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
    fields = model._meta.concrete_fields  # noqa: SLF001 -- Django documents _meta for this use
    found = []
    for row in rows or ():
        given = [field for field in fields if field.column in row]
        values = [field.to_python(row[field.column]) for field in given]
        found.append(model.from_db("default", [field.attname for field in given], values))
    return found
