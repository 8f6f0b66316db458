"""The form of the back door: the fields that may be mended, the reason, and who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.forms import HouseMessages
from organization.forms.fields import own_code_field, own_password_field

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

#: Code of a refusal → the field at which its sentence stands.
_PLACES = {
    "password_wrong": "password",
    "password_blocked": "password",
    "code_needed": "code",
    "code_wrong": "code",
    "second_factor_key": "code",
}


class MendForm(HouseMessages, ModelForm):
    """Fields of a row, then why it is mended, and the password; a code as well of whoever has a second step."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        help_text=_("Sebab baris ini diperbaiki di sini. Tercatat dalam riwayat bersama nama Anda."),
    )
    password = own_password_field()
    code = own_code_field()

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]
        # modelform_factory puts declared fields first.
        self.order_fields([name for name in self.fields if name not in {"reason", "password", "code"}])

    def add_domain_error(self, error: DomainError) -> None:
        """Show what was refused, at its field where that is known."""
        place = _PLACES.get(error.code)
        self.add_error(place if place in self.fields else None, wording.refusal(error))
