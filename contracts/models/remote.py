"""Signings by the certified provider: one row for each time its service is asked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.files import StoredFile
from contracts.models.signature import SignerRole
from contracts.models.version import Version
from organization.models import Employee


class RemoteState(models.TextChoices):
    """How far it came. While it is sending or unclear nobody asks the provider a second time."""

    SENDING = "sending", _("dikirim")
    UNCLEAR = "unclear", _("sedang diperiksa")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


#: States in which the answer is still awaited.
PENDING = (RemoteState.SENDING.value, RemoteState.UNCLEAR.value)


class RemoteSigning(models.Model):
    """That the provider was asked to sign ``shown`` for a person. NIK and passphrase are nowhere in it.

    ``remote_id`` is the provider's name for the result, by which it can be fetched again; ``problem`` is what the
    signer is told.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="remote_signings")
    role = models.CharField(max_length=6, choices=SignerRole.choices)
    signer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    shown = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("keadaan"), max_length=8, choices=RemoteState.choices, default=RemoteState.SENDING)
    remote_id = models.CharField(max_length=120, blank=True)
    note = models.TextField(_("catatan penanda tangan"), blank=True)
    problem = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("penandatanganan lewat BSrE")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"], condition=Q(state__in=PENDING), name="remote_signing_one_pending"
            ),
            models.CheckConstraint(condition=Q(state__in=RemoteState.values), name="remote_signing_state_known"),
            models.CheckConstraint(condition=Q(role__in=SignerRole.values), name="remote_signing_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.role} {self.state}"
