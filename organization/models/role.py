"""Rights that do not come from a post: dated grants."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee
from organization.models.unit import Unit


class Role(models.TextChoices):
    """The offices that serve the whole city (mission, "Who uses it")."""

    ORTALA = "ortala", _("Bagian Ortala")
    BKPSDM = "bkpsdm", _("BKPSDM")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    MONITOR = "monitor", _("pemantau OPD")
    OPERATOR = "operator", _("operator sistem")


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants by date."""

    def on(self, day: date) -> "RoleGrantQuerySet":
        """Those in force on ``day``."""
        return self.filter(models.Q(end__isnull=True) | models.Q(end__gte=day), start__lte=day)


class RoleGrant(models.Model):
    """A role that a person has from ``start`` to ``end``; ``unit`` narrows a monitor to the OPDs assigned."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="grants", verbose_name=_("pegawai"))
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="grants", verbose_name=_("OPD")
    )
    start = models.DateField(_("mulai"))
    end = models.DateField(_("selesai"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["employee", "role", "start"]
        verbose_name = _("peran")
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "role", "unit", "start"],
                nulls_distinct=False,
                name="role_grant_once",
                violation_error_message=_("Peran ini sudah diberikan."),
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_grant_role_known"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="role_grant_end_not_before_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role="monitor") | models.Q(unit__isnull=False),
                name="role_grant_monitor_has_unit",
                violation_error_message=_("Pilih OPD yang dipantau."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee}: {self.get_role_display()}"
