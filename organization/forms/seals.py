"""Heads that somebody kept outside, to be held against the chain."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinerja.chain.heads import read_heads
from kinerja.ui.forms import Form


class HeadsForm(Form):
    """One head a line; what stands before it on the line, as a date, is left aside."""

    heads = forms.CharField(
        label=gettext_lazy("Kepala yang Anda simpan"),
        help_text=gettext_lazy("Satu baris untuk tiap kepala: nomor, titik dua, 64 huruf dan angka."),
        widget=forms.Textarea(
            attrs={"rows": 5, "class": "font-monospace small", "spellcheck": "false", "autocomplete": "off"}
        ),
        max_length=200_000,
    )

    def clean_heads(self) -> Any:
        """Name the first line that is no head."""
        text = self.cleaned_data["heads"]
        _heads, unreadable = read_heads(text.splitlines())
        if unreadable:
            message = _("“%(line)s” bukan kepala rantai. Contoh: 1234:9f86d081… (64 huruf dan angka).")
            raise forms.ValidationError(message % {"line": unreadable[0][:80]})
        return text
