"""The yearly (or half-yearly) round in which agreements are made."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.agreement import AgreementKind, Period
from organization.access import access_for
from organization.models import Employee, Level, Role

if TYPE_CHECKING:
    from datetime import date


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "RoundQuerySet":
        """Whoever sees more than himself sees the opened ones; those in preparation are the bureau's alone."""
        access = access_for(user)
        if Role.ORTALA in access.roles:
            return self
        sees = access.sees_city or access.answers_for_units
        return self.filter(opened_at__isnull=False) if sees else self.none()


class Round(models.Model):
    """A call for agreements: who is asked, by when, and who signs the pledge with it.

    ``due_on`` is at the latest one month after the budget was ratified (PermenPANRB 53/2014). ``number_format`` makes
    the number of each document: ``{seq}`` counts within the round, ``{year}`` and ``{kind}`` are filled in.
    ``gives_way`` is passed on to the agreements. ``findings`` are the counts of the check at opening;
    ``acknowledgement`` is what the bureau wrote about those that block.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    kind = models.CharField(_("jenis"), max_length=3, choices=AgreementKind.choices, default=AgreementKind.PK)
    period = models.CharField(_("masa"), max_length=9, choices=Period.choices, default=Period.YEAR)
    levels = ArrayField(models.CharField(max_length=30, choices=Level.choices), verbose_name=_("jenjang yang diminta"))
    pledge_levels = ArrayField(
        models.CharField(max_length=30, choices=Level.choices),
        default=list,
        blank=True,
        verbose_name=_("jenjang yang menandatangani lembar kesanggupan"),
    )
    gives_way = models.BooleanField(_("mengalah kepada perjanjian jenis lain"), default=False, db_default=False)
    budget_ratified_on = models.DateField(_("anggaran disahkan pada"))
    due_on = models.DateField(_("batas penandatanganan"))
    legal_basis = models.CharField(_("dasar hukum"), max_length=300, blank=True)
    number_format = models.CharField(_("pola nomor naskah"), max_length=80, default="000.8.6.3/{seq}/{kind}/{year}")
    opened_at = models.DateTimeField(_("dibuka pada"), null=True, blank=True)
    opened_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledgement = models.TextField(_("pengakuan atas temuan"), blank=True)
    findings = models.JSONField(default=dict, blank=True, editable=False)
    closed_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "period"]
        verbose_name = _("putaran perjanjian")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "period"],
                name="round_once",
                violation_error_message=_("Putaran untuk tahun, jenis, dan masa itu sudah ada."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=AgreementKind.values), name="round_kind_known"),
            models.CheckConstraint(condition=models.Q(period__in=Period.values), name="round_period_known"),
            models.CheckConstraint(
                condition=models.Q(levels__contained_by=Level.values, pledge_levels__contained_by=Level.values),
                name="round_levels_known",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(opened_at__isnull=False),
                name="round_closed_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def running(self) -> bool:
        """Whether agreements are asked for now."""
        return self.opened_at is not None and self.closed_at is None

    def is_overdue(self, today: "date") -> bool:
        """Whether the day by which everybody should have signed is over."""
        return today > self.due_on
