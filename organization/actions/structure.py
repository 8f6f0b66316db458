"""Units and posts made and changed."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.access import units_below
from organization.actions.conflicts import save_checked
from organization.models import Position, Unit, UnitKind

#: The kinds of unit under which a kind may stand.
PARENT_KINDS: dict[str, frozenset[str]] = {
    UnitKind.REGION: frozenset(),
    UnitKind.OPD: frozenset({UnitKind.REGION}),
    UnitKind.DIVISION: frozenset({UnitKind.OPD, UnitKind.DIVISION}),
    UnitKind.TEAM: frozenset({UnitKind.OPD, UnitKind.DIVISION, UnitKind.TEAM}),
}


@transaction.atomic
def save_unit(
    *,
    code: str,
    name: str,
    kind: str,
    parent_id: int | None,
    schedule_id: int | None = None,
    unit_id: int | None = None,
) -> Unit:
    """Make a unit, or change the one named by ``unit_id``. Raises ``DomainError`` for a place where it cannot stand."""
    unit = Unit.objects.select_for_update().get(pk=unit_id) if unit_id else Unit()
    # Two changes of the tree at a time could together close a loop: they queue at the units without a parent.
    list(Unit.objects.select_for_update().filter(parent__isnull=True).order_by("pk"))
    parent = Unit.objects.get(pk=parent_id) if parent_id else None
    if unit_id and parent_id and parent_id in units_below(frozenset({unit_id})):
        raise DomainError("unit_loop", _("Unit tidak boleh berada di bawah dirinya sendiri. Pilih unit lain."))
    _check_place(kind, parent)
    unit.code, unit.name, unit.kind, unit.parent, unit.schedule_id = code, name, kind, parent, schedule_id
    _check_code(unit, Unit.objects.filter(code=code).exclude(pk=unit.pk).first())
    save_checked(unit)
    return unit


@transaction.atomic
def save_position(
    *, code: str, title: str, unit_id: int, level: str, tpp_base: Decimal, position_id: int | None = None
) -> Position:
    """Make a post, or change the one named by ``position_id``; ``tpp_base`` in whole rupiah a month."""
    position = Position.objects.select_for_update().get(pk=position_id) if position_id else Position()
    if tpp_base != tpp_base.to_integral_value():
        raise DomainError("position_tpp_base", _("Isi pagu TPP dalam rupiah penuh, tanpa sen."))
    position.code, position.title, position.unit_id = code, title, unit_id
    position.level, position.tpp_base = level, tpp_base
    _check_code(position, Position.objects.filter(code=code).exclude(pk=position.pk).first())
    save_checked(position)
    return position


def _check_code(row: Unit | Position, other: Unit | Position | None) -> None:
    if other is not None:
        raise DomainError(
            "code_taken", _("Kode %(code)s sudah dipakai oleh %(name)s.") % {"code": row.code, "name": str(other)}
        )


def _check_place(kind: str, parent: Unit | None) -> None:
    allowed = PARENT_KINDS[kind]
    if parent is None:
        if allowed:
            raise DomainError("unit_parent", _("Pilih unit di atasnya."))
    elif parent.kind not in allowed:
        raise DomainError(
            "unit_parent",
            _("%(kind)s tidak dapat berada di bawah %(parent)s (%(parent_kind)s).")
            % {"kind": UnitKind(kind).label, "parent": parent.name, "parent_kind": parent.get_kind_display()},
        )
