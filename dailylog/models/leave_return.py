"""Coming back from a running leave before its end: called back by the superior, or asked for."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dailylog.models.leave import Leave, LeaveKind
from dailylog.models.requests import Request, request_constraints
from kinerja.ui import wording
from organization.models import Employee


class LeaveReturn(Request):
    """Back at work on ``back_on`` instead of after the leave from ``start`` to ``planned_end``, both inclusive.

    ``called``: the superior calls the person back because of urgent duties (PP 11/2017, joint provisions on leave);
    it counts at once. Otherwise the person asks and the superior decides.
    """

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="leave_returns", verbose_name=_("pegawai")
    )
    leave = models.ForeignKey(
        Leave, on_delete=models.SET_NULL, null=True, blank=True, related_name="returns", verbose_name=_("cuti")
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=LeaveKind.choices)
    start = models.DateField(_("mulai"))
    planned_end = models.DateField(_("selesai semula"))
    back_on = models.DateField(_("bekerja kembali"))
    called = models.BooleanField(_("dipanggil kembali"), default=False)

    class Meta:
        ordering = ["employee", "start", "pk"]
        verbose_name = _("kembali dari cuti")
        constraints = [
            *request_constraints("leavereturn"),
            models.CheckConstraint(condition=models.Q(kind__in=LeaveKind.values), name="leavereturn_kind_known"),
            models.CheckConstraint(
                condition=models.Q(back_on__gte=models.F("start"), back_on__lte=models.F("planned_end")),
                name="leavereturn_within",
                violation_error_message=_("Hari bekerja kembali harus di dalam masa cuti."),
            ),
            models.UniqueConstraint(
                fields=["leave"],
                condition=models.Q(state="requested"),
                name="leavereturn_one_waiting",
                violation_error_message=_("Permohonan kembali dari cuti ini masih menunggu putusan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.back_on}"

    #: How addresses name this kind of request.
    slug = "kembali"

    @property
    def title(self) -> str:
        """What is asked for, in a line."""
        words = {
            "kind": self.get_kind_display(),
            "day": wording.day(self.back_on),
            "end": wording.day(self.planned_end),
        }
        if self.called:
            return gettext("Dipanggil kembali dari %(kind)s: bekerja lagi %(day)s (semula sampai %(end)s)") % words
        return gettext("Kembali dari %(kind)s: bekerja lagi %(day)s (semula sampai %(end)s)") % words
