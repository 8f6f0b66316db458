"""Posts of a unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.unit import Unit, UnitKind


class Level(models.TextChoices):
    """The level of a post; it decides the weights of the IKI (rules §5)."""

    HEAD_OF_REGION = "head_of_region", _("kepala daerah")
    REGIONAL_SECRETARY = "regional_secretary", _("sekretaris daerah")
    ASSISTANT = "assistant", _("asisten")
    OPD_HEAD = "opd_head", _("kepala OPD")
    DIVISION_HEAD = "division_head", _("kepala bidang")
    TEAM_LEAD = "team_lead", _("ketua tim")
    STAFF = "staff", _("staf")


#: The level whose holder heads a unit of a kind (rules §3, "Head").
HEAD_LEVEL: dict[str, str] = {
    UnitKind.OPD: Level.OPD_HEAD,
    UnitKind.DIVISION: Level.DIVISION_HEAD,
    UnitKind.TEAM: Level.TEAM_LEAD,
}


class Position(models.Model):
    """A post in a unit, with its full monthly allowance (TPP) in whole rupiah."""

    code = models.CharField(_("kode"), max_length=60, unique=True)
    title = models.CharField(_("nama jabatan"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions", verbose_name=_("unit"))
    level = models.CharField(_("jenjang"), max_length=30, choices=Level.choices)
    tpp_base = models.DecimalField(_("pagu TPP (Rp)"), max_digits=14, decimal_places=0)

    class Meta:
        ordering = ["code"]
        verbose_name = _("jabatan")
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="position_level_known"),
            models.CheckConstraint(
                condition=models.Q(tpp_base__gte=0),
                name="position_tpp_base_not_negative",
                violation_error_message=_("Pagu TPP tidak boleh kurang dari nol."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
