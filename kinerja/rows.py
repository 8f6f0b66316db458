"""Model instances out of rows that a written statement gives as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import BooleanField, CharField, Field, ForeignKey, IntegerField, Model, TextField

M = TypeVar("M", bound=Model)
#: Of these JSON has the very values that Django keeps.
_AS_THEY_ARE = (BooleanField, CharField, ForeignKey, IntegerField, TextField)


def read_json(text: str | None) -> Any:
    """A JSON value as PostgreSQL wrote it, numbers exact; None stays None."""
    return None if text is None else json.loads(text, parse_float=Decimal)


def instances(model: type[M], rows: Iterable[Mapping[str, Any]] | None) -> list[M]:
    """Instances of the model from rows by column, as of ``to_jsonb``; what a row lacks is read when it is asked for."""
    found = []
    for row in rows or ():
        given = _given(model, tuple(row))
        values = [read(row[column]) if read else row[column] for column, read in given.columns]
        found.append(model.from_db("default", given.names, values))
    return found


class _Given(NamedTuple):
    """The columns that a row has, each with what makes a Python value of it, and the names of their attributes."""

    columns: list[tuple[str, Callable[[Any], Any] | None]]
    names: list[str]


# There are as many kinds of rows as parts of statements.
@lru_cache(maxsize=512)
def _given(model: type[Model], columns: tuple[str, ...]) -> _Given:
    fields = [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 -- Django documents it for this use
        if field.column in columns
    ]
    return _Given([(str(field.column), _reader(field)) for field in fields], [field.attname for field in fields])


def _reader(field: Field[Any, Any]) -> Callable[[Any], Any] | None:
    return None if isinstance(field, _AS_THEY_ARE) else field.to_python
