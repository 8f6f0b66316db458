"""Forms of the planning tree, its budgets and the dictionary of indicators."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Accumulation, Indicator, Objective, ObjectiveKind, Polarity, Source
from kinerja.ui.forms import Form
from organization.forms.fields import choices_with_blank
from organization.forms.lookup import Lookup, LookupForm
from organization.queries.people import opd_choices, opds

FIRST_YEAR, LAST_YEAR = 1990, 2999


def _with_words(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(name__icontains=word) | Q(code__istartswith=word)
    return found


NODES = Lookup(
    find=lambda text: Objective.objects.filter(_with_words(text)),
    exact=lambda text: Objective.objects.filter(code=text),
    label=lambda node: f"{node.code} {node.name} ({node.get_kind_display()})",
)


class NodeForm(LookupForm):
    """A node of the planning tree."""

    lookups = {"parent": NODES}
    error_fields = {"node_parent": "parent", "node_years": "last_year", "node_kind": "kind", "code_taken": "code"}

    kind = forms.ChoiceField(
        label=_("Jenis"), choices=choices_with_blank(list(ObjectiveKind.choices), _("Pilih jenis"))
    )
    parent = forms.CharField(
        label=_("Induk"),
        max_length=400,
        required=False,
        help_text=_("Kode atau kata dari uraiannya; kosong hanya untuk misi."),
    )
    code = forms.CharField(label=_("Kode"), max_length=40, help_text=_("Seperti dalam RPJMD, misalnya 1.2.1.03."))
    name = forms.CharField(label=_("Uraian"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.TypedChoiceField(
        label=_("OPD penanggung jawab"),
        choices=lambda: [("", _("Belum ditentukan")), *opd_choices()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    first_year = forms.IntegerField(label=_("Tahun awal"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(label=_("Tahun akhir"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    @staticmethod
    def values_of(node: Objective) -> dict[str, Any]:
        """What the form shows of a node."""
        return {
            "kind": node.kind,
            "parent": node.parent.code if node.parent else "",
            "code": node.code,
            "name": node.name,
            "unit": node.unit_id,
            "first_year": node.first_year,
            "last_year": node.last_year,
        }


class BudgetForm(LookupForm):
    """The money of a programme in a year from one source."""

    error_fields = {"budget_year": "year", "budget_amount": "amount"}

    year = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    funding = forms.CharField(
        label=_("Sumber dana"), max_length=40, initial="APBD", help_text=_("Misalnya APBD, DAK, DAU, atau DBH.")
    )
    amount = forms.DecimalField(
        label=_("Anggaran (Rp)"),
        min_value=0,
        max_digits=18,
        decimal_places=2,
        help_text=_("Rupiah tanpa titik pemisah, misalnya 4215750000. Isi 0 untuk menghapus baris ini."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class IndicatorForm(LookupForm):
    """An entry of the dictionary."""

    lookups = {"objective": NODES}
    error_fields = {
        "code_taken": "code",
        "indicator_code": "code",
        "indicator_register": "register",
        "indicator_cases": "register",
        "indicator_baseline": "baseline",
    }

    code = forms.CharField(label=_("Kode"), max_length=60)
    name = forms.CharField(label=_("Indikator"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    objective = forms.CharField(
        label=_("Sasaran atau program yang diukur"),
        max_length=400,
        required=False,
        help_text=_("Kode atau kata dari uraian simpul perencanaan."),
    )
    definition = forms.CharField(
        label=_("Definisi operasional"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    formula = forms.CharField(
        label=_("Rumus dalam kata-kata"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    unit_of_measure = forms.CharField(label=_("Satuan"), max_length=60)
    data_source = forms.CharField(label=_("Sumber data"), max_length=300, required=False)
    polarity = forms.ChoiceField(label=_("Arah"), choices=choices_with_blank(list(Polarity.choices), _("Pilih arah")))
    accumulation = forms.ChoiceField(
        label=_("Akumulasi"), choices=choices_with_blank(list(Accumulation.choices), _("Pilih akumulasi"))
    )
    source = forms.ChoiceField(
        label=_("Asal realisasi"), choices=choices_with_blank(list(Source.choices), _("Pilih asal realisasi"))
    )
    register = forms.CharField(
        label=_("Kode register"), max_length=40, required=False, help_text=_("Hanya bila realisasinya dari perkara.")
    )
    case_class = forms.CharField(label=_("Kelas perkara"), max_length=60, required=False)
    baseline = forms.DecimalField(
        label=_("Nilai dasar"),
        max_digits=24,
        decimal_places=6,
        required=False,
        help_text=_("Realisasi terakhir, dengan titik desimal."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    baseline_year = forms.IntegerField(
        label=_("Tahun nilai dasar"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    shared = forms.BooleanField(
        label=_("Indikator bersama daerah"), required=False, help_text=_("Dipakai oleh banyak OPD, misalnya WTP.")
    )

    @classmethod
    def values_of(cls, indicator: Indicator) -> dict[str, Any]:
        """What the form shows of an indicator."""
        shown = {name: getattr(indicator, name) for name in cls.base_fields if name != "objective"}
        if indicator.baseline is not None:
            shown["baseline"] = f"{indicator.baseline.normalize():f}"
        return {**shown, "objective": indicator.objective.code if indicator.objective else ""}


class IndicatorFilter(Form):
    """What the dictionary is narrowed to."""

    q = forms.CharField(
        label=_("Kode atau kata"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )
    opd = forms.ModelChoiceField(
        label=_("OPD"),
        queryset=opds(),
        required=False,
        empty_label=_("Semua OPD"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua yang dipakai")),
            ("shared", _("Bersama daerah")),
            ("unused", _("Belum dipikul siapa pun")),
            ("no_data", _("Tanpa sumber data")),
            ("no_node", _("Tanpa simpul perencanaan")),
            ("retired", _("Sudah dihentikan")),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
