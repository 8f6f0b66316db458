"""What history says of one row, in the fields that the back door shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kinerja.models import History
from organization.back_door.shown import NOTHING, label_of, words
from organization.queries.nips import names_of_actors

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from organization.back_door.rows import RawRows

#: Entries that a page shows; a row rarely has ten.
MOST = 100

OPERATIONS: dict[str, StrPromise] = {"INSERT": _("Dibuat"), "UPDATE": _("Diubah"), "DELETE": _("Dihapus")}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it became; ``before`` is empty where the row was made."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of the row by a person (``name``, else the NIP or the command); fields not shown are left out."""

    at: datetime
    name: str
    reason: str
    operation: str
    changes: tuple[Change, ...]


#: Field and key → what the row is called that the field refers to.
Names = Mapping[tuple[str, Any], str]


def trail_of(admin: RawRows, row: Model) -> list[Entry]:
    """The history of a row, newest first, at most ``MOST`` entries: four queries, and one for each reference."""
    entries = list(History.objects.filter(table=admin.opts.db_table, row=str(row.pk)).order_by("-pk")[:MOST])
    people = names_of_actors({one.actor for one in entries})
    names = _names(admin, entries)
    return [
        Entry(
            at=one.at,
            name=people.get(one.actor, one.actor),
            reason=one.reason,
            operation=str(OPERATIONS.get(one.operation, one.operation)),
            changes=tuple(_changes(admin, one, names)),
        )
        for one in entries
    ]


def _changes(admin: RawRows, entry: History, names: Names) -> list[Change]:
    before, after = entry.before or {}, entry.after or {}
    made = entry.before is None
    found = []
    for name in admin.facts:
        field: Any = admin.opts.get_field(name)
        was, became = before.get(field.attname), after.get(field.attname)
        # Of a row that was made, what is empty says nothing.
        if was != became and not (made and became == ""):
            old = "" if made else _words(field, was, names)
            found.append(Change(label_of(admin, name), old, _words(field, became, names)))
    return found


def _words(field: Any, kept: Any, names: Names) -> str:
    if kept is None:
        return NOTHING
    if isinstance(field, ForeignKey):
        return names.get((field.name, kept), f"#{kept}")
    # History keeps JSON: dates and moments are texts there.
    return words(field, field.to_python(kept))


def _names(admin: RawRows, entries: list[History]) -> Names:
    """What the rows are called that these entries refer to, as long as they exist."""
    found: dict[tuple[str, Any], str] = {}
    for name in admin.facts:
        field: Any = admin.opts.get_field(name)
        if isinstance(field, ForeignKey):
            kept = {values.get(field.attname) for one in entries for values in (one.before, one.after) if values}
            rows: dict[Any, Model] = QuerySet(field.related_model).in_bulk(kept - {None})
            found.update(((name, pk), str(other)) for pk, other in rows.items())
    return found
