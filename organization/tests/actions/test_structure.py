"""Units and posts made and changed."""

from decimal import Decimal
from typing import Any

import pytest

from kinerja.errors import DomainError
from organization.actions import structure as actions
from organization.models import Position, Unit
from tests.cast import Cast


def unit(
    cast: Cast, code: str = "new", kind: str = "division", parent: str | None = "dki", unit_id: int | None = None
) -> Unit:
    parent_id = cast.units[parent].pk if parent else None
    return actions.save_unit(code=code, name="Unit baru", kind=kind, parent_id=parent_id, unit_id=unit_id)


def test_unit_is_made_and_changed(cast: Cast) -> None:
    made = unit(cast)
    changed = unit(cast, parent="dlh", unit_id=made.pk)
    assert (changed.pk, changed.parent) == (made.pk, cast.units["dlh"])


@pytest.mark.parametrize(
    ("kind", "parent", "code"),
    [
        ("division", "kota", "unit_parent"),
        ("opd", "dki", "unit_parent"),
        ("region", "kota", "unit_parent"),
        ("opd", None, "unit_parent"),
    ],
)
def test_unit_stands_only_where_its_kind_may(cast: Cast, kind: str, parent: str | None, code: str) -> None:
    with pytest.raises(DomainError) as error:
        unit(cast, kind=kind, parent=parent)
    assert error.value.code == code


def test_region_stands_alone(cast: Cast) -> None:
    assert unit(cast, kind="region", parent=None).parent is None


def test_unit_cannot_stand_below_itself(cast: Cast) -> None:
    inner = unit(cast, parent="dki-1")
    cast.units["inner"] = inner
    with pytest.raises(DomainError) as error:
        unit(cast, code="dki-1", parent="inner", unit_id=cast.units["dki-1"].pk)
    assert error.value.code == "unit_loop"


def test_code_in_use_is_refused_with_the_name_of_its_unit(cast: Cast) -> None:
    with pytest.raises(DomainError, match="Kode dlh sudah dipakai oleh Dinas Lingkungan Hidup"):
        unit(cast, code="dlh")


def position(cast: Cast, code: str = "new", base: str = "5000000", position_id: int | None = None) -> Position:
    return actions.save_position(
        code=code,
        title="Analis",
        unit_id=cast.units["dki"].pk,
        level="staff",
        tpp_base=Decimal(base),
        position_id=position_id,
    )


def test_position_is_made_and_changed(cast: Cast) -> None:
    made = position(cast)
    changed = position(cast, base="6000000", position_id=made.pk)
    assert (changed.pk, changed.tpp_base) == (made.pk, Decimal(6000000))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"base": "0.50"}, "position_tpp_base"),
        ({"base": "-1"}, "position_tpp_base_not_negative"),
        ({"code": "post-kabid"}, "code_taken"),
    ],
)
def test_position_refuses(cast: Cast, values: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as error:
        position(cast, **values)
    assert error.value.code == code
