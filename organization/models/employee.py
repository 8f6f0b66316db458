"""People. An employee logs in with the NIP."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinerja.errors import DomainError
from organization.rules.nip import check_nip


def validate_nip(value: str) -> None:
    """Form and model validator around ``check_nip``."""
    from django.core.exceptions import ValidationError

    try:
        check_nip(value)
    except DomainError as error:
        raise ValidationError(error.message, code=error.code) from error


class EmployeeManager(BaseUserManager["Employee"]):
    """Finds and makes people by NIP."""

    def create_user(self, nip: str, name: str, password: str | None = None, **fields: Any) -> "Employee":
        """A person; without a password nobody can log in as that person until one is set."""
        employee = self.model(nip=check_nip(nip), name=name, **fields)
        employee.set_password(password)
        employee.save(using=self._db)
        return employee


class Employee(AbstractBaseUser):
    """A civil servant. Rights come from posts and dated role grants, never from flags on the person."""

    nip = models.CharField(_("NIP"), max_length=18, unique=True, validators=[validate_nip])
    name = models.CharField(_("nama"), max_length=150)
    email = models.EmailField(_("surel"), blank=True)
    rank = models.CharField(_("pangkat, golongan"), max_length=80, blank=True)
    is_active = models.BooleanField(_("boleh masuk"), default=True)

    objects = EmployeeManager()

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["nip"]
        verbose_name = _("pegawai")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nip__regex=r"^[0-9]{18}$"),
                name="employee_nip_18_digits",
                violation_error_message=_("NIP harus 18 angka."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
