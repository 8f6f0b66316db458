"""Roles granted and ended, and who may."""

from datetime import date
from typing import Any

import pytest

from kinerja.errors import DomainError
from organization.actions import roles as actions
from organization.models import Employee, RoleGrant
from tests.cast import Cast

START = date(2026, 4, 1)


def grant(by: Employee | None, person: Employee, role: str, **options: Any) -> RoleGrant:
    return actions.grant_role(by=by, employee_id=person.pk, role=role, start=START, **options)


def test_board_grants_a_role(cast: Cast) -> None:
    given = grant(cast.bkpsdm, cast.staff, "ortala")
    assert (given.employee, given.role, given.start, given.end) == (cast.staff, "ortala", START, None)


def test_board_ends_a_role_and_the_grant_stays_on_record(cast: Cast) -> None:
    given = grant(cast.bkpsdm, cast.staff, "ortala")
    actions.end_role(by=cast.bkpsdm, grant_id=given.pk, end=date(2026, 4, 30))
    given.refresh_from_db()
    assert given.end == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("by", "person", "role", "code"),
    [
        ("bkpsdm", "bkpsdm", "ortala", "role_own"),
        ("bkpsdm", "staff", "operator", "role_forbidden"),
        ("operator", "operator", "ortala", "role_own"),
        ("bkpsdm", "asisten", "monitor", "role_unit"),
    ],
)
def test_grant_refuses(cast: Cast, by: str, person: str, role: str, code: str) -> None:
    with pytest.raises(DomainError) as error:
        grant(cast.people[by], cast.people[person], role)
    assert error.value.code == code


def test_only_an_operator_makes_an_operator(cast: Cast) -> None:
    assert grant(cast.operator, cast.staff, "operator").role == "operator"


def test_command_line_needs_no_granter(cast: Cast) -> None:
    assert grant(None, cast.staff, "operator").role == "operator"


def test_monitor_is_for_an_opd(cast: Cast) -> None:
    dlh = cast.units["dlh"]
    assert grant(cast.bkpsdm, cast.asisten, "monitor", unit_id=dlh.pk).unit == dlh
    with pytest.raises(DomainError) as error:
        grant(cast.bkpsdm, cast.asisten, "monitor", unit_id=cast.units["dki-1"].pk)
    assert error.value.code == "role_unit"


def test_other_roles_are_for_no_unit(cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        grant(cast.bkpsdm, cast.staff, "ortala", unit_id=cast.units["dlh"].pk)
    assert error.value.code == "role_unit"


@pytest.mark.parametrize("end", [None, date(2026, 5, 1)])
def test_role_that_runs_already_is_refused(cast: Cast, end: date | None) -> None:
    grant(cast.bkpsdm, cast.staff, "ortala")
    with pytest.raises(DomainError) as error:
        grant(cast.bkpsdm, cast.staff, "ortala", end=end)
    assert error.value.code == "role_granted_already"


def test_role_that_ended_may_be_granted_again(cast: Cast) -> None:
    given = grant(cast.bkpsdm, cast.staff, "ortala")
    actions.end_role(by=cast.bkpsdm, grant_id=given.pk, end=START)
    again = actions.grant_role(by=cast.bkpsdm, employee_id=cast.staff.pk, role="ortala", start=date(2026, 4, 2))
    assert again.pk != given.pk


def test_end_of_an_ended_role_cannot_be_later(cast: Cast) -> None:
    given = grant(cast.bkpsdm, cast.staff, "ortala", end=date(2026, 4, 10))
    with pytest.raises(DomainError) as error:
        actions.end_role(by=cast.bkpsdm, grant_id=given.pk, end=date(2026, 4, 11))
    assert error.value.code == "role_ended_already"


def test_end_before_the_start_is_refused(cast: Cast) -> None:
    given = grant(cast.bkpsdm, cast.staff, "ortala")
    with pytest.raises(DomainError, match="tidak boleh sebelum"):
        actions.end_role(by=cast.bkpsdm, grant_id=given.pk, end=date(2026, 3, 31))
