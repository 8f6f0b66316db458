"""Wrong passwords, so that guessing gets slow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoginAttempt(models.Model):
    """Tries at one account from one address that have not succeeded.

    A whole office shares one address and anyone may type anyone's NIP: only the pair is ever slowed down. The NIP is
    what was typed, whether such a person exists or not, so that the waiting tells nobody which NIP exist.
    """

    nip = models.CharField(_("NIP"), max_length=18)
    address = models.GenericIPAddressField(_("alamat"))
    failures = models.PositiveIntegerField(_("gagal berturut-turut"), default=0)
    last_at = models.DateTimeField(_("terakhir"))
    blocked_until = models.DateTimeField(_("ditunda sampai"), null=True, blank=True)

    class Meta:
        verbose_name = _("percobaan masuk")
        constraints = [models.UniqueConstraint(fields=["nip", "address"], name="login_attempt_one_a_pair")]
        indexes = [models.Index(fields=["last_at"], name="login_attempt_by_time")]

    def __str__(self) -> str:
        return f"{self.nip} · {self.address}"
