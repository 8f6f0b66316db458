"""Forms by which posts are given and taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.forms.fields import choices_with_blank, date_field
from organization.forms.lookup import POSITIONS, LookupForm
from organization.models import AssignmentKind

_POSITION_HELP = _("Tulis kode jabatan, atau kata dari nama jabatan dan unitnya.")


class MoveForm(LookupForm):
    """The new definitive post and its first day."""

    lookups = {"position": POSITIONS}
    error_fields = {"move_same_post": "position", "assignment_one_definitive_holder": "position", "move_": "start"}

    position = forms.CharField(label=_("Jabatan baru"), max_length=200, help_text=_POSITION_HELP)
    start = date_field(label=_("Hari pertama pada jabatan baru"))
    end_acting = forms.BooleanField(
        label=_("Akhiri Plt. atau Plh. pada jabatan baru sehari sebelumnya"), required=False, initial=True
    )


class ActingForm(LookupForm):
    """The post in which a person acts beside his own."""

    lookups = {"position": POSITIONS}
    error_fields = {"acting_kind": "kind", "acting_end": "end", "acting_holds": "position", "assignment_end": "end"}

    position = forms.CharField(label=_("Jabatan yang diisi"), max_length=200, help_text=_POSITION_HELP)
    kind = forms.ChoiceField(
        label=_("Kedudukan"),
        choices=choices_with_blank(
            [(kind.value, kind.label) for kind in (AssignmentKind.PLT, AssignmentKind.PLH)], _("Pilih Plt. atau Plh.")
        ),
        help_text=_("Plt. bila jabatan kosong; Plh. bila pejabatnya berhalangan sementara."),
    )
    start = date_field(label=_("Hari pertama"))
    end = date_field(label=_("Hari terakhir"), required=False, help_text=_("Wajib untuk Plh."))


class EndForm(LookupForm):
    """The last day of a post."""

    error_fields = {"assignment_": "end"}

    end = date_field(
        label=_("Hari terakhir"), required=False, help_text=_("Kosongkan bila penempatan tidak lagi dibatasi.")
    )
    close_account = forms.BooleanField(label=_("Pegawai berhenti atau pensiun: tutup akunnya"), required=False)

    def clean(self) -> dict[str, Any]:
        """Who leaves for good leaves on a day."""
        cleaned = super().clean()
        if cleaned.get("close_account") and not cleaned.get("end") and "end" not in self.errors:
            self.add_error("end", _("Isi hari terakhir pegawai yang berhenti."))
        return cleaned
