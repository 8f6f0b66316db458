"""Forms of papers: letterheads, scans of papers signed by pen, volumes."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.forms.agreements import DomainForm
from contracts.models import Letterhead, Paper
from contracts.paper.uploads import SCAN_BYTES
from kinerja.ui.forms import Form
from organization.models import Unit, UnitKind

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LetterheadForm(DomainForm):
    """The lines above a paper, the coat of arms, where and on which sheet."""

    places = {
        "lines_count": "lines",
        "line_long": "lines",
        "logo_too_large": "logo",
        "logo_unreadable": "logo",
    }
    lines = forms.CharField(
        label=_("Baris kop"),
        help_text=_("Satu baris kop setiap baris, paling banyak empat. Baris kedua dicetak paling besar."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
    )
    logo = forms.FileField(
        label=_("Lambang (PNG atau JPEG)"),
        required=False,
        help_text=_("Paling besar 2 MB. Kosongkan bila lambang tidak berubah."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label=_("Tanpa lambang"), required=False)
    place = forms.CharField(label=_("Kota penandatanganan"), max_length=80)
    paper = forms.ChoiceField(label=_("Kertas"), choices=Paper.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, letterhead: Letterhead | None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(letterhead)
        super().__init__(*args, **kwargs)
        if letterhead is None or letterhead.logo_id is None:
            del self.fields["without_logo"]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        upload = self.cleaned_data["logo"]
        return {
            "lines": self.cleaned_data["lines"],
            "place": self.cleaned_data["place"],
            "paper": self.cleaned_data["paper"],
            "logo": upload.read() if upload else None,
            "without_logo": self.cleaned_data.get("without_logo", False),
        }


def _initial(letterhead: Letterhead | None) -> dict[str, Any]:
    if letterhead is None:
        return {"paper": Paper.F4}
    return {"lines": letterhead.lines, "place": letterhead.place, "paper": letterhead.paper}


class NewLetterheadForm(Form):
    """For which office a letterhead is begun."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Pilih unit"))
    unit.widget.attrs["class"] = "form-select"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Unit.objects.exclude(kind__in=(UnitKind.REGION, UnitKind.TEAM)).filter(letterhead__isnull=True)
        self.offer_rows("unit", free.order_by("name"))


class WetForm(DomainForm):
    """The scan of a paper that was signed by pen, and the day it bears."""

    places = {
        "signed_later": "signed_on",
        "signed_too_early": "signed_on",
        "mandate_ended": "signed_on",
        "scan_too_large": "scan",
        "scan_unreadable": "scan",
        "scan_locked": "scan",
        "scan_active": "scan",
        "scan_pages": "scan",
    }
    signed_on = forms.DateField(label=_("Tanggal tanda tangan"), widget=_DAY)
    scan = forms.FileField(
        label=_("Pindaian naskah yang ditandatangani"),
        help_text=_("PDF, PNG, atau JPEG, seluruh halaman, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = timezone.localdate()

    def content(self) -> bytes:
        """The bytes of the scan, one more than allowed at the most."""
        content: bytes = self.cleaned_data["scan"].read(SCAN_BYTES + 1)
        return content


class VolumeForm(DomainForm):
    """Which agreements are bound in one file."""

    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Semua dalam lingkup Anda"),
        help_text=_("Sebuah unit membawa semua unit di bawahnya."),
    )
    heads_only = forms.BooleanField(label=_("Hanya kepala OPD dan pimpinan daerah"), required=False)
    drafts = forms.BooleanField(label=_("Sertakan yang belum berlaku, bertanda KONSEP"), required=False)
    duplex = forms.BooleanField(
        label=_("Setiap naskah mulai di halaman ganjil, untuk cetak bolak-balik"), required=False
    )

    def __init__(self, *args: Any, years: list[int], scope: Collection[int] | None, **kwargs: Any) -> None:
        """``scope`` are the units to choose from, None: all."""
        super().__init__(*args, **kwargs)
        self.offer("year", [(value, str(value)) for value in years])
        units = Unit.objects.exclude(kind__in=(UnitKind.REGION, UnitKind.TEAM)).order_by("name")
        if scope is not None:
            units = units.filter(pk__in=scope)
        self.offer_rows("unit", units)
