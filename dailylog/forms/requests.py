"""What is asked for, or ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dailylog.models import AttendanceMode, LeaveKind
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.clock import ClockField
from kinerja.ui.forms import Form
from organization.forms.fields import date_field
from organization.models import Employee


class RefusableForm(Form):
    """A form that shows what the rules refuse at the field concerned, by the beginning of the code."""

    error_fields: dict[str, str] = {}

    def add_domain_error(self, error: DomainError) -> None:
        """Put the sentence at its field, or above the form."""
        at = next((field for code, field in self.error_fields.items() if error.code.startswith(code)), None)
        self.add_error(at, wording.refusal(error))


class CorrectionRequestForm(RefusableForm):
    """The marks of a day as they should be."""

    error_fields = {"correction_has": "check_in", "correction_out": "check_out", "correction_": "date"}

    date = date_field(label=_("Tanggal"))
    check_in = ClockField(label=_("Jam masuk yang benar"), required=False, help_text=_("Kosongkan bila sudah benar."))
    check_out = ClockField(label=_("Jam pulang yang benar"), required=False, help_text=_("Kosongkan bila sudah benar."))
    mode = forms.ChoiceField(label=_("Cara kerja"), choices=AttendanceMode.choices)
    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class LeaveForm(RefusableForm):
    """Leave or duty travel."""

    error_fields = {
        "leaverequest_end": "end",
        "leave_end": "end",
        "leave_by_contract": "kind",
        "leave_maternity_male": "kind",
        "annual_too_early": "start",
        "annual": "end",
        "leave": "start",
    }

    kind = forms.ChoiceField(label=_("Jenis"), choices=LeaveKind.choices)
    start = date_field(label=_("Mulai"))
    end = date_field(label=_("Sampai"))
    reason = forms.CharField(
        label=_("Alasan, dan nomor surat bila ada"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OvertimeForm(RefusableForm):
    """An order to work overtime."""

    error_fields = {"overtime_begun": "start", "overtime_end": "end", "overtime_natural": "start"}

    people = forms.TypedMultipleChoiceField(
        label=_("Untuk"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Pilih siapa yang lembur.")},
    )
    day = date_field(label=_("Tanggal"))
    start = ClockField(label=_("Dari pukul"))
    end = ClockField(label=_("Sampai pukul"))
    order_number = forms.CharField(label=_("Nomor surat perintah"), max_length=120)
    work = forms.CharField(label=_("Pekerjaan"), max_length=200)

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("people", [(each.pk, each.name) for each in people])
