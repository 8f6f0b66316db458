"""What was made by mistake goes; what was used stays, with the reason."""

import pytest

from kinerja.errors import DomainError
from organization.actions import removal as actions
from organization.models import Position, RoleGrant, Unit
from tests.cast import Cast


def _unit(cast: Cast) -> Unit:
    return Unit.objects.create(code="x", name="Keliru", kind="division", parent=cast.units["dki"])


def test_unused_post_goes(cast: Cast) -> None:
    post = cast.position("dki-2", "division_head")
    actions.remove_position(position_id=post.pk)
    assert not Position.objects.filter(pk=post.pk).exists()


def test_post_that_was_ever_held_stays(cast: Cast) -> None:
    post = cast.positions["staff"]
    with pytest.raises(DomainError, match=r"sudah dipakai \(penempatan\)") as error:
        actions.remove_position(position_id=post.pk)
    assert error.value.code == "position_used"
    assert Position.objects.filter(pk=post.pk).exists()


def test_unused_unit_goes(cast: Cast) -> None:
    unit = _unit(cast)
    actions.remove_unit(unit_id=unit.pk)
    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_unit_with_posts_or_units_below_stays(cast: Cast) -> None:
    for code in ("dki", "dki-1a"):
        with pytest.raises(DomainError) as error:
            actions.remove_unit(unit_id=cast.units[code].pk)
        assert error.value.code == "unit_used"


def test_unit_that_a_monitor_was_given_stays_with_the_grant(cast: Cast) -> None:
    unit = _unit(cast)
    grant = RoleGrant.objects.create(employee=cast.staff, role="monitor", unit=unit, start="2026-01-01")
    with pytest.raises(DomainError, match="peran"):
        actions.remove_unit(unit_id=unit.pk)
    assert RoleGrant.objects.filter(pk=grant.pk).exists()
