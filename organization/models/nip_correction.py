"""Numbers that were mistyped, and what they were corrected to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee


class NipCorrection(models.Model):
    """A person's NIP was ``old_nip`` until ``at`` and has been ``new_nip`` since; rows are never changed.

    Whoever is asked for by an old number is found here, unless somebody else bears that number by now.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="nip_corrections", verbose_name=_("pegawai")
    )
    old_nip = models.CharField(_("NIP semula"), max_length=18)
    new_nip = models.CharField(_("NIP yang benar"), max_length=18)
    reason = models.CharField(_("alasan"), max_length=200)
    letter = models.CharField(_("surat dasar"), max_length=120)
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", verbose_name=_("dibetulkan oleh"))
    at = models.DateTimeField(_("pada"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("pembetulan NIP")
        indexes = [models.Index(fields=["old_nip", "-id"], name="nip_correction_by_old")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old_nip=models.F("new_nip")),
                name="nip_correction_changes",
                violation_error_message=_("NIP yang baru sama dengan yang sekarang."),
            ),
            models.CheckConstraint(
                condition=~models.Q(employee=models.F("by")),
                name="nip_correction_not_by_oneself",
                violation_error_message=_("NIP sendiri dibetulkan oleh rekan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_nip} → {self.new_nip}"
