"""A second step at the door: codes of an authenticator app, and recovery codes for the day the phone is gone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee


class SecondFactor(models.Model):
    """A person's authenticator (TOTP, RFC 6238: SHA-1, 30 s, six digits), in use since its first code.

    ``secret`` is sealed (kinerja.sealing). ``last_step`` is the time step of the last code that was accepted: no code
    works twice. ``recovery`` are keyed digests of recovery codes that were not used yet.
    """

    employee = models.OneToOneField(
        Employee, on_delete=models.CASCADE, related_name="second_factor", verbose_name=_("pegawai")
    )
    secret = models.TextField(_("kunci"), editable=False)
    last_step = models.BigIntegerField(_("langkah terakhir"), default=0)
    recovery = ArrayField(models.CharField(max_length=64), verbose_name=_("kode cadangan"), default=list, blank=True)
    confirmed_at = models.DateTimeField(_("berlaku sejak"))

    class Meta:
        verbose_name = _("langkah kedua")

    def __str__(self) -> str:
        return f"{self.employee_id}"
