"""Units and posts that were made by mistake, taken away again: only as long as nothing refers to them."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.models import Position, Unit


@transaction.atomic
def remove_position(*, position_id: int) -> None:
    """Take away a post that nobody ever held and nothing names. Raises ``DomainError`` for one that was used."""
    position = Position.objects.select_for_update().get(pk=position_id)
    what = used_by(position)
    if what is not None:
        message = _(
            "Jabatan %(name)s sudah dipakai (%(what)s), jadi tidak dapat dihapus."
            " Bila tidak diperlukan lagi, biarkan kosong."
        )
        raise DomainError("position_used", message % {"name": position.title, "what": what})
    position.delete()


@transaction.atomic
def remove_unit(*, unit_id: int) -> None:
    """Take away a unit without posts, units below, grants and figures. Raises ``DomainError`` for one that was used."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    what = used_by(unit)
    if what is not None:
        message = _(
            "Unit %(name)s sudah dipakai (%(what)s), jadi tidak dapat dihapus."
            " Pindahkan atau hapus dahulu yang belum pernah dipakai."
        )
        raise DomainError("unit_used", message % {"name": unit.name, "what": what})
    unit.delete()


def used_by(row: Model) -> str | None:
    """What refers to a row, on whatever floor, by the name of its model; None when nothing does.

    Asked with the row locked: whoever is about to refer to it waits, and then finds it gone.
    """
    for relation in row._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django documents _meta for this use
        if isinstance(relation, ForeignObjectRel):
            model: Any = relation.related_model
            if model._base_manager.filter(**{relation.field.name: row.pk}).exists():  # noqa: SLF001 -- same
                return str(model._meta.verbose_name)  # noqa: SLF001 -- same
    return None
