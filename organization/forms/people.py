"""Forms about people and their roles."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.forms import Form
from organization.forms.fields import choices_with_blank, date_field, own_code_field, own_password_field
from organization.forms.lookup import PEOPLE, POSITIONS, LookupForm
from organization.models import Employee, Role
from organization.queries.nips import bearer_of_old
from organization.queries.people import opds
from organization.rules.nip import check_nip


class PersonForm(LookupForm):
    """The data of a person; the NIP has a page of its own."""

    name = forms.CharField(label=_("Nama lengkap dengan gelar"), max_length=150)
    email = forms.EmailField(label=_("Surel"), required=False)
    rank = forms.CharField(label=_("Pangkat dan golongan"), max_length=80, required=False)
    is_active = forms.BooleanField(label=_("Boleh masuk ke aplikasi"), required=False, initial=True)

    @classmethod
    def values_of(cls, employee: Employee) -> dict[str, Any]:
        """What the form shows of a person."""
        return {name: getattr(employee, name) for name in cls.base_fields}


class HireForm(LookupForm):
    """A new person, with the first post if it is known."""

    lookups = {"position": POSITIONS}
    error_fields = {"nip_": "nip", "hire_": "start", "assignment_one": "position"}

    # Room for the spaces with which an NIP is usually written; the rules check the number.
    nip = forms.CharField(label=_("NIP"), max_length=30, help_text=_("18 angka, boleh dengan spasi."))
    reuse = forms.BooleanField(
        label=_("NIP ini memang milik pegawai baru"),
        required=False,
        help_text=_("NIP ini semula salah tercatat pada pegawai lain. Cocokkan dahulu dengan suratnya."),
    )
    name = forms.CharField(label=_("Nama lengkap dengan gelar"), max_length=150)
    email = forms.EmailField(label=_("Surel"), required=False)
    rank = forms.CharField(label=_("Pangkat dan golongan"), max_length=80, required=False)
    position = forms.CharField(
        label=_("Jabatan"),
        max_length=200,
        required=False,
        help_text=_("Kode, atau kata dari nama jabatan dan unitnya."),
    )
    start = date_field(label=_("Hari pertama pada jabatan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = str(self.data.get("nip", "")).replace(" ", "") if self.is_bound else ""
        if not number or bearer_of_old(number) is None:
            del self.fields["reuse"]

    def clean_nip(self) -> str:
        """The number without spaces; what is wrong with it is said together with the other fields."""
        return sound_nip(self.cleaned_data["nip"])


class NipForm(LookupForm):
    """The true number of a person, and by what it is known."""

    error_fields = {"nip_": "nip", "nip_own": "nip"}

    nip = forms.CharField(label=_("NIP yang benar"), max_length=30, help_text=_("18 angka, boleh dengan spasi."))
    reason = forms.CharField(
        label=_("Alasan"), max_length=200, help_text=_("Misalnya: salah ketik angka ke-8 ketika diterima.")
    )
    letter = forms.CharField(
        label=_("Surat dasar"),
        max_length=120,
        help_text=_("Nomor dan tanggal keputusan atau surat yang memuat NIP yang benar."),
    )

    def clean_nip(self) -> str:
        """The number without spaces, if it can be one."""
        return sound_nip(self.cleaned_data["nip"])


class IdentityForm(LookupForm):
    """Who one is, once more: the password, and a code of whoever has a second step."""

    error_fields = {"password_": "password", "code_": "code", "second_factor_key": "code"}

    password = own_password_field()
    code = own_code_field()

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]


def sound_nip(text: str) -> str:
    """The number without spaces; ``ValidationError`` with what is wrong with it."""
    try:
        return check_nip(text)
    except DomainError as error:
        raise ValidationError(wording.refusal(error), code=error.code) from error


class RoleForm(LookupForm):
    """A role for a person, dated."""

    lookups = {"employee": PEOPLE}
    error_fields = {"role_unit": "unit", "role_grant_end": "end", "role_forbidden": "role", "role_": "employee"}

    employee = forms.CharField(label=_("Pegawai"), max_length=150, help_text=_("NIP atau nama."))
    role = forms.ChoiceField(label=_("Peran"), choices=choices_with_blank(list(Role.choices), _("Pilih peran")))
    unit = forms.ModelChoiceField(
        label=_("OPD yang dipantau"),
        queryset=opds(),
        required=False,
        empty_label=_("Bukan pemantau"),
        help_text=_("Hanya untuk pemantau; satu OPD setiap kali."),
    )
    start = date_field(label=_("Berlaku sejak"))
    end = date_field(label=_("Sampai dengan"), required=False)


class EndRoleForm(LookupForm):
    """The last day of a role."""

    error_fields = {"role_grant_end": "end", "role_ended": "end"}

    end = date_field(label=_("Hari terakhir peran ini"))


class PeopleFilter(Form):
    """What the list of people is narrowed to."""

    q = forms.CharField(
        label=_("NIP, nama, atau unit"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )
    opd = forms.TypedChoiceField(
        label=_("OPD"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Aktif")),
            ("acting", _("Sedang Plt. atau Plh.")),
            ("unplaced", _("Tanpa jabatan")),
            ("inactive", _("Akun ditutup")),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data: Mapping[str, str], opds: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        self.offer("opd", [("", _("Semua OPD")), *opds])
