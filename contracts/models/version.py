"""A version of an agreement: the document that is drafted, presented, signed and one day amended."""

import base64
import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.agreement import Agreement
from contracts.models.files import StoredFile
from contracts.models.round import Round
from contracts.rules import states
from organization.access import access_for
from organization.models import AssignmentKind, Employee, Position


class State(models.TextChoices):
    """Where a version stands; which may follow which is in ``contracts.rules.states``."""

    DRAFT = states.DRAFT, _("sedang disusun")
    PRESENTED = states.PRESENTED, _("dipaparkan")
    RETURNED = states.RETURNED, _("dikembalikan")
    AGREED = states.AGREED, _("disepakati, menunggu pihak pertama")
    SIGNED_FIRST = states.SIGNED_FIRST, _("menunggu pihak kedua")
    IN_FORCE = states.IN_FORCE, _("berlaku")
    AMENDED = states.AMENDED, _("diganti perubahan")
    ENDED = states.ENDED, _("berakhir")
    REFUSED = states.REFUSED, _("ditolak")
    CANCELLED = states.CANCELLED, _("dibatalkan")


class Ground(models.TextChoices):
    """Why a signed agreement may be changed; there is no other reason (PermenPANRB 53/2014)."""

    OFFICIAL = "official", _("pergantian atau mutasi pejabat")
    STRATEGY = "strategy", _("perubahan strategi (program, kegiatan, alokasi anggaran)")
    PRIORITY = "priority", _("perubahan prioritas atau asumsi")


def new_token() -> str:
    """160 random bits in 32 small letters and digits: the address of the public page of a document."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions, narrowed to what somebody may see."""

    def visible_to(self, user: Any) -> "VersionQuerySet":
        """The versions of the agreements that the user may see; of the heads above only what is or was in force."""
        seen = Agreement.objects.visible_to(user).values("pk")
        access = access_for(user)
        if access.sees_city:
            return self
        own = Q(agreement__holder_id=access.employee_id) | Q(superior_id=access.employee_id)
        inside = Q(position__unit_id__in=access.unit_ids)
        settled = Q(state__in=(states.IN_FORCE, states.AMENDED, states.ENDED))
        return self.filter(own | inside | (Q(agreement__in=seen) & settled))


class Version(models.Model):
    """Version ``number`` of an agreement. Its lines are written while it is a draft or returned.

    When both parties agree, everything is frozen: ``frozen`` is the deed (``contracts.rules.deed``), ``frozen_sha256``
    its digest, and ``document`` the paper made from it alone; with each signature ``document`` becomes the signed
    bytes. ``effective_month`` is the first month that an amendment changes. A trigger refuses every other way.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="versions", verbose_name=_("perjanjian")
    )
    number = models.PositiveSmallIntegerField(_("versi"))
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.DRAFT)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="versions")
    superior = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pihak kedua")
    )
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="+", verbose_name=_("jabatan pihak pertama")
    )
    acting = models.CharField(max_length=10, choices=AssignmentKind.choices, default=AssignmentKind.DEFINITIVE)
    superior_position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("jabatan pihak kedua"),
    )
    superior_acting = models.CharField(max_length=10, choices=AssignmentKind.choices, default=AssignmentKind.DEFINITIVE)
    ground = models.CharField(_("dasar perubahan"), max_length=10, choices=Ground.choices, blank=True)
    ground_note = models.TextField(_("penjelasan dasar perubahan"), blank=True)
    ground_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    effective_month = models.PositiveSmallIntegerField(_("berlaku mulai bulan"), default=1)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    document_number = models.CharField(_("nomor naskah"), max_length=80, blank=True)
    frozen = models.JSONField(null=True, blank=True, editable=False)
    frozen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    document = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    applied_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "number"]
        verbose_name = _("versi perjanjian")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(acting__in=AssignmentKind.values), name="version_acting_known"),
            models.CheckConstraint(
                condition=Q(superior_acting__in=AssignmentKind.values), name="version_superior_acting_known"
            ),
            models.CheckConstraint(condition=Q(ground__in=[*Ground.values, ""]), name="version_ground_known"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=sorted(states.OPEN)),
                name="version_one_open",
                violation_error_message=_("Perjanjian ini sudah mempunyai versi yang sedang dikerjakan."),
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state=states.IN_FORCE), name="version_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["document_number"], condition=~Q(document_number=""), name="version_document_number_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(condition=Q(effective_month__range=(1, 12)), name="version_month_of_the_year"),
            models.CheckConstraint(
                condition=Q(frozen__isnull=True, frozen_sha256="", document__isnull=True)
                | (Q(frozen__isnull=False, document__isnull=False) & ~Q(frozen_sha256="")),
                name="version_frozen_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} v{self.number}"

    @property
    def editable(self) -> bool:
        """Whether its lines may be written."""
        return self.state in states.EDITABLE

    @property
    def is_amendment(self) -> bool:
        """Whether it changes an agreement that was signed before; a second attempt at a first agreement does not."""
        sealed = self.agreement.sealed_at
        return sealed is not None and sealed < self.created_at

    @property
    def open(self) -> bool:
        """Whether it is still on its way into force."""
        return self.state in states.OPEN


class Event(models.Model):
    """What happened to a version, in order: the timeline of its page. Append-only."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "at", "pk"]
        verbose_name = _("peristiwa perjanjian")

    def __str__(self) -> str:
        return f"{self.version} {self.kind}"
