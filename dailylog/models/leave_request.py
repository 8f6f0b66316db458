"""Leave and duty travel, asked for and granted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dailylog.models.leave import Leave, LeaveKind
from dailylog.models.requests import Request, RequestState, request_constraints
from kinerja.ui import wording
from organization.models import Employee


class LeaveRequest(Request):
    """A request for leave from ``start`` to ``end``, both inclusive; once granted, ``leave`` is what it became."""

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="leave_requests", verbose_name=_("pegawai")
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=LeaveKind.choices)
    start = models.DateField(_("mulai"))
    end = models.DateField(_("selesai"))
    leave = models.OneToOneField(
        Leave, on_delete=models.SET_NULL, null=True, blank=True, related_name="request", verbose_name=_("cuti")
    )

    class Meta:
        ordering = ["employee", "start", "pk"]
        verbose_name = _("permohonan cuti")
        constraints = [
            *request_constraints("leaverequest"),
            models.CheckConstraint(condition=models.Q(kind__in=LeaveKind.values), name="leaverequest_kind_known"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="leaverequest_end_not_before_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.start}"

    #: How addresses name this kind of request.
    slug = "cuti"

    @property
    def title(self) -> str:
        """What is asked for, in a line."""
        kind = str(self.get_kind_display())
        days = " – ".join(wording.day(day) for day in dict.fromkeys((self.start, self.end)))
        return f"{kind[:1].upper()}{kind[1:]}, {days}"

    @property
    def may_be_given_back(self) -> bool:
        """Whether it was granted and has not begun yet."""
        return self.state == RequestState.APPROVED and self.start > timezone.localdate() and self.leave_id is not None
