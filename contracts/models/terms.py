"""What a target promises; the same words for a target in force and for a line of a draft."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Measure(models.Model):
    """How something is measured: which way is better, how months add up, where the realisation comes from."""

    unit_of_measure = models.CharField(_("satuan"), max_length=60)
    polarity = models.CharField(_("arah"), max_length=10, choices=Polarity.choices)
    accumulation = models.CharField(_("akumulasi"), max_length=10, choices=Accumulation.choices)
    source = models.CharField(_("sumber"), max_length=10, choices=Source.choices)
    register = models.CharField(_("register"), max_length=40, blank=True)
    case_class = models.CharField(_("kelas"), max_length=60, blank=True)

    class Meta:
        abstract = True


class Terms(Measure):
    """A promise: an indicator, its weight and its value for each month. ``monthly`` holds twelve values."""

    indicator_code = models.CharField(_("kode indikator"), max_length=60)
    objective = models.CharField(_("sasaran"), max_length=400)
    indicator = models.CharField(_("indikator"), max_length=400)
    weight = models.DecimalField(_("bobot"), max_digits=9, decimal_places=4)
    monthly = ArrayField(
        models.DecimalField(max_digits=24, decimal_places=6, null=True),
        size=12,
        default=no_months,
        verbose_name=_("sasaran bulanan"),
    )
    contribution = models.CharField(
        _("sumbangan"), max_length=8, choices=Contribution.choices, default=Contribution.SUPPORT
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.indicator}"


#: The fields that a version carries into force: from a line to its target.
TERMS = (
    "indicator_code",
    "objective",
    "indicator",
    "unit_of_measure",
    "polarity",
    "accumulation",
    "source",
    "register",
    "case_class",
    "weight",
    "monthly",
    "parent_id",
    "succeeds_id",
    "contribution",
)


def known_values(prefix: str) -> list[models.CheckConstraint]:
    """The checks that every table of measures has, under names with a prefix of its own."""
    return [
        models.CheckConstraint(condition=models.Q(polarity__in=Polarity.values), name=f"{prefix}_polarity_known"),
        models.CheckConstraint(
            condition=models.Q(accumulation__in=Accumulation.values), name=f"{prefix}_accumulation_known"
        ),
        models.CheckConstraint(condition=models.Q(source__in=Source.values), name=f"{prefix}_source_known"),
    ]
