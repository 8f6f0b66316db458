"""Authority by date, read from the database."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from organization.models import Assignment, Employee, Position
from organization.queries import authority
from tests.cast import Cast

DAY = date(2026, 3, 10)


def act(
    person: Employee, position: Position, start: date = date(2026, 3, 1), end: date | None = None, kind: str = "plt"
) -> Assignment:
    return Assignment.objects.create(employee=person, position=position, kind=kind, start=start, end=end)


def test_superiors_of_everyone_in_two_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        found = authority.chart_on(DAY).superiors()
    names = {person.pk: name for name, person in cast.people.items()}
    assert {names[one]: names[above] if above else None for one, above in found.items()} == {
        "mayor": None,
        "sekda": "mayor",
        "asisten": "sekda",
        "ortala": "sekda",
        "bkpsdm": "mayor",
        "inspectorate": "mayor",
        "operator": "head",
        "head": "mayor",
        "kabid": "head",
        "lead": "kabid",
        "staff": "lead",
        "colleague": "head",
        "other_head": "mayor",
        "stranger": "other_head",
    }


def test_superior_of_one_person_agrees_with_that_of_everyone(cast: Cast) -> None:
    act(cast.kabid, cast.position("dki-2", "division_head"))
    found = authority.chart_on(DAY).superiors()
    for person in cast.people.values():
        superior = authority.standing_of(person, DAY)[1]
        assert (superior.employee_id if superior else None) == found[person.pk]


@pytest.mark.parametrize(("shift", "name"), [(-1, "head"), (0, "kabid"), (9, "kabid"), (10, "head")])
def test_superior_follows_an_acting_mandate_to_the_day(cast: Cast, shift: int, name: str) -> None:
    first = date(2026, 3, 1)
    act(cast.kabid, cast.position("dki-2", "division_head"), first, first + timedelta(days=9))
    superior = authority.standing_of(cast.colleague, first + timedelta(days=shift))[1]
    assert superior
    assert superior.employee == cast.people[name]


def test_assignment_of_the_day_is_the_definitive_one(cast: Cast) -> None:
    act(cast.kabid, cast.position("dki-2", "division_head"))
    assert authority.assignment_on(cast.kabid, DAY) == cast.kabid.assignments.get(position=cast.positions["kabid"])


def test_assignment_without_a_definitive_post_is_the_acting_one_that_began_latest(cast: Cast) -> None:
    person = cast.person("Tanpa Definitif")
    act(person, cast.position("dki-1", "staff"))
    later = act(person, cast.position("dki-2", "staff"), date(2026, 3, 5))
    assert authority.assignment_on(person, DAY) == later


def test_assignment_before_the_first_day_is_none(cast: Cast) -> None:
    assert authority.assignment_on(cast.staff, date(2023, 12, 31)) is None


def test_head_of_a_vacant_unit_is_none_until_someone_acts(cast: Cast) -> None:
    vacant = cast.units["dki-2"]
    assert authority.head_of(vacant, DAY) is None
    acting = act(cast.kabid, cast.position("dki-2", "division_head"))
    assert authority.head_of(vacant, DAY) == acting


def test_head_of_ignores_the_secretary_of_a_secretariat(cast: Cast) -> None:
    assert authority.head_of(cast.units["setda"], DAY) is None


def test_report_lists_who_has_no_superior_but_not_the_head_of_region(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.mayor).update(end=date(2026, 1, 31))
    expected = {cast.sekda, cast.bkpsdm, cast.inspectorate, cast.head, cast.other_head}
    assert set(authority.people_without_superior(DAY)) == expected
    assert list(authority.people_without_superior(date(2026, 1, 31))) == []


def test_people_without_post_are_active_and_unplaced(cast: Cast) -> None:
    retired = cast.person("Purnabakti")
    retired.is_active = False
    retired.save()
    unplaced = cast.person("Belum Ditempatkan")
    assert list(authority.people_without_post(DAY)) == [unplaced]


def test_vacant_heads_are_units_that_nobody_leads(cast: Cast) -> None:
    assert [unit.code for unit in authority.vacant_heads(DAY)] == ["bkd", "dki-2", "insp", "ortala-bag"]


def test_vacant_positions_are_those_without_a_definitive_holder(cast: Cast) -> None:
    empty = cast.position("dki-2", "division_head")
    act(cast.kabid, empty)
    assert list(authority.vacant_positions(DAY)) == [empty]
