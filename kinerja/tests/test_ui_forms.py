"""Forms say what to do, above the field, and lead there from a summary."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from kinerja.ui.forms import Form

STOCK = [
    "Bidang ini",
    "tidak boleh kosong",
    "Masukkan keseluruhan",
    "This field",
    "Enter a",
    "Select a valid",
    "harus diisi",
]


class Everything(Form):
    text = forms.CharField(label="Nama kegiatan", max_length=5, min_length=2)
    nip = forms.CharField(label="NIP")
    whole = forms.IntegerField(label="Jumlah berkas", min_value=1, max_value=9)
    amount = forms.DecimalField(label="Nilai", max_digits=4, decimal_places=2)
    day = forms.DateField(label="Tanggal")
    clock = forms.TimeField(label="Jam")
    moment = forms.DateTimeField(label="Waktu")
    mail = forms.EmailField(label="Surel")
    link = forms.URLField(label="Tautan", assume_scheme="https")
    choice = forms.ChoiceField(label="Alasan", choices=[("a", "A")])
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")], widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(label="Hari", choices=[("a", "A")])
    agreed = forms.BooleanField(label="Saya setuju")
    file = forms.FileField(label="Bukti")
    note = forms.CharField(label="Catatan", required=False)


def wrong() -> dict[str, Any]:
    return {
        "text": "terlalu panjang", "nip": "x", "whole": "dua belas", "amount": "1,234", "day": "31-02-2026",
        "clock": "25.00", "moment": "besok", "mail": "bukan surel", "link": "bukan tautan", "choice": "z", "kind": "z",
        "several": ["z"],
    }  # fmt: skip


@pytest.mark.parametrize("data", [{}, wrong(), {**wrong(), "text": "x", "whole": "99", "amount": "123456"}])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_message_is_a_stock_one(data: dict[str, Any], language: str) -> None:
    with translation.override(language):
        form = Everything(data, {"file": SimpleUploadedFile("kosong.txt", b"")} if data else {})
        html = render_crispy_form(form)
    assert len(form.errors) >= 10
    if language == "id":
        assert not [words for words in STOCK if words in html]


def test_an_empty_field_is_named() -> None:
    errors = Everything({}).errors
    assert errors["text"] == ["Isi nama kegiatan."]
    assert errors["nip"] == ["Isi NIP."]
    assert errors["choice"] == ["Pilih alasan."]
    assert errors["agreed"] == ["Centang “Saya setuju” untuk melanjutkan."]
    assert errors["file"] == ["Lampirkan bukti."]


def test_a_sentence_of_the_form_itself_stays() -> None:
    class Own(Form):
        count = forms.IntegerField(error_messages={"required": "Isi jumlah berkas yang dijawab, misalnya 12."})

    assert Own({}).errors["count"] == ["Isi jumlah berkas yang dijawab, misalnya 12."]


def test_the_error_stands_above_the_input_and_belongs_to_it() -> None:
    html = render_crispy_form(Everything({}))
    part = html[html.index('id="div_id_text"') :]
    assert part.index("Isi nama kegiatan.") < part.index("<input")
    assert "Kesalahan: " in part[: part.index("<input")]
    control = part[part.index("<input") : part.index(">", part.index("<input"))]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_text_error"' in control
    assert 'id="id_text_error"' in part


def test_the_summary_leads_to_every_wrong_field() -> None:
    form = Everything({})
    html = render_crispy_form(form)
    summary = html[html.index('class="k-errs"') : html.index("</ul>")]
    assert 'tabindex="-1" autofocus' in summary
    for name in form.errors:
        target = summary.split(f'href="#id_{name}')[1].split('"')[0]
        assert f'id="id_{name}{target}"' in html


def test_words_and_not_a_star_say_what_is_required() -> None:
    html = render_crispy_form(Everything())
    assert "*" not in html
    assert html.count("(wajib)") >= 12
    assert html.count("(opsional)") == 1
