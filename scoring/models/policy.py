"""The dated policy: every number that a region decides."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoringPolicy(models.Model):
    """The values that differ from the defaults, from ``effective_from`` (first day of a month) until the next policy.

    A month is always scored with the policy in force in that month; before the first policy the defaults hold.
    Keys and values are those of ``scoring.rules.policy.POLICY_KEYS``, checked when entered.
    """

    effective_from = models.DateField(_("berlaku sejak bulan"), unique=True)
    values = models.JSONField(_("nilai"), default=dict)

    class Meta:
        ordering = ["effective_from"]
        verbose_name = _("kebijakan penilaian")
        constraints = [
            models.CheckConstraint(condition=models.Q(effective_from__day=1), name="policy_effective_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.effective_from:%Y-%m}"

    def in_force(self, month: date) -> bool:
        """Whether this policy has begun by ``month``."""
        return self.effective_from <= month
