"""The inbox: what the program has to tell a person. E-mail and push only point to it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organization.models.employee import Employee


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, narrowed to their addressee."""

    def visible_to(self, user: Any) -> "NoticeQuerySet":
        """One's own; nobody reads another's inbox."""
        return self.filter(employee_id=user.pk)

    def unread(self) -> "NoticeQuerySet":
        """Those not opened yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """A message to one person. ``key`` names the occasion: the same occasion tells a person once.

    ``subject`` and ``body`` are sentences in the language of the office; ``url`` is the address inside the program
    where the person can act.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"), blank=True)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("pemberitahuan")
        constraints = [models.UniqueConstraint(fields=["employee", "key"], name="notice_once_an_occasion")]
        indexes = [
            models.Index(fields=["employee"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.subject
