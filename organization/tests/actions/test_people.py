"""Hiring, changing data, and the first password."""

from datetime import date

import pytest

from kinerja.errors import DomainError
from organization.actions import people as actions
from organization.models import Employee
from tests.cast import Cast

NIP = "199001012015011001"


def test_hire_makes_a_person_with_a_post_who_cannot_log_in_yet(cast: Cast) -> None:
    post = cast.position("dki-2", "staff")
    employee = actions.hire(nip="19900101 201501 1 001", name="Rizky", position_id=post.pk, start=date(2026, 4, 1))
    assert (employee.nip, employee.has_usable_password()) == (NIP, False)
    assert employee.assignments.get().position == post


def test_hire_without_a_post_makes_a_person(db: None) -> None:
    assert actions.hire(nip=NIP, name="Rizky").assignments.count() == 0


@pytest.mark.parametrize(
    ("nip", "code"), [("123", "nip_shape"), ("199013012015011001", "nip_birth_date"), (NIP, "nip_taken")]
)
def test_hire_refuses_a_number_that_cannot_be(db: None, nip: str, code: str) -> None:
    actions.hire(nip=NIP, name="Pertama")
    with pytest.raises(DomainError) as error:
        actions.hire(nip=nip, name="Kedua")
    assert error.value.code == code


@pytest.mark.parametrize("start", [None, date(1989, 1, 1)])
def test_hire_with_a_post_needs_a_day_after_birth_and_leaves_nothing_otherwise(cast: Cast, start: date) -> None:
    with pytest.raises(DomainError) as error:
        actions.hire(nip=NIP, name="Rizky", position_id=cast.position("dki-2", "staff").pk, start=start)
    assert error.value.code.startswith("hire_")
    assert not Employee.objects.filter(nip=NIP).exists()


def test_change_person_writes_the_data(cast: Cast) -> None:
    actions.change_person(employee_id=cast.staff.pk, name="Dewi L.", email="d@x.id", rank="III/a", is_active=False)
    cast.staff.refresh_from_db()
    assert (cast.staff.name, cast.staff.email, cast.staff.rank, cast.staff.is_active) == (
        "Dewi L.",
        "d@x.id",
        "III/a",
        False,
    )


def test_initial_password_works_once_until_it_is_changed(cast: Cast) -> None:
    password = actions.set_initial_password(employee_id=cast.staff.pk)
    cast.staff.refresh_from_db()
    assert cast.staff.check_password(password)
    assert cast.staff.must_change_password
    cast.staff.set_password("kata sandi sendiri")
    assert not cast.staff.must_change_password


def test_initial_passwords_differ(cast: Cast) -> None:
    found = {actions.set_initial_password(employee_id=cast.staff.pk) for _i in range(3)}
    assert len(found) == 3


def test_initial_password_of_a_closed_account_is_refused(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(is_active=False)
    with pytest.raises(DomainError) as error:
        actions.set_initial_password(employee_id=cast.staff.pk)
    assert error.value.code == "password_inactive"
