"""``create_operator NIP NAME``: the first person who may let others in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from kinerja.audit import acting
from kinerja.errors import DomainError
from organization.actions.people import hire, set_initial_password
from organization.actions.roles import grant_role
from organization.models import Employee, Role


class Command(BaseCommand):
    """Makes a person an operator from today on and prints a one-time password."""

    help = "Jadikan pegawai operator sistem dan cetak kata sandi sekali pakai."

    def add_arguments(self, parser: CommandParser) -> None:
        """A NIP; a name too where the person is new."""
        parser.add_argument("nip")
        parser.add_argument("name", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing."""
        try:
            with transaction.atomic(), acting("create_operator"):
                employee = self._person(options["nip"], options["name"])
                if not employee.grants.on(timezone.localdate()).filter(role=Role.OPERATOR).exists():
                    grant_role(by=None, employee_id=employee.pk, role=Role.OPERATOR, start=timezone.localdate())
                password = set_initial_password(employee_id=employee.pk)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(password)

    def _person(self, nip: str, name: str) -> Employee:
        employee = Employee.objects.filter(nip=nip.replace(" ", "")).first()
        if employee is None and not name:
            raise CommandError(f"Belum ada pegawai dengan NIP {nip}. Sertakan namanya.")
        return employee or hire(nip=nip, name=name)
