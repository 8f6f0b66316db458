"""The dated policy: every number that a region decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoringPolicy(models.Model):
    """The values that a region decides as of ``effective_from`` (first day of a month).

    Each value holds until a later policy names its key again; what no policy has named has its default. A month is
    always scored with what is in force in that month.
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

    @staticmethod
    def values_of(policies: Iterable[ScoringPolicy], month: date) -> dict[str, str]:
        """The values in force in ``month``, without the defaults; ``policies`` in the order in which they begin."""
        values: dict[str, str] = {}
        for policy in policies:
            if policy.effective_from <= month:
                values.update(policy.values)
        return values
