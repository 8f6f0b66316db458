"""What a person brought into a year of annual leave, and coming back from a running one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dailylog.forms.requests import RefusableForm
from dailylog.rules.leave_balance import CARRIED_UNUSED
from organization.forms.fields import date_field


class OpeningForm(RefusableForm):
    """The opening balance of a year."""

    error_fields = {"opening_note": "note", "openingbalance_at_most": "carried"}

    carried = forms.IntegerField(
        label=_("Sisa dari tahun sebelumnya, hari kerja"),
        min_value=0,
        max_value=CARRIED_UNUSED,
        help_text=_("Paling banyak 6; sampai 12 setelah dua tahun tanpa cuti, atau bila cuti ditangguhkan."),
    )
    served_since = date_field(
        label=_("Bekerja terus-menerus sejak"),
        required=False,
        help_text=_("Kosongkan bila angka 9–14 NIP sudah menunjukkannya."),
    )
    note = forms.CharField(
        label=_("Keterangan"), max_length=300, required=False, help_text=_("Wajib bila sisa lebih dari 6 hari.")
    )


class ReturnForm(RefusableForm):
    """The first day of work before a leave ends; ``called``: the superior calls."""

    error_fields = {"return_outside": "back_on", "return_closed": "back_on", "return_past": "back_on"}

    back_on = date_field(
        label=_("Bekerja kembali mulai"),
        help_text=_("Untuk hari yang sudah lewat, ajukan juga perbaikan kehadiran."),
    )
    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, called: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if called:
            self.fields["back_on"].help_text = ""
            self.fields["reason"].label = _("Kepentingan dinas, dan nomor surat bila ada")
