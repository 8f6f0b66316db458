"""Forms of the signature: the password, and what else a signer says."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from contracts.forms.agreements import DomainForm
from contracts.models import SigningMethod
from contracts.signing import bsre
from contracts.signing.inspection import MOST_BYTES
from kinerja.ui.forms import Form


def _secret(autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(widget=widget, strip=False, max_length=128, **options)


def _code() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=_("Kode dari aplikasi autentikator"), max_length=20, widget=widget)


class SignForm(DomainForm):
    """Password and note; where the region has BSrE, also the kind of certificate with NIK and passphrase."""

    says_required = False
    places = {
        "code_needed": "code",
        "code_wrong": "code",
        "password_wrong": "password",
        "password_blocked": "password",
        "bsre_passphrase": "passphrase",
        "bsre_credentials": "nik",
        "bsre_unknown": "nik",
    }

    shown = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])
    method = forms.ChoiceField(label=_("Sertifikat"), choices=[], widget=forms.RadioSelect)
    nik = forms.CharField(
        label=_("NIK"),
        required=False,
        max_length=40,
        help_text=_("Hanya untuk BSrE. Diteruskan dan tidak disimpan."),
        # Marked, so that the browser keeps it as little as we do (static/js/kept.js).
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-secret": ""}),
    )
    passphrase = _secret("off", label=_("Passphrase BSrE"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    password = _secret("current-password", label=_("Kata sandi Anda"))
    code = _code()

    def __init__(self, *args: Any, asks_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]
        if bsre.configured():
            kinds = [
                (SigningMethod.BSRE.value, _("BSrE (tersertifikasi)")),
                (SigningMethod.INTERNAL.value, _("Kinerja (tidak tersertifikasi)")),
            ]
            self.offer("method", kinds)
            self.fields["method"].initial = SigningMethod.BSRE.value
        else:
            for name in ("method", "nik", "passphrase"):
                del self.fields[name]

    def order(self) -> dict[str, str]:
        """What the action wants to know, apart from the document."""
        values = self.cleaned_data
        return {
            "password": values["password"],
            "code": values.get("code", ""),
            "shown_sha256": values["shown"],
            "note": values["note"],
            "method": values.get("method") or SigningMethod.INTERNAL.value,
            "nik": values.get("nik", "").replace(" ", ""),
            "passphrase": values.get("passphrase", ""),
        }


class BatchForm(DomainForm):
    """One password, and one code where the signer has a second step, for the chosen papers."""

    says_required = False
    places = {"code_needed": "code", "code_wrong": "code", "password_wrong": "password", "password_blocked": "password"}
    password = _secret("current-password", label=_("Kata sandi Anda"))
    code = _code()

    def __init__(self, *args: Any, asks_code: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]


class RevokeForm(DomainForm):
    """Why a certificate is ended."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        help_text=_("Misalnya: kata sandi diketahui orang lain."),
    )


class UploadForm(Form):
    """A PDF to be checked by anybody."""

    file = forms.FileField(
        label=_("Berkas PDF"),
        help_text=_("Paling besar 10 MB. Berkas hanya diperiksa, tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        validators=[FileExtensionValidator(["pdf"], message=_("Pilih berkas PDF."))],
    )

    def clean_file(self) -> Any:
        """A file within the limit."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Berkas ini lebih besar dari 10 MB, sehingga tidak dapat diperiksa."))
        return file
