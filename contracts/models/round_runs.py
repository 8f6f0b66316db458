"""What a round does to many people at once: copying last year's agreements, telling everybody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.round import Round
from organization.models import Employee


class RunState(models.TextChoices):
    """The life of a run."""

    PENDING = "pending", _("menunggu")
    RUNNING = "running", _("berjalan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")


#: Still to be done.
OPEN_RUNS = (RunState.PENDING, RunState.RUNNING)


class RoundRun(models.Model):
    """A run over the people of a round: the row is the truth, Celery only wakes it up.

    ``done`` of ``total`` people are through. ``left_out`` tells of those whom the run passed over, by reason.
    """

    requested_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("keadaan"), max_length=10, choices=RunState.choices, default=RunState.PENDING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN_RUNS

    @property
    def percent(self) -> int:
        """How much of it is done, in whole percent."""
        return self.done * 100 // self.total if self.total else 0


class RoundCopy(RoundRun):
    """A run that copies last year's agreements forward.

    ``unit_ids`` narrows it to units with all below (empty: everybody). ``copied`` people got a draft; ``left_out``
    counts the others by reason.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="copies")
    unit_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    copied = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("salinan perjanjian")
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(state__in=["pending", "running"]), name="round_copy_one_open"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="round_copy_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.state}"


class CallKind(models.TextChoices):
    """What a call tells."""

    OPENED = "opened", _("pembukaan putaran")
    REMINDER = "reminder", _("pengingat")


class RoundCall(RoundRun):
    """A run that tells many people of a round: that it is open, or what waits for them.

    ``holder_ids`` are those of whose agreements a reminder is meant (empty when a round opens: everybody asked).
    ``told`` people have the notice; ``left_out`` holds, by reason, how many agreements and the first few names.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="calls")
    kind = models.CharField(_("jenis"), max_length=10, choices=CallKind.choices)
    holder_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    told = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("pemberitahuan putaran")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"],
                condition=models.Q(state__in=["pending", "running"]),
                name="round_call_one_open",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=CallKind.values), name="round_call_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="round_call_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.kind} {self.state}"
