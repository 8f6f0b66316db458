"""Forms of rounds: the round itself, and what its board is narrowed to."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contracts.models import AgreementKind, Period, Round
from contracts.queries.round_status import Narrowing
from kinerja.ui.forms import Form
from organization.forms.fields import date_field
from organization.forms.lookup import LookupForm
from organization.models import Level
from organization.queries.people import opds

OUTSIDE = "0"
LEVELS = [(value, capfirst(label)) for value, label in Level.choices]


class RoundForm(LookupForm):
    """Who is asked for which agreement, and by when."""

    error_fields = {
        "round_levels": "levels",
        "round_pledge_levels": "pledge_levels",
        "round_gives_way": "gives_way",
        "round_due": "due_on",
        "round_year": "year",
        "round_number": "number_format",
    }

    year = forms.IntegerField(label=_("Tahun perjanjian"), min_value=2000, max_value=2999)
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[(value, capfirst(label)) for value, label in AgreementKind.choices]
    )
    period = forms.ChoiceField(label=_("Masa"), choices=[(value, capfirst(label)) for value, label in Period.choices])
    budget_ratified_on = date_field(label=_("Anggaran (DPA) disahkan pada"))
    due_on = date_field(
        label=_("Batas penandatanganan"),
        required=False,
        help_text=_("Paling lambat satu bulan setelah anggaran disahkan; bila kosong, tepat satu bulan."),
    )
    levels = forms.MultipleChoiceField(
        label=_("Jenjang yang diminta"), choices=LEVELS, widget=forms.CheckboxSelectMultiple
    )
    pledge_levels = forms.MultipleChoiceField(
        label=_("Jenjang yang juga menandatangani lembar kesanggupan"),
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    gives_way = forms.BooleanField(
        label=_("Tidak dinilai selama perjanjian jenis lain berlaku"),
        required=False,
        help_text=_(
            "Untuk pegawai yang memegang PK dan PKO sekaligus. Tanpa pilihan ini yang dinilai adalah yang disertai "
            "lembar kesanggupan, atau PKO."
        ),
    )
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=300,
        required=False,
        help_text=_("Dicetak pada naskah, misalnya nomor peraturan kepala daerah."),
    )
    number_format = forms.CharField(
        label=_("Pola nomor naskah"),
        max_length=80,
        help_text=_("{seq} nomor urut dalam putaran, {kind} jenis, {year} tahun."),
    )

    @classmethod
    def values_of(cls, of: Round) -> dict[str, Any]:
        """What the form shows of a round."""
        return {name: getattr(of, name) for name in cls.base_fields}


class BoardFilter(Form):
    """What the people of the board are narrowed to."""

    q = forms.CharField(
        label=_("NIP, nama, atau unit"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )
    opd = forms.ChoiceField(label=_("OPD"), required=False, widget=forms.Select(attrs={"class": "form-select"}))
    jenjang = forms.ChoiceField(
        label=_("Jenjang"),
        required=False,
        choices=[("", _("Semua jenjang")), *LEVELS],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, widget=forms.Select(attrs={"class": "form-select"}))
    lama = forms.TypedChoiceField(
        label=_("Sudah menunggu"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Berapa pun")), (3, _("Lebih dari 3 hari")), (7, _("Lebih dari 7 hari"))],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    ditunggu = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, states: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(str(pk), name) for pk, name in opds().values_list("pk", "name")]
        self.offer("opd", [("", _("Semua OPD")), *offices, (OUTSIDE, _("Di luar OPD"))])
        self.offer("keadaan", [("", _("Semua")), ("open", _("Belum berlaku")), *states])

    def narrowing(self) -> Narrowing:
        """The choice; what an old address asks for and nobody knows is left out."""
        values = self.cleaned_data if self.is_valid() else {}
        return Narrowing(
            opd=int(values["opd"]) if values.get("opd") else None,
            level=values.get("jenjang", ""),
            state=values.get("keadaan", ""),
            days=values.get("lama"),
            awaited=values.get("ditunggu"),
            text=values.get("q", "").strip(),
        )
