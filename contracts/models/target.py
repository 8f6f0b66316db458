"""One line of an agreement as it counts: what scoring measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.agreement import Agreement
from contracts.models.terms import Contribution, Terms, known_values


class Target(Terms):
    """A target of an agreement. ``monthly`` holds twelve values, January first; an empty one is not due.

    ``succeeds`` is the target of the predecessor in the same post: what is promised below that one counts for this
    one as well, so that a change of officials does not cut the cascade.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="targets", verbose_name=_("perjanjian")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("sasaran atasan"),
    )
    succeeds = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("sasaran pejabat sebelumnya"),
    )

    class Meta:
        ordering = ["agreement", "indicator_code"]
        verbose_name = _("sasaran kinerja")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator_code"],
                name="target_natural_key",
                violation_error_message=_("Indikator ini sudah ada dalam perjanjian."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0),
                name="target_weight_positive",
                violation_error_message=_("Bobot harus lebih dari nol."),
            ),
            *known_values("target"),
            models.CheckConstraint(
                condition=models.Q(contribution__in=Contribution.values), name="target_contribution_known"
            ),
            models.CheckConstraint(condition=models.Q(monthly__len=12), name="target_twelve_months"),
            models.CheckConstraint(
                condition=~models.Q(source="cases") | ~models.Q(register=""),
                name="target_cases_need_register",
                violation_error_message=_("Sasaran dari register perkara harus menyebut registernya."),
            ),
        ]
