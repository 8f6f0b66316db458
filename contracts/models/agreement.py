"""The performance agreement of an official for a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Employee


class AgreementKind(models.TextChoices):
    """The formal annual agreement, or the operational one that carries the pledge."""

    PK = "pk", _("perjanjian kinerja")
    PKO = "pko", _("perjanjian kinerja operasional")


class Agreement(models.Model):
    """What ``holder`` promised ``superior`` for ``year``; a head of region declares alone, without a superior.

    ``signed_on`` empty means a draft. ``sealed_at`` is set once a signed agreement is complete: from then on a trigger
    refuses every change of it and of its targets; what must change becomes a new version.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    holder = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("pihak pertama")
    )
    superior = models.ForeignKey(
        Employee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received_agreements",
        verbose_name=_("pihak kedua"),
    )
    kind = models.CharField(_("jenis"), max_length=3, choices=AgreementKind.choices, default=AgreementKind.PK)
    pledge = models.BooleanField(_("dengan pernyataan kesanggupan"), default=False)
    signed_on = models.DateField(_("ditandatangani pada"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("dikunci pada"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["year", "holder"]
        verbose_name = _("perjanjian kinerja")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "holder"],
                name="agreement_one_a_year",
                violation_error_message=_("Pegawai ini sudah mempunyai perjanjian untuk tahun itu."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=AgreementKind.values), name="agreement_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(holder=models.F("superior")),
                name="agreement_two_parties",
                violation_error_message=_("Pihak pertama dan pihak kedua harus orang yang berbeda."),
            ),
            models.CheckConstraint(
                condition=models.Q(sealed_at__isnull=True) | models.Q(signed_on__isnull=False),
                name="agreement_sealed_only_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year} – {self.holder}"
