"""One line of an agreement: an indicator, its weight and its value for each month."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.agreement import Agreement


class Polarity(models.TextChoices):
    """Which way is better (rules §3)."""

    MAXIMIZE = "maximize", _("makin tinggi makin baik")
    MINIMIZE = "minimize", _("makin rendah makin baik")
    STABILIZE = "stabilize", _("makin dekat sasaran makin baik")


class Accumulation(models.TextChoices):
    """How months make a year to date (rules §3)."""

    SUM = "sum", _("dijumlahkan")
    AVERAGE = "average", _("dirata-ratakan")
    LAST = "last", _("nilai terakhir")


class Source(models.TextChoices):
    """Where the realisation comes from (rules §3)."""

    READING = "reading", _("nilai yang dilaporkan")
    CASES = "cases", _("register perkara")
    ACTIVITIES = "activities", _("catatan harian")


class Contribution(models.TextChoices):
    """Whether results below count upward (rules §3)."""

    DIRECT = "direct", _("langsung")
    SUPPORT = "support", _("mendukung")


def no_months() -> list[None]:
    """Twelve months without a target value."""
    return [None] * 12


class Target(models.Model):
    """A target of an agreement. ``monthly`` holds twelve values, January first; an empty one is not due."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="targets", verbose_name=_("perjanjian")
    )
    indicator_code = models.CharField(_("kode indikator"), max_length=60)
    objective = models.CharField(_("sasaran"), max_length=400)
    indicator = models.CharField(_("indikator"), max_length=400)
    unit_of_measure = models.CharField(_("satuan"), max_length=60)
    polarity = models.CharField(_("arah"), max_length=10, choices=Polarity.choices)
    accumulation = models.CharField(_("akumulasi"), max_length=10, choices=Accumulation.choices)
    source = models.CharField(_("sumber"), max_length=10, choices=Source.choices)
    register = models.CharField(_("register"), max_length=40, blank=True)
    case_class = models.CharField(_("kelas"), max_length=60, blank=True)
    weight = models.DecimalField(_("bobot"), max_digits=9, decimal_places=4)
    monthly = ArrayField(
        models.DecimalField(max_digits=24, decimal_places=6, null=True),
        size=12,
        default=no_months,
        verbose_name=_("sasaran bulanan"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("sasaran atasan"),
    )
    contribution = models.CharField(
        _("sumbangan"), max_length=8, choices=Contribution.choices, default=Contribution.SUPPORT
    )

    class Meta:
        ordering = ["agreement", "indicator_code"]
        verbose_name = _("sasaran kinerja")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator_code"],
                name="target_natural_key",
                violation_error_message=_("Indikator ini sudah ada dalam perjanjian."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0),
                name="target_weight_positive",
                violation_error_message=_("Bobot harus lebih dari nol."),
            ),
            models.CheckConstraint(condition=models.Q(polarity__in=Polarity.values), name="target_polarity_known"),
            models.CheckConstraint(
                condition=models.Q(accumulation__in=Accumulation.values), name="target_accumulation_known"
            ),
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="target_source_known"),
            models.CheckConstraint(
                condition=models.Q(contribution__in=Contribution.values), name="target_contribution_known"
            ),
            models.CheckConstraint(condition=models.Q(monthly__len=12), name="target_twelve_months"),
            models.CheckConstraint(
                condition=~models.Q(source="cases") | ~models.Q(register=""),
                name="target_cases_need_register",
                violation_error_message=_("Sasaran dari register perkara harus menyebut registernya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.indicator}"
