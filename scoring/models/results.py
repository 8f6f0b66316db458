"""What a revision holds: achievements of targets, indices of units, figures of people.

What they refer to is checked once a statement (``scoring_refer``, migration 0008) instead of row by row: a city's
month refers three hundred thousand times.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Agreement, Target
from organization.models import Employee, Unit
from scoring.models.days import DaysField
from scoring.models.month import Revision

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def score_field(label: "StrPromise", *, null: bool = False) -> "models.DecimalField[Any, Any]":
    """A percentage or score with two decimals."""
    return models.DecimalField(label, max_digits=7, decimal_places=2, null=null)


class Achievement(models.Model):
    """A target in the revision's month, alone and year to date, and the run of its pledge."""

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="achievements", db_index=False, db_constraint=False
    )
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="achievements", db_constraint=False)
    state = models.CharField(_("keadaan"), max_length=10)
    target_value = models.DecimalField(_("sasaran"), max_digits=24, decimal_places=6, null=True)
    realised = models.DecimalField(_("realisasi"), max_digits=24, decimal_places=6, null=True)
    on_time = models.PositiveIntegerField(_("tepat waktu"), null=True)
    decided = models.PositiveIntegerField(_("diputus"), null=True)
    achievement = score_field(_("capaian"), null=True)
    ytd_target = models.DecimalField(_("sasaran s.d. bulan ini"), max_digits=24, decimal_places=6, null=True)
    ytd_realised = models.DecimalField(_("realisasi s.d. bulan ini"), max_digits=24, decimal_places=6, null=True)
    ytd_achievement = score_field(_("capaian s.d. bulan ini"), null=True)
    months = models.JSONField(_("bulan Januari s.d. bulan ini"), default=list)
    outcome = models.CharField(_("hasil bulan"), max_length=10, blank=True)
    run = models.PositiveSmallIntegerField(_("berturut-turut"), null=True)
    pledge_status = models.CharField(_("status kesanggupan"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("capaian")
        constraints = [models.UniqueConstraint(fields=["revision", "target"], name="achievement_once")]

    def __str__(self) -> str:
        return f"{self.target} {self.achievement}"


class OrganizationScore(models.Model):
    """The IKO of a unit: the score of the agreement of its head; without one, the reason."""

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="organization_scores", db_index=False, db_constraint=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scores", db_constraint=False)
    head = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    iko = score_field(_("IKO"), null=True)
    iko_ytd = score_field(_("IKO s.d. bulan ini"), null=True)
    reason = models.CharField(_("alasan tanpa angka"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("indeks kinerja organisasi")
        constraints = [models.UniqueConstraint(fields=["revision", "unit"], name="organization_score_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.iko}"


class IndividualScore(models.Model):
    """A person's month.

    ``breakdown`` holds the inputs from which the explanation tree is rebuilt, ``days`` the facts of each workday.
    """

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="individual_scores", db_index=False, db_constraint=False
    )
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="scores", db_constraint=False)
    # Found by unit and revision together, so that an old city's unit is read no slower than a young one's.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    opd = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    level = models.CharField(_("jenjang"), max_length=30)
    results = score_field(_("hasil kerja"), null=True)
    activity = score_field(_("aktivitas"), null=True)
    unit_score = score_field(_("kinerja unit"), null=True)
    behaviour = score_field(_("perilaku"))
    iki = score_field(_("IKI"), null=True)
    iko = score_field(_("IKO OPD"), null=True)
    predicate = models.CharField(_("predikat"), max_length=20, blank=True)
    productivity = score_field(_("produktivitas"))
    discipline = score_field(_("disiplin"))
    sanction_percent = models.DecimalField(_("hukuman (%)"), max_digits=5, decimal_places=2)
    tpp_base = models.DecimalField(_("pagu TPP"), max_digits=14, decimal_places=0)
    tpp = models.DecimalField(_("TPP"), max_digits=14, decimal_places=0)
    breakdown = models.JSONField(_("rincian"), default=dict)
    days = DaysField(_("hari"), default=list)

    class Meta:
        verbose_name = _("angka pegawai")
        indexes = [models.Index(fields=["unit", "revision"], name="individualscore_of_unit")]
        constraints = [models.UniqueConstraint(fields=["revision", "employee"], name="individual_score_once")]

    def __str__(self) -> str:
        return f"{self.employee} {self.iki}"
