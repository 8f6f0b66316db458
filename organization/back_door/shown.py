"""Values of raw rows as the house writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from kinerja.ui import wording

if TYPE_CHECKING:
    from organization.back_door.rows import RawRows

NOTHING = "–"


class Cell:
    """A label, what stands there in words, and the page of the row that it refers to, if there is one."""

    __slots__ = ("label", "text", "url")

    def __init__(self, label: str, text: str, url: str = "") -> None:
        self.label, self.text, self.url = label, text, url


def cells(admin: RawRows, row: Model, names: Iterable[Any], *, linked: bool = True) -> list[Cell]:
    """The named fields of a row."""
    return [_cell(admin, row, str(name), linked=linked) for name in names]


def _cell(admin: RawRows, row: Model, name: str, *, linked: bool) -> Cell:
    field: Any = admin.opts.get_field(name)
    value, url = getattr(row, name), ""
    if linked and isinstance(field, ForeignKey) and value is not None:
        url = _address(admin, value)
    return Cell(label_of(admin, name), words(field, value), url)


def _address(admin: RawRows, other: Model) -> str:
    site, model = admin.admin_site, type(other)
    # Every table of this site is registered with RawRows.
    return cast("RawRows", site.get_model_admin(model)).address(other) if site.is_registered(model) else ""


def label_of(admin: RawRows, name: str) -> str:
    """What a field is called: by the table's own words, else by the model's."""
    field: Any = admin.opts.get_field(name)
    label = str(admin.words.get(name) or field.verbose_name)
    return label[:1].upper() + label[1:]


def words(field: Field[Any, Any], value: Any) -> str:
    """One value in the language of the page."""
    if value is None or value == "":
        return NOTHING
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return str(write(value))
    return str(value)


def _yes_or_no(value: bool) -> str:
    return _("ya") if value else _("tidak")


# A moment is a date as well, and a truth a number: the narrower kind first.
_WRITERS: tuple[tuple[type, Any], ...] = (
    (bool, _yes_or_no),
    (datetime, wording.moment),
    (date, wording.day),
    (time, wording.clock),
    (Decimal, wording.plain),
)
