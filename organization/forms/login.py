"""Forms of the door: log in, change the password."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinerja.ui import wording
from kinerja.ui.forms import Form
from organization.models import Employee


def _password(autocomplete: str, **options: Any) -> forms.CharField:
    # static/js/login.js makes a button of these words; a password is taken as typed, spaces and all.
    words = {"data-show": _("Tampilkan"), "data-hide": _("Sembunyikan")}
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, **words})
    return forms.CharField(widget=widget, strip=False, max_length=128, **options)


class LoginForm(Form):
    """NIP and password; refusals never tell which of the two was wrong."""

    says_required = False

    nip = forms.CharField(
        label=_("NIP"),
        max_length=40,
        help_text=_("18 angka, boleh dengan spasi"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "username", "spellcheck": "false", "data-nip": ""}
        ),
    )
    password = _password("current-password", label=_("Kata sandi"))
    own_device = forms.BooleanField(
        label=_("Ini ponsel saya sendiri"),
        required=False,
        help_text=_("Tetap masuk 30 hari. Jangan dicentang di komputer bersama."),
    )

    def clean_nip(self) -> str:
        """The digits alone."""
        digits = "".join(self.cleaned_data["nip"].split()).replace(".", "").replace("-", "")
        if len(digits) != 18 or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(gettext("Tulis 18 angka NIP Anda."), code="nip_shape")
        return digits

    def refuse(self) -> None:
        """Say that the pair does not fit."""
        message = gettext("NIP atau kata sandi tidak cocok. Periksa kembali, atau minta kata sandi baru kepada BKPSDM.")
        self.add_error(None, ValidationError(message, code="login_wrong"))

    def refuse_until(self, moment: datetime) -> None:
        """Say from when on one may try again, and who can help sooner."""
        message = gettext(
            "Terlalu banyak percobaan gagal. Coba lagi setelah %(moment)s, atau minta kata sandi baru kepada BKPSDM."
        )
        self.add_error(None, ValidationError(message % {"moment": wording.moment(moment)}, code="login_blocked"))


class CodeForm(Form):
    """A code of an authenticator, or a recovery code."""

    says_required = False

    code = forms.CharField(
        label=_("Kode"),
        max_length=20,
        help_text=_("Enam angka dari aplikasi autentikator, atau satu kode cadangan."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def refuse(self) -> None:
        """Say that the code is none, or was used."""
        message = gettext("Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu tulis yang baru.")
        self.add_error("code", ValidationError(message, code="code_wrong"))

    def refuse_until(self, moment: datetime) -> None:
        """Say from when on one may try again."""
        message = gettext("Terlalu banyak percobaan gagal. Coba lagi setelah %(moment)s.")
        self.add_error("code", ValidationError(message % {"moment": wording.moment(moment)}, code="code_blocked"))


class RemovalForm(Form):
    """Password and code of whoever takes the own second step away."""

    says_required = False

    password = _password("current-password", label=_("Kata sandi sekarang"))
    code = forms.CharField(
        label=_("Kode"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


class PasswordForm(Form):
    """The present password and, twice, the new one."""

    says_required = False

    old_password = _password("current-password", label=_("Kata sandi sekarang"))
    new_password = _password("new-password", label=_("Kata sandi baru"))
    repeated = _password("new-password", label=_("Kata sandi baru, sekali lagi"))

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user: Employee = user
        rules = "; ".join(password_validators_help_texts())
        self.fields["new_password"].help_text = f"{rules[:1].upper()}{rules[1:]}."

    def clean_old_password(self) -> str:
        """The present password, checked."""
        value: str = self.cleaned_data["old_password"]
        if not self.user.check_password(value):
            raise ValidationError(gettext("Kata sandi sekarang tidak cocok. Tulis kembali."), code="password_wrong")
        return value

    def clean_new_password(self) -> str:
        """A password that keeps the rules and is new."""
        value: str = self.cleaned_data["new_password"]
        if value == self.cleaned_data.get("old_password"):
            raise ValidationError(gettext("Pilih kata sandi yang lain dari yang sekarang."), code="password_same")
        validate_password(value, self.user)
        return value

    def clean(self) -> dict[str, Any]:
        """Both new passwords are the same."""
        cleaned = super().clean() or self.cleaned_data
        new = cleaned.get("new_password")
        if new and "repeated" in cleaned and cleaned["repeated"] != new:
            self.add_error("repeated", gettext("Kedua kata sandi baru tidak sama. Tulis kembali."))
        return cleaned
