"""What each role sees and may do: the scope table of the mission, row by row."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from organization import policies
from organization.access import access_for
from organization.models import Assignment, Employee, RoleGrant, Unit
from tests.cast import VIEWERS, Cast

JAKARTA = ZoneInfo("Asia/Jakarta")
EVERYONE = {
    "mayor",
    "sekda",
    "asisten",
    "ortala",
    "bkpsdm",
    "inspectorate",
    "operator",
    "head",
    "kabid",
    "lead",
    "staff",
    "colleague",
    "other_head",
    "stranger",
}
DKI = {"head", "operator", "kabid", "lead", "staff", "colleague"}

PEOPLE_SEEN = {
    "staff": {"staff"},
    "lead": {"lead", "staff"},
    "kabid": {"kabid", "lead", "staff"},
    "head": DKI,
    "other_head": {"other_head", "stranger"},
    "asisten": DKI | {"asisten"},
    "sekda": EVERYONE,
    "mayor": EVERYONE,
    "ortala": EVERYONE,
    "bkpsdm": EVERYONE,
    "inspectorate": EVERYONE,
    "operator": EVERYONE,
}
LOGS_SEEN = PEOPLE_SEEN | {"ortala": {"ortala"}, "bkpsdm": {"bkpsdm"}, "operator": {"operator"}}
UNITS_SEEN = {
    "staff": set(),
    "lead": {"dki-1a"},
    "kabid": {"dki-1", "dki-1a"},
    "head": {"dki", "dki-1", "dki-1a", "dki-2"},
    "other_head": {"dlh"},
    "asisten": {"dki", "dki-1", "dki-1a", "dki-2"},
}


def names(cast: Cast, people: Iterable[Employee]) -> set[str]:
    known = {person.pk: name for name, person in cast.people.items()}
    return {known[person.pk] for person in people}


@pytest.mark.parametrize(("name", "seen"), PEOPLE_SEEN.items())
def test_people_in_scope(cast: Cast, name: str, seen: set[str]) -> None:
    user = cast.people[name]
    assert names(cast, Employee.objects.visible_to(user)) == seen
    assert {key for key, person in cast.people.items() if policies.may_see_person(user, person)} == seen
    access = access_for(user)
    posts = {post.employee_id: post.position.unit_id for post in Assignment.objects.select_related("position")}
    assert {key for key, one in cast.people.items() if access.may_see_person(one.pk, posts[one.pk])} == seen


@pytest.mark.parametrize(("name", "seen"), LOGS_SEEN.items())
def test_daily_logs_in_scope(cast: Cast, name: str, seen: set[str]) -> None:
    user = cast.people[name]
    assert {key for key, person in cast.people.items() if policies.may_see_logs_of(user, person)} == seen
    access = access_for(user)
    posts = {post.employee_id: post.position.unit_id for post in Assignment.objects.select_related("position")}
    assert {key for key, one in cast.people.items() if access.may_see_logs_of(one.pk, posts[one.pk])} == seen


@pytest.mark.parametrize("name", PEOPLE_SEEN)
def test_units_in_scope(cast: Cast, name: str) -> None:
    user = cast.people[name]
    seen = UNITS_SEEN.get(name, set(cast.units))
    assert set(Unit.objects.visible_to(user).values_list("code", flat=True)) == seen
    assert {code for code, unit in cast.units.items() if policies.may_see_unit(user, unit)} == seen


@pytest.mark.parametrize(
    ("predicate", "allowed"),
    [
        (policies.may_manage_people, {"bkpsdm", "operator"}),
        (policies.may_manage_roles, {"bkpsdm", "operator"}),
        (policies.may_read_board, {"sekda", "mayor", "ortala", "bkpsdm", "inspectorate", "operator"}),
        (policies.may_browse_people, set(PEOPLE_SEEN) - {"staff"}),
        # All heads of units, and whoever sees the whole city.
        (policies.may_read_shifts, set(PEOPLE_SEEN) - {"staff", "asisten"}),
    ],
)
def test_predicate_by_role(cast: Cast, predicate: Callable[[object], bool], allowed: set[str]) -> None:
    assert {name for name in PEOPLE_SEEN if predicate(cast.people[name])} == allowed


@pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("bkpsdm", EVERYONE - {"bkpsdm"}),
        ("operator", EVERYONE - {"operator"}),
        ("head", DKI - {"head"}),
        ("lead", {"staff"}),
        ("staff", set()),
        ("ortala", set()),
    ],
)
def test_rosters_are_filled_from_above_and_never_for_oneself(cast: Cast, name: str, filled: set[str]) -> None:
    user = cast.people[name]
    assert {key for key, person in cast.people.items() if policies.may_roster(user, person)} == filled


def test_nobody_gives_himself_a_password_or_a_role(cast: Cast) -> None:
    for name in filter(None, VIEWERS.values()):
        person = cast.people[name]
        assert not policies.may_change_login(person, person.pk)
        assert not policies.may_grant(person, role="ortala", employee_id=person.pk)


def test_the_login_of_an_operator_is_touched_by_an_operator_only(cast: Cast) -> None:
    second = cast.person("Operator kedua")
    RoleGrant.objects.create(employee=second, role="operator", start=date(2024, 1, 1))
    assert not policies.may_change_login(cast.bkpsdm, cast.operator.pk)
    assert policies.may_change_login(second, cast.operator.pk)
    assert policies.may_change_login(cast.bkpsdm, cast.staff.pk)


def test_anonymous_user_has_no_rights(db: None) -> None:
    access = access_for(AnonymousUser())
    assert (access.employee_id, access.sees_city, access.unit_ids, access.level) == (0, False, frozenset(), None)
    assert not Employee.objects.visible_to(AnonymousUser()).exists()


def test_rights_are_found_once_with_one_query(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = Employee.objects.get(pk=cast.head.pk)
    with django_assert_max_num_queries(1):
        first = access_for(user)
        assert access_for(user) is first


def test_rights_of_a_day_are_found_anew_at_midnight(cast: Cast) -> None:
    user, day = Employee.objects.get(pk=cast.head.pk), date(2026, 3, 31)
    with time_machine.travel(datetime(2026, 3, 31, 23, 59, 59, tzinfo=JAKARTA), tick=False) as clock:
        last = access_for(user)
        assert access_for(user, day) is last
        clock.shift(1)
        first = access_for(user)
        assert (last.day, first.day, access_for(user, day).day) == (day, date(2026, 4, 1), day)
        clock.shift(-1)
        assert access_for(user).day == day


def test_rights_end_with_the_mandate(cast: Cast) -> None:
    today = timezone.localdate()
    Assignment.objects.create(
        employee=cast.staff, position=cast.position("dki-2", "division_head"), kind="plt", start=today, end=today
    )
    assert access_for(cast.staff).headed == {cast.units["dki-2"].pk}
    assert access_for(cast.staff, today + timedelta(days=1)).headed == frozenset()


def test_ended_grant_gives_no_rights(cast: Cast) -> None:
    RoleGrant.objects.filter(employee=cast.ortala).update(end=date(2025, 12, 31))
    assert policies.has_role(cast.ortala, "ortala", day=date(2025, 12, 31))
    assert not policies.has_role(cast.ortala, "ortala")


def test_access_tells_level_unit_and_the_figures_above(cast: Cast) -> None:
    access = access_for(cast.staff)
    assert (access.level, access.unit_id) == ("staff", cast.units["dki-1a"].pk)
    own = {cast.units[code].pk for code in ("dki-1a", "dki-1", "dki", "kota")}
    assert access.own_unit_ids == own
    assert access.may_see_unit_figures(cast.units["dki"].pk)
    assert not access.may_see_unit_figures(cast.units["dlh"].pk)


def test_ortala_sees_agreements_but_no_logs(cast: Cast) -> None:
    staff, unit = cast.staff.pk, cast.units["dki-1a"].pk
    assert access_for(cast.ortala).may_see_person(staff, unit)
    assert not access_for(cast.ortala).may_see_logs_of(staff, unit)
    assert access_for(cast.head).may_see_logs_of(staff, unit)
    assert access_for(cast.inspectorate).may_see_logs_of(staff, unit)


def test_acting_head_of_region_sees_the_city(cast: Cast) -> None:
    Assignment.objects.create(
        employee=cast.other_head, position=cast.positions["mayor"], kind="plh", start=date(2025, 1, 1)
    )
    assert access_for(cast.other_head).sees_city
    assert access_for(cast.other_head).level == "opd_head"
