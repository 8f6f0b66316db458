"""Fields as people here type them: decimal commas, several photographs at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,4})?\Z", re.ASCII)
_NUMBER = re.compile(r"\d{1,14}([.,]\d{1,4})?\Z", re.ASCII)


class QuantityField(forms.CharField):
    """An amount as typed: ``6``, ``1,5`` or ``1.250``; a Decimal, None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=24, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The amount. A dot before exactly three digits separates thousands, as Indonesian writes them."""
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        if _THOUSANDS.match(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        if not _NUMBER.match(text):
            raise ValidationError(_("Isi jumlah dengan angka, misalnya 12 atau 1,5."), code="quantity")
        return Decimal(text.replace(",", "."))


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Any number of photographs; a list, empty without any. What is in them is checked where they are read."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"accept": "image/jpeg,image/png,image/webp", "multiple": True, "data-photos": ""}
        super().__init__(required=False, widget=_ManyFiles(attrs=attrs), **kwargs)

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files that were chosen."""
        several: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        chosen = (super(PhotosField, self).clean(file, initial) for file in several)
        return [file for file in chosen if file]
