"""A verdict of the inspectorate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dailylog.forms.requests import RefusableForm

UPHELD = "terbukti"


class ReviewForm(RefusableForm):
    """Whether the finding holds, and why."""

    error_fields = {"review_reason": "teks", "verdict_same": "putusan", "superiors_turn": "putusan"}

    putusan = forms.ChoiceField(
        label=_("Putusan Inspektorat"),
        choices=[("diterima", _("Penjelasan diterima")), (UPHELD, _("Terbukti"))],
        widget=forms.RadioSelect,
    )
    teks = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang diperiksa dan apa hasilnya. Pegawai dan atasannya membaca alasan ini."),
    )

    def upheld(self) -> bool:
        """Whether the finding is upheld."""
        return str(self.cleaned_data["putusan"]) == UPHELD
