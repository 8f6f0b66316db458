"""How a person wants to be reached beyond the inbox, and what was sent there."""

from datetime import time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee

#: What holds for whoever has chosen nothing; nothing is pushed or mailed in the quiet hours.
QUIET_FROM, QUIET_TO, REMIND_AT = time(19), time(6), time(15, 10)


class NoticePreference(models.Model):
    """What one person chose; without a row the defaults hold.

    ``remind_at`` is the earliest clock time of the reminder of an empty day, None for no such reminder. The quiet
    hours run from ``quiet_from`` to ``quiet_to``, over midnight where they begin later than they end; equal: none.
    """

    employee = models.OneToOneField(
        Employee, on_delete=models.CASCADE, primary_key=True, related_name="notice_preference"
    )
    digest = models.BooleanField(_("ringkasan lewat surel"), default=True)
    push = models.BooleanField(_("pemberitahuan di perangkat"), default=True)
    quiet_from = models.TimeField(_("tenang mulai"), default=QUIET_FROM)
    quiet_to = models.TimeField(_("tenang sampai"), default=QUIET_TO)
    remind_at = models.TimeField(_("pengingat hari kosong"), null=True, blank=True, default=REMIND_AT)

    class Meta:
        verbose_name = _("pilihan pemberitahuan")

    def __str__(self) -> str:
        return f"{self.employee_id}"


class Digest(models.Model):
    """The one e-mail of a person and day. The row comes first: a mail is sent at most once.

    ``claimed_at`` without ``sent_at`` and ``failure`` says that a worker died while it was sending; whether the mail
    left is unknown then, so that it is not sent again. ``failure`` is what the mail server answered last.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="digests", db_index=False)
    day = models.DateField(_("tanggal"))
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-day", "employee"]
        verbose_name = _("ringkasan surel")
        constraints = [models.UniqueConstraint(fields=["employee", "day"], name="digest_once_a_day")]
        indexes = [models.Index(fields=["day"], condition=models.Q(sent_at__isnull=True), name="digest_unsent")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.day}"


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    """Devices, narrowed to their owner."""

    def visible_to(self, user: Any) -> "PushSubscriptionQuerySet":
        """One's own devices."""
        return self.filter(employee_id=user.pk)


class PushSubscription(models.Model):
    """A browser that may be woken for its person, as the Push API describes it (RFC 8030, RFC 8291).

    ``told_up_to`` is the id of the newest notice that it knows. After a failure it is left alone until ``retry_at``;
    ``failure`` is the kind of the last one.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint = models.URLField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    device = models.CharField(_("perangkat"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    told_up_to = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=100, blank=True, default="", db_default="")

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("perangkat")

    def __str__(self) -> str:
        return f"{self.employee_id} {self.device}"
