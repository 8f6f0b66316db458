"""People come, change their data, and get a first password."""

import secrets
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.actions.assignments import move_employee
from organization.actions.login import forget_attempts
from organization.actions.nip import refuse_retired, refuse_taken, telling_who_took
from organization.models import Employee
from organization.rules.nip import check_nip, read_nip

# Without letters and digits that look alike, because the password is read from paper or a screen once.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


@transaction.atomic
def hire(
    *,
    nip: str,
    name: str,
    email: str = "",
    rank: str = "",
    position_id: int | None = None,
    start: date | None = None,
    reuse: bool = False,
) -> Employee:
    """A new person, with a definitive post from ``start`` on if one is named; nobody can log in yet.

    ``reuse`` gives a number that was somebody else's by mistake until it was corrected. Raises ``DomainError``
    ("nip_…", "hire_…", "assignment_…") in a sentence.
    """
    nip = check_nip(nip)
    refuse_taken(nip)
    if not reuse:
        refuse_retired(nip)
    with telling_who_took(nip):
        employee = Employee.objects.create_user(nip, name, email=email, rank=rank)
    if position_id is not None:
        if start is None:
            raise DomainError("hire_start", _("Isi tanggal mulai memegang jabatan."))
        _check_of_age(employee, start)
        move_employee(employee_id=employee.pk, position_id=position_id, start=start)
    return employee


@transaction.atomic
def change_person(*, employee_id: int, name: str, email: str, rank: str, is_active: bool) -> Employee:
    """Correct a person's data; ``is_active`` False ends the right to log in."""
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    employee.name, employee.email, employee.rank, employee.is_active = name, email, rank, is_active
    employee.save(update_fields=["name", "email", "rank", "is_active"])
    return employee


@transaction.atomic
def set_initial_password(*, employee_id: int) -> str:
    """Give a random one-time password and return it: it is shown once and must be changed at the first login.

    16 letters and digits of an alphabet of 31: 79 bits. Every session of the person ends.
    """
    groups = ("".join(secrets.choice(_ALPHABET) for _i in range(_GROUP_LENGTH)) for _g in range(_GROUPS))
    password = "-".join(groups)
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    if not employee.is_active:
        raise DomainError(
            "password_inactive", _("%(name)s tidak boleh masuk. Izinkan dahulu pada data pegawai.") % {"name": employee}
        )
    employee.set_password(password)
    employee.must_change_password = True
    employee.save(update_fields=["password", "must_change_password"])
    # Whoever comes with the new password is not to wait for wrong tries with the old one.
    forget_attempts(nip=employee.nip)
    return password


def change_own_password(*, person: Employee, password: str) -> None:
    """Give a person the password of his own choice; with it every session ends but the one that is kept on purpose."""
    person.set_password(password)
    person.save(update_fields=["password", "must_change_password"])


def _check_of_age(employee: Employee, start: date) -> None:
    if start <= read_nip(employee.nip).born:
        raise DomainError(
            "hire_before_birth",
            _("Tanggal mulai %(start)s sebelum tanggal lahir dalam NIP.") % {"start": day_words(start)},
        )
