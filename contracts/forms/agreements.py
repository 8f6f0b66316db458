"""Forms of the agreement's pages: filter, reasons, review, amendment."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Fitness, Ground, Line, State
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.forms import Form

#: The largest paper that may come with a ground of change.
FILE_BYTES = 5 * 1024 * 1024


class DomainForm(Form):
    """A form that can show what the rules refuse, at a field or at its top."""

    places: dict[str, str] = {}

    def add_domain_error(self, error: DomainError) -> None:
        """Show a refusal at the field it concerns, else above the form."""
        field = self.places.get(error.code)
        self.add_error(field if field in self.fields else None, wording.refusal(error))


class AgreementFilter(Form):
    """What to look for among the agreements of a year."""

    says_required = False
    tahun = forms.TypedChoiceField(label=_("Tahun"), coerce=int, required=False)
    q = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=60)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    opd = forms.TypedChoiceField(label=_("OPD"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: Sequence[int], opds: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [("", _("Semua")), *State.choices, ("paper", _("naskah kertas"))]
        cast(forms.ChoiceField, self.fields["tahun"]).choices = [(value, str(value)) for value in years]
        cast(forms.ChoiceField, self.fields["keadaan"]).choices = states
        cast(forms.ChoiceField, self.fields["opd"]).choices = [("", _("Semua")), *opds]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control" if isinstance(field, forms.CharField) else "form-select"


class ReasonForm(DomainForm):
    """Why something is given back or given up; the other party reads it."""

    places = {"reason_missing": "reason"}
    reason = forms.CharField(label=_("Alasan"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class ReviewForm(DomainForm):
    """A reviewer's words: for each line fit or to be improved, with a note."""

    def __init__(self, *args: Any, lines: list[Line], said: dict[int, tuple[str, str]], **kwargs: Any) -> None:
        self.lines = lines
        for line in lines:
            fitness, note = said.get(line.pk, ("", ""))
            kwargs.setdefault("initial", {}).update({f"fit_{line.pk}": fitness, f"note_{line.pk}": note})
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"fit_{line.pk}"] = forms.ChoiceField(
                label=line.indicator,
                choices=Fitness.choices,
                widget=forms.RadioSelect(attrs={"class": "btn-check"}),
                required=False,
            )
            self.fields[f"note_{line.pk}"] = forms.CharField(
                label=_("Catatan"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )

    def clean(self) -> dict[str, Any]:
        """An improvement says which."""
        values = super().clean() or {}
        for line in self.lines:
            if values.get(f"fit_{line.pk}") == Fitness.IMPROVE and not values.get(f"note_{line.pk}", "").strip():
                self.add_error(f"note_{line.pk}", _("Tuliskan apa yang perlu diperbaiki pada indikator ini."))
        return values


class AmendForm(DomainForm):
    """Why and from when an agreement changes."""

    places = {
        "ground_unknown": "ground",
        "ground_note_missing": "note",
        "month_has_results": "effective_month",
    }
    ground = forms.ChoiceField(label=_("Dasar perubahan"), choices=Ground.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Penjelasan"),
        help_text=_("Sebutkan keputusan, program, anggaran, atau asumsi yang berubah."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    effective_month = forms.TypedChoiceField(label=_("Berlaku mulai"), coerce=int)
    file = forms.FileField(
        label=_("Berkas pendukung (PDF)"),
        required=False,
        help_text=_("Misalnya keputusan atau perubahan anggaran, paling besar 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(self, *args: Any, months: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["effective_month"]).choices = months

    def clean_file(self) -> bytes | None:
        """The bytes of a PDF of sensible size, or None."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        if upload.size > FILE_BYTES:
            raise forms.ValidationError(
                _("Berkas lebih dari 5 MB. Perkecil dahulu, atau lampirkan halaman pentingnya.")
            )
        content: bytes = upload.read()
        if not content.startswith(b"%PDF-"):
            raise forms.ValidationError(_("Berkas ini bukan PDF. Simpan dahulu sebagai PDF."))
        return content
