"""Signing many papers with one authentication: a leader's pile."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.signature import SignerRole
from contracts.models.version import Version
from organization.models import Employee


class SigningBatch(models.Model):
    """What somebody chose to sign together, after the password was checked once. ``finished_at`` closes it."""

    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="signing_batches")
    confirmed_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("penandatanganan bersama")

    def __str__(self) -> str:
        return f"{self.by} {self.confirmed_at:%Y-%m-%d %H:%M}"


class ItemState(models.TextChoices):
    """What became of a paper of the pile."""

    WAITING = "waiting", _("menunggu")
    DONE = "done", _("ditandatangani")
    FAILED = "failed", _("gagal")


class BatchItem(models.Model):
    """One paper of a batch, by the bytes that were shown; ``problem`` says why it was not signed."""

    batch = models.ForeignKey(SigningBatch, on_delete=models.CASCADE, related_name="items")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6, choices=SignerRole.choices)
    shown_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=ItemState.choices, default=ItemState.WAITING)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "version"], name="batch_item_once"),
            models.CheckConstraint(condition=Q(role__in=SignerRole.values), name="batch_item_role_known"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="batch_item_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.state}"
