"""The region's planning tree: mission, goal, objective, programme (RPJMD; Permendagri 86/2017)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organization.models import Unit


class ObjectiveKind(models.TextChoices):
    """The storeys of the tree, from the top; each node hangs on one of the storey above."""

    MISSION = "mission", _("misi")
    GOAL = "goal", _("tujuan")
    OBJECTIVE = "objective", pgettext_lazy("perencanaan", "sasaran")
    PROGRAMME = "programme", _("program")


#: Kind → the kind that it hangs on; a mission hangs on nothing.
PARENT_KIND: dict[str, str] = {
    ObjectiveKind.GOAL: ObjectiveKind.MISSION,
    ObjectiveKind.OBJECTIVE: ObjectiveKind.GOAL,
    ObjectiveKind.PROGRAMME: ObjectiveKind.OBJECTIVE,
}


class Objective(models.Model):
    """A node of the planning tree. ``unit`` is the OPD that carries it; ``first_year`` to ``last_year`` the plan's."""

    code = models.CharField(_("kode"), max_length=40, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=ObjectiveKind.choices)
    name = models.CharField(_("uraian"), max_length=400)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("induk")
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objectives",
        verbose_name=_("OPD penanggung jawab"),
    )
    first_year = models.PositiveSmallIntegerField(_("tahun awal"))
    last_year = models.PositiveSmallIntegerField(_("tahun akhir"))

    class Meta:
        ordering = ["code"]
        verbose_name = _("simpul perencanaan")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ObjectiveKind.values), name="objective_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind="mission", parent__isnull=True)
                | (~models.Q(kind="mission") & models.Q(parent__isnull=False)),
                name="objective_hangs_on_a_parent",
                violation_error_message=_("Misi tidak mempunyai induk; simpul lain harus mempunyai induk."),
            ),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="objective_years_in_order",
                violation_error_message=_("Tahun akhir tidak boleh sebelum tahun awal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProgrammeBudget(models.Model):
    """The money of a programme in a year, in rupiah, by source of funds."""

    programme = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="budgets", verbose_name=_("program")
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    amount = models.DecimalField(_("anggaran (Rp)"), max_digits=18, decimal_places=2)
    funding = models.CharField(_("sumber dana"), max_length=40, default="APBD")

    class Meta:
        ordering = ["programme", "year", "funding"]
        verbose_name = _("anggaran program")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "funding"],
                name="programme_budget_once",
                violation_error_message=_("Anggaran program ini untuk tahun dan sumber dana itu sudah ada."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="programme_budget_not_negative",
                violation_error_message=_("Anggaran tidak boleh kurang dari nol."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} {self.year} {self.funding}"
