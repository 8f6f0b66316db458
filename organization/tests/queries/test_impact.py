"""The effect of a move, told before it is saved."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from organization import effects
from organization.actions.assignments import move_employee
from organization.effects import Change, Effect
from organization.models import Assignment, Employee, Position
from organization.queries.authority import chart_on
from organization.queries.impact import Impact, impact_of
from tests.cast import Cast

START = date(2026, 4, 1)


def effect(person: Employee, position: Position, kind: str = "definitive", *, end_acting: bool = True) -> Impact:
    return impact_of(employee=person, position=position, kind=kind, start=START, end_acting=end_acting)


def changed(impact: Impact) -> set[tuple[Employee, Employee | None, Employee | None]]:
    return {(one.employee, one.before, one.after) for one in impact.subordinates}


def test_move_of_a_team_lead_tells_superior_base_and_who_loses_him(cast: Cast) -> None:
    new = cast.position("dki-2", "division_head", base=12_000_000)
    impact = effect(cast.lead, new)
    assert (impact.superior_before, impact.superior_after) == (cast.kabid, cast.head)
    assert (impact.tpp_before, impact.tpp_after) == (Decimal(9_000_000), Decimal(12_000_000))
    assert changed(impact) == {(cast.staff, cast.lead, cast.kabid), (cast.colleague, cast.head, cast.lead)}
    assert (impact.leaves_vacant, impact.loses_superior, impact.from_month) == (True, 0, START)


def test_effect_told_is_the_effect_had(cast: Cast) -> None:
    new = cast.position("dlh", "staff")
    impact = effect(cast.kabid, new)
    before = chart_on(START).superiors()
    move_employee(employee_id=cast.kabid.pk, position_id=new.pk, start=START)
    after = chart_on(START).superiors()
    others = {one for one in before if before[one] != after[one]} - {cast.kabid.pk}
    assert {one.employee.pk for one in impact.subordinates} == others
    assert impact.superior_after
    assert after[cast.kabid.pk] == impact.superior_after.pk


def test_acting_appointment_changes_no_base_and_leaves_no_vacancy(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head", base=12_000_000)
    impact = effect(cast.kabid, vacant, "plt")
    assert (impact.tpp_before, impact.tpp_after) == (Decimal(12_000_000), Decimal(12_000_000))
    assert (impact.leaves_vacant, changed(impact)) == (False, {(cast.colleague, cast.head, cast.kabid)})


@pytest.mark.parametrize(("end_acting", "superior"), [(True, "lead"), (False, "lead")])
def test_definitive_head_replaces_the_acting_one(cast: Cast, end_acting: bool, superior: str) -> None:
    vacant = cast.position("dki-2", "division_head")
    Assignment.objects.create(employee=cast.kabid, position=vacant, kind="plt", start=date(2026, 1, 1))
    impact = effect(cast.lead, vacant, end_acting=end_acting)
    assert [holder.employee for holder in impact.acting_holders] == [cast.kabid]
    assert (cast.colleague, cast.kabid, cast.people[superior]) in changed(impact)


def test_occupied_post_is_told(cast: Cast) -> None:
    impact = effect(cast.staff, cast.positions["kabid"])
    assert impact.definitive_holder
    assert impact.definitive_holder.employee == cast.kabid
    assert impact.taken
    assert impact.blocked


def test_who_acts_for_a_holder_may_be_saved(cast: Cast) -> None:
    impact = effect(cast.staff, cast.positions["kabid"], kind="plh")
    assert impact.definitive_holder
    assert not impact.blocked


def test_first_post_of_an_unplaced_person(cast: Cast) -> None:
    impact = effect(cast.person("Baru"), cast.position("dki-2", "staff"))
    assert (impact.old, impact.superior_before, impact.tpp_before) == (None, None, None)
    assert impact.superior_after == cast.head


def test_move_of_the_mayor_leaves_heads_without_superior(cast: Cast) -> None:
    impact = effect(cast.mayor, cast.position("dlh", "staff"))
    assert impact.loses_superior == 5


def test_other_apps_tell_their_effects(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(change: Change) -> Iterator[Effect]:
        yield Effect(f"Perjanjian {change.start.year} perlu diubah.")
        yield Effect("Bulan terkunci.", blocks=True)

    monkeypatch.setattr(effects, "_functions", [])
    effects.register(told)
    effects.register(told)
    impact = effect(cast.staff, cast.position("dki-2", "staff"))
    assert [one.sentence for one in impact.effects] == ["Perjanjian 2026 perlu diubah.", "Bulan terkunci."]
    assert impact.blocked


def test_effect_takes_a_bounded_number_of_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    new = cast.position("dki-2", "division_head")
    with django_assert_max_num_queries(9):
        effect(cast.lead, new)
