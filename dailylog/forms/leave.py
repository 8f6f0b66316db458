"""What a person brought into a year of annual leave."""

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
