"""People. An employee logs in with the NIP."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.rules.nip import check_nip


def validate_nip(value: str) -> None:
    """Form and model validator around ``check_nip``."""
    from django.core.exceptions import ValidationError

    try:
        check_nip(value)
    except DomainError as error:
        raise ValidationError(wording.refusal(error), code=error.code) from error


class EmployeeQuerySet(models.QuerySet["Employee"]):
    """People, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "EmployeeQuerySet":
        """Oneself, whoever holds a post in one's units today, or everyone (mission, "Who uses it")."""
        # The rights are read from assignments, which refer to this model.
        from organization.access import access_for
        from organization.models.assignment import Assignment

        access = access_for(user)
        if access.sees_city:
            return self
        inside = Assignment.objects.on(access.day).filter(position__unit_id__in=access.unit_ids).order_by()
        own = Employee.objects.filter(pk=access.employee_id).order_by()
        # One list of keys: with an OR the database would go through everybody.
        return self.filter(pk__in=inside.values("employee_id").union(own.values("pk"), all=True))


class EmployeeManager(BaseUserManager["Employee"]):
    """Finds and makes people by NIP."""

    def get_queryset(self) -> EmployeeQuerySet:
        """People, with ``visible_to``."""
        return EmployeeQuerySet(self.model, using=self._db)

    def visible_to(self, user: Any) -> EmployeeQuerySet:
        """The people in the user's scope."""
        return self.get_queryset().visible_to(user)

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
    must_change_password = models.BooleanField(_("harus mengganti kata sandi"), default=False, db_default=False)

    objects = EmployeeManager()

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["nip"]
        verbose_name = _("pegawai")
        indexes = [
            models.Index(fields=["name"], name="employee_by_name"),
            # Search by a part of the name, in any case.
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="employee_name_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nip__regex=r"^[0-9]{18}$"),
                name="employee_nip_18_digits",
                violation_error_message=_("NIP harus 18 angka."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session is held to: the password, and the number that was logged in with."""
        return self._with_nip(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same by the server's former keys."""
        return map(self._with_nip, super().get_session_auth_fallback_hash())

    def _with_nip(self, hashed: str) -> str:
        # ``hashed`` carries the server's key already; a plain digest over it survives a change of that key.
        return hashlib.sha256(f"{self.nip} {hashed}".encode()).hexdigest()

    def set_password(self, raw_password: str | None) -> None:
        """Set a password of the person's own choice; whoever hands one out marks it afterwards as to be changed."""
        super().set_password(raw_password)
        self.must_change_password = False
