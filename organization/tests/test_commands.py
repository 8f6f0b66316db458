"""The command line doors: the first operator, the calendar."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organization.models import Employee, Holiday, RoleGrant

NIP = "199001012015011001"


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue().strip()


def test_first_operator_gets_a_role_and_a_one_time_password(db: None) -> None:
    password = run("create_operator", NIP, "Rizky")
    employee = Employee.objects.get(nip=NIP)
    assert employee.check_password(password)
    assert employee.must_change_password
    assert employee.grants.get().role == "operator"


def test_operator_made_twice_has_one_grant_and_a_new_password(db: None) -> None:
    first = run("create_operator", NIP, "Rizky")
    second = run("create_operator", NIP)
    assert (first == second, RoleGrant.objects.count()) == (False, 1)


@pytest.mark.parametrize("args", [(NIP,), ("123", "Rizky")])
def test_operator_without_a_name_or_with_a_wrong_number_is_refused(db: None, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run("create_operator", *args)
    assert not Employee.objects.exists()


def test_calendar_is_loaded_and_told(db: None) -> None:
    assert "add 2026-08-17" in run("load_holidays", "2026")
    assert Holiday.objects.filter(date__year=2026).count() == 25
    assert run("load_holidays", "2026") == ""
