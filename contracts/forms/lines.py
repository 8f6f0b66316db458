"""Forms of the drafting page: a line, a share of the superior's target, weights, the presentation."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from contracts.actions.line_terms import LineTerms
from contracts.forms.agreements import DomainForm
from contracts.models import (
    Accumulation,
    Contribution,
    Line,
    Objective,
    ObjectiveKind,
    Polarity,
    Source,
    Target,
)
from contracts.rules.readiness import Lack
from contracts.rules.spreading import Monthly, year_figure
from kinerja.ui import wording
from kinerja.ui.numbers import NumberField, echo
from organization.forms.fields import date_field

MONTH_FIELDS = tuple(f"m{month:02d}" for month in range(1, 13))
HUNDRED = Decimal(100)
#: A draft may lack them, a presentation not.
PRESENTED = frozenset({"definition", "formula", "data_source", "means", "programme", "budget", "risk"})
#: Where the money comes from: a programme and budget of the line's own, or none, with a reason.
OWN, UNFUNDED = "own", "none"
FUNDING = ((OWN, _("Program dan anggaran tersendiri")), (UNFUNDED, _("Tanpa program/anggaran tersendiri")))


def _long(label: Any, help_text: Any = "") -> forms.CharField:
    """A text of some lines that a draft may still lack."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=False, max_length=2000)


# Django's field takes type arguments for the type checker only.
if TYPE_CHECKING:
    _NodeField = forms.ModelChoiceField[Objective]
    _TargetField = forms.ModelChoiceField[Target]
else:
    _NodeField = _TargetField = forms.ModelChoiceField


class NodeChoice(_NodeField):
    """A choice of nodes of the planning tree, named by kind and code."""

    def label_from_instance(self, obj: Objective) -> str:
        """For example: "Program 2.16.02 Informasi dan komunikasi publik"."""
        return f"{obj.get_kind_display().capitalize()} {obj}"


class ProgrammeChoice(_NodeField):
    """A choice of programmes, each with the money that the year's budget gives it."""

    def label_from_instance(self, obj: Objective) -> str:
        """For example: "2.16.02 Informasi dan komunikasi publik, Rp4.215.750.000"."""
        money = getattr(obj, "money", None)
        return str(obj) if money is None else f"{obj}, {wording.rupiah(money)}"


class ParentChoice(_TargetField):
    """A choice of the superior's targets."""

    def label_from_instance(self, obj: Target) -> str:
        """For example: "DKI-1 Permohonan dijawab (I Made Suardana)"."""
        return f"{obj} ({obj.agreement.holder.name})"


class LineForm(DomainForm):
    """Everything of a line. ``total`` is only the figure from which the buttons spread; the months count."""

    places = {
        "code_twice": "indicator_code",
        "register_missing": "register",
        "parent_foreign": "parent",
        "parent_loop": "parent",
        "parent_measure": "contribution",
        "weight_negative": "weight",
        "unfunded_budget": "budget",
    }

    indicator_code = forms.CharField(label=_("Kode"), max_length=60)
    objective = forms.CharField(
        label=pgettext_lazy("simpul rencana", "Sasaran"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    indicator = forms.CharField(label=_("Indikator"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    unit_of_measure = forms.CharField(
        label=_("Satuan"), max_length=60, help_text=_("Satu satuan saja, misalnya berkas atau persen.")
    )
    weight = NumberField(label=_("Bobot"), places=4, most=HUNDRED)
    polarity = forms.ChoiceField(label=_("Arah"), choices=Polarity.choices)
    accumulation = forms.ChoiceField(label=_("Akumulasi"), choices=Accumulation.choices)
    source = forms.ChoiceField(label=_("Sumber realisasi"), choices=Source.choices)
    register = forms.CharField(
        label=_("Register perkara"), required=False, max_length=40, help_text=_("Hanya untuk sumber register perkara.")
    )
    case_class = forms.CharField(label=_("Kelas perkara"), required=False, max_length=60)
    total = NumberField(label=_("Target setahun"), required=False)
    definition = _long(_("Definisi operasional"), _("Apa yang dihitung dan apa yang tidak."))
    formula = _long(_("Rumus dalam kata-kata"))
    data_source = forms.CharField(label=_("Sumber data"), required=False, max_length=300)
    baseline = NumberField(label=_("Capaian tahun lalu"), required=False, least=None)
    parent = ParentChoice(Target.objects.none(), label=_("Sasaran atasan"), required=False, empty_label=_("Tidak ada"))
    contribution = forms.ChoiceField(
        label=_("Sumbangan"),
        choices=Contribution.choices,
        initial=Contribution.SUPPORT,
        help_text=_("Langsung: hasilnya dijumlahkan ke realisasi atasan. Mendukung: tidak dijumlahkan."),
    )
    node = NodeChoice(
        Objective.objects.none(), label=_("Simpul perencanaan"), required=False, empty_label=_("Tidak ada")
    )
    means = _long(_("Cara mencapai"), _("Langkah-langkah yang akan dipaparkan."))
    funding = forms.ChoiceField(label=_("Pembiayaan"), choices=FUNDING, initial=OWN)
    programme = ProgrammeChoice(
        Objective.objects.none(), label=_("Program"), required=False, empty_label=_("Pilih program")
    )
    budget = NumberField(label=_("Anggaran (Rp)"), required=False, places=2)
    unfunded_reason = _long(
        _("Alasan tanpa program/anggaran tersendiri"), _("Misalnya: dikerjakan dalam kegiatan bidang lain.")
    )
    risk = _long(_("Risiko dan penanganannya"))

    def __init__(
        self,
        *args: Any,
        parents: QuerySet[Target],
        nodes: QuerySet[Objective],
        first_month: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_rows("parent", parents)
        self.offer_rows("node", nodes)
        self.offer_rows("programme", nodes.filter(kind=ObjectiveKind.PROGRAMME))
        for at, name in enumerate(MONTH_FIELDS, start=1):
            # What a month was measured against does not change any more.
            self.fields[name] = NumberField(label=MONTHS[at], required=False, disabled=at < first_month)
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"
            if name in PRESENTED:
                self.say_when(name, _("wajib sebelum dipaparkan"))
        self.say_when("unfunded_reason", _("wajib untuk pilihan ini"))

    def clean_objective(self) -> str:
        """One line, however it was typed: a table's cell holds it."""
        return " ".join(self.cleaned_data["objective"].split())

    def clean_indicator(self) -> str:
        """One line, however it was typed."""
        return " ".join(self.cleaned_data["indicator"].split())

    def clean(self) -> dict[str, Any]:
        """A figure of the year is spread over months; a budget is there, or there is a reason for none."""
        values = super().clean() or {}
        months = [values.get(name) for name in MONTH_FIELDS]
        if values.get("total") is not None and not any(month is not None for month in months):
            self._refuse(
                "total", gettext("Bagi target setahun ke bulan-bulannya: tekan “Bagi rata” atau isi bulannya.")
            )
        if values.get("funding") != UNFUNDED:
            values["unfunded_reason"] = ""
            if values.get("budget") == 0:
                self._refuse("budget", gettext("Anggaran nol hanya untuk indikator tanpa program/anggaran tersendiri."))
            return values
        values["programme"] = None
        if not values.get("unfunded_reason", "").strip():
            self._refuse("unfunded_reason", gettext("Tuliskan alasan tanpa program/anggaran tersendiri."))
        if values.get("budget"):
            self._refuse("budget", gettext("Kosongkan anggaran, atau pilih program dan anggaran tersendiri."))
        return values

    def _refuse(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def tell(self, lacks: Iterable[Lack]) -> None:
        """Say at each field what the presentation still demands of it."""
        for lack in lacks:
            field = self.fields[lack.field]
            field.help_text = format_html('{} <span class="c-lack">{}</span>', field.help_text, gettext(lack.sentence))

    @property
    def gap(self) -> tuple[Decimal, Decimal] | None:
        """The figure typed for the year and the one that the months make, where the two differ."""
        total, year = self.cleaned_data["total"], year_figure(self.monthly, self.cleaned_data["accumulation"])
        return (total, year) if total is not None and year is not None and total != year else None

    @property
    def months(self) -> list[forms.BoundField]:
        """The twelve fields, January first."""
        return [self[name] for name in MONTH_FIELDS]

    @property
    def monthly(self) -> Monthly:
        """The twelve values of a form that was found right."""
        return tuple(self.cleaned_data[name] for name in MONTH_FIELDS)

    def echoes(self) -> list[str]:
        """How doubtful numbers were read."""
        typed = (str(self.data.get(name, "")) for name, field in self.fields.items() if isinstance(field, NumberField))
        return [sentence for text in typed if (sentence := echo(text))]

    def terms(self) -> LineTerms:
        """What was written, as plain values."""
        aside = {*MONTH_FIELDS, "total", "funding"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in aside}
        return LineTerms(monthly=self.monthly, **values)


def initial_of(line: Line) -> dict[str, Any]:
    """A line as the form shows it."""
    aside = {"total", "funding"}
    values: dict[str, Any] = {name: getattr(line, name) for name in LineForm.base_fields if name not in aside}
    values |= dict(zip(MONTH_FIELDS, line.monthly, strict=True))
    return values | {
        "total": year_figure(line.monthly, line.accumulation),
        "funding": UNFUNDED if line.unfunded_reason else OWN,
    }


class ShareForm(DomainForm):
    """How much of the superior's target is taken over: a percentage or an amount."""

    places = {"share_empty": "percent", "share_taken": "percent", "parent_measure": "contribution"}

    percent = NumberField(label=_("Bagian (persen)"), required=False, places=4)
    amount = NumberField(
        label=_("atau nilainya setahun"), required=False, help_text=_("Isi salah satu: persen atau nilai.")
    )
    contribution = forms.ChoiceField(
        label=_("Sumbangan"), choices=Contribution.choices, widget=forms.RadioSelect, initial=Contribution.DIRECT
    )
    weight = NumberField(label=_("Bobot"), required=False, places=4, most=HUNDRED)

    def clean(self) -> dict[str, Any]:
        """One of the two figures, not both and not none."""
        values = super().clean() or {}
        if not self.errors and (values.get("percent") is None) == (values.get("amount") is None):
            self.add_error("percent", gettext("Isi bagian dalam persen atau nilainya, salah satu saja."))
        return values


class WeightsForm(DomainForm):
    """The weight of each line, with the one that the page showed (``seen_…``)."""

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)
        for line in lines:
            label = gettext("Bobot %(code)s") % {"code": line.indicator_code}
            self.fields[f"w{line.pk}"] = NumberField(
                label=label,
                places=4,
                most=HUNDRED,
                initial=line.weight,
                required=False,
                widget=forms.TextInput(attrs={"form": "bobot", "class": "form-control", "data-weight": ""}),
            )
            self.fields[f"seen{line.pk}"] = NumberField(
                required=False, widget=forms.HiddenInput(attrs={"form": "bobot"}), initial=line.weight
            )

    def weights(self) -> dict[int, Decimal]:
        """Line id → weight; an empty one is zero."""
        return {line.pk: self.cleaned_data[f"w{line.pk}"] or Decimal(0) for line in self.lines}

    def seen(self) -> dict[int, Decimal]:
        """Line id → the weight that the page showed."""
        found = {line.pk: self.cleaned_data[f"seen{line.pk}"] for line in self.lines}
        return {pk: weight for pk, weight in found.items() if weight is not None}


class PresentForm(DomainForm):
    """When and before whom the targets are presented; ``seen`` is the mark of the lines that the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    held_on = date_field(label=_("Tanggal paparan"), required=False)
    panel = forms.CharField(
        label=_("Tim penelaah"),
        required=False,
        max_length=500,
        help_text=_("Nama atau jabatan yang menelaah, bila sudah ditetapkan."),
    )
