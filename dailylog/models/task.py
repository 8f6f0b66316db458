"""Work that is planned: for a day or for certain weekdays, by the person himself or by a superior."""

from datetime import date

from babel.dates import format_date
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Target
from kinerja.ui import wording
from organization.models import Employee, Unit


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks by person and day."""

    def in_force(self) -> "TaskQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def for_person(self, employee_id: int, unit_ids: list[int]) -> "TaskQuerySet":
        """Those given to the person, or to everyone of a unit in which the person holds a post."""
        return self.filter(models.Q(employee_id=employee_id) | models.Q(unit_id__in=unit_ids))


class Task(models.Model):
    """A piece of work for one person (``employee``) or for everyone of a unit (``unit``).

    ``date`` says the day; otherwise the task recurs on ``weekdays`` (1 = Monday) from ``first`` to ``last``. Tasks
    given to several people at once share ``batch``. A task is never deleted, only withdrawn.
    """

    author = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="given_tasks", verbose_name=_("pemberi tugas")
    )
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("pegawai")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("unit")
    )
    batch = models.UUIDField(null=True, blank=True, editable=False)
    title = models.CharField(_("tugas"), max_length=200)
    output = models.CharField(_("hasil yang diharapkan"), max_length=200, blank=True)
    quantity = models.DecimalField(_("jumlah"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit_of_measure = models.CharField(_("satuan"), max_length=60, blank=True)
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    estimate_minutes = models.PositiveSmallIntegerField(_("perkiraan (menit)"), null=True, blank=True)
    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("sasaran")
    )
    date = models.DateField(_("tanggal"), null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("hari"))
    first = models.DateField(_("mulai"), null=True, blank=True)
    last = models.DateField(_("sampai"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("ditarik pada"), null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("tugas")
        indexes = [models.Index(fields=["date"], name="task_date")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(employee__isnull=True) ^ models.Q(unit__isnull=True),
                name="task_for_person_or_unit",
                violation_error_message=_("Pilih satu pegawai atau satu unit."),
            ),
            models.CheckConstraint(
                condition=models.Q(date__isnull=False, weekdays=[], first__isnull=True, last__isnull=True)
                | models.Q(date__isnull=True, weekdays__len__gt=0, first__isnull=False),
                name="task_day_or_weekdays",
                violation_error_message=_("Isi tanggal, atau hari berulang dengan tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]), name="task_weekdays_known"
            ),
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")),
                name="task_last_not_before_first",
                violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=models.Q(estimate_minutes__isnull=True) | models.Q(estimate_minutes__range=(1, 1440)),
                name="task_estimate_a_day_at_most",
                violation_error_message=_("Perkiraan waktu harus 1 sampai 1.440 menit."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weekday_names(self) -> str:
        """The weekdays on which it recurs, in words: ``Senin, Rabu``."""
        # 1 January 2024 was a Monday.
        return ", ".join(format_date(date(2024, 1, day), "EEEE", locale=wording.language()) for day in self.weekdays)


class TaskAnswer(models.Model):
    """What a person said of a task on a day on which it was not done: carried to another day, or dropped (None)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="answers", verbose_name=_("tugas"))
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="task_answers", verbose_name=_("pegawai"), db_index=False
    )
    date = models.DateField(_("tanggal"))
    carried_to = models.DateField(_("dilanjutkan pada"), null=True, blank=True)
    answered_at = models.DateTimeField(_("dijawab pada"), auto_now=True)

    class Meta:
        ordering = ["employee", "date"]
        verbose_name = _("jawaban tugas")
        indexes = [
            models.Index(
                fields=["employee", "carried_to"],
                condition=models.Q(carried_to__isnull=False),
                name="taskanswer_carried",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["employee", "date", "task"], name="taskanswer_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(carried_to__isnull=True) | models.Q(carried_to__gt=models.F("date")),
                name="taskanswer_carried_onward",
                violation_error_message=_("Tugas hanya dapat dilanjutkan pada hari sesudahnya."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.task}"
