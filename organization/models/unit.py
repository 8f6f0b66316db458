"""The tree of units: region, OPD, division, team."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.schedule import Schedule


class UnitKind(models.TextChoices):
    """The kinds of unit; each kind but the region has a level of post that heads it (rules §3)."""

    REGION = "region", _("daerah")
    OPD = "opd", _("OPD")
    DIVISION = "division", _("bidang")
    TEAM = "team", _("tim")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "UnitQuerySet":
        """The units that one heads or monitors with all below, or all (mission, "Who uses it")."""
        # The rights are read from assignments, which refer to this model.
        from organization.access import access_for

        access = access_for(user)
        return self if access.sees_city else self.filter(pk__in=access.unit_ids)

    def region(self) -> "Unit | None":
        """The top of the tree; None before there is one."""
        return self.filter(kind=UnitKind.REGION).order_by("pk").first()


class Unit(models.Model):
    """A node of the organisation tree. The tree is that of now; a revision of a month keeps its own copy (rules §0)."""

    code = models.CharField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("unit di atasnya"),
    )
    schedule = models.ForeignKey(
        Schedule, on_delete=models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("jadwal kerja")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("unit")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="unit_not_its_own_parent",
                violation_error_message=_("Unit tidak boleh berada di bawah dirinya sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
