"""Signatures, and the certificates of the built-in authority that make them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.files import StoredFile
from contracts.models.version import Version
from organization.models import AssignmentKind, Employee


class SignerRole(models.TextChoices):
    """Which party signs."""

    FIRST = "first", _("pihak pertama")
    SECOND = "second", _("pihak kedua")


class SigningMethod(models.TextChoices):
    """How it was signed; only BSrE's certificates are certified in the sense of PP 71/2019."""

    INTERNAL = "internal", _("tanda tangan elektronik tidak tersertifikasi")
    BSRE = "bsre", _("tanda tangan elektronik tersertifikasi BSrE")
    WET = "wet", _("tanda tangan basah (pindaian)")


class Authority(models.Model):
    """The built-in certificate authority; a new one retires the one before. The key is encrypted at rest."""

    name = models.CharField(max_length=200)
    certificate = models.TextField()
    key_encrypted = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("penerbit sertifikat")
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(retired_at__isnull=True), name="authority_one_active")
        ]

    def __str__(self) -> str:
        return self.name


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "CertificateQuerySet":
        """One's own; what others show of theirs stands in the papers that they signed."""
        return self.filter(employee_id=user.pk)


class Certificate(models.Model):
    """A person's certificate with its encrypted ECDSA key. At most one is neither revoked nor replaced."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="certificates")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="certificates")
    serial = models.CharField(_("nomor seri"), max_length=60, unique=True)
    certificate = models.TextField()
    key_encrypted = models.BinaryField()
    issued_at = models.DateTimeField(_("diterbitkan pada"), default=timezone.now)
    expires_at = models.DateTimeField(_("kedaluwarsa pada"))
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    revoked_reason = models.CharField(_("alasan pencabutan"), max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["employee", "-pk"]
        verbose_name = _("sertifikat")
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(revoked_at__isnull=True), name="certificate_one_active"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""), name="certificate_revoked_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.serial


class Signature(models.Model):
    """One party's signature of a version: over ``shown``, the bytes that the signer saw, giving ``result``.

    A trigger lets it in only for the version's present document and at its turn, and never lets it change.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(_("sebagai"), max_length=6, choices=SignerRole.choices)
    signer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="signatures")
    acting = models.CharField(max_length=10, choices=AssignmentKind.choices, default=AssignmentKind.DEFINITIVE)
    position_title = models.CharField(_("jabatan"), max_length=260)
    method = models.CharField(_("cara"), max_length=8, choices=SigningMethod.choices)
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shown = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("ditandatangani pada"), default=timezone.now)
    note = models.TextField(_("catatan penanda tangan"), blank=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["version", "role"]
        verbose_name = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(fields=["version", "role"], name="signature_once"),
            models.CheckConstraint(condition=Q(role__in=SignerRole.values), name="signature_role_known"),
            models.CheckConstraint(condition=Q(acting__in=AssignmentKind.values), name="signature_acting_known"),
            models.CheckConstraint(condition=Q(method__in=SigningMethod.values), name="signature_method_known"),
            models.CheckConstraint(
                condition=Q(method="internal", certificate__isnull=False)
                | (~Q(method="internal") & Q(certificate__isnull=True)),
                name="signature_internal_has_a_certificate",
            ),
            models.CheckConstraint(
                condition=~Q(method="wet") | Q(recorded_by__isnull=False), name="signature_wet_was_recorded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.role}"
