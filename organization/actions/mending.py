"""Mend a row by the back door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from kinerja.audit import because
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked

#: Before each reason; history reads the same in every language.
BACK_DOOR = "Pintu belakang"


@transaction.atomic
def mend(*, model: type[Model], pk: Any, changes: Mapping[str, Any], reason: str) -> None:
    """Give a row the values of ``changes``, checked as a whole; history keeps ``reason`` with whoever acts.

    Raises ``DomainError`` "nothing_mended" when they are the values it has, or what the database refuses.
    """
    row: Model = QuerySet(model).select_for_update().get(pk=pk)
    if all(getattr(row, name) == value for name, value in changes.items()):
        raise DomainError("nothing_mended", _("Tidak ada yang diubah."))
    for name, value in changes.items():
        setattr(row, name, value)
    # What another field holds that it should not is no reason to leave this one wrong.
    row.full_clean(exclude={field.name for field in row._meta.get_fields()} - set(changes))  # noqa: SLF001 -- documented
    because(f"{BACK_DOOR}: {reason}")
    save_checked(row)
