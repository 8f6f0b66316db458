"""A field is its label with a word, its help, its errors and its input, each tied to the others."""

from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from django import forms
from django.utils.translation import gettext_lazy

from kinerja.ui.fields import form_field
from kinerja.ui.forms import Form

NASTY = '"><script>alert(1)</script>'


class Sample(Form):
    name = forms.CharField(label=NASTY, help_text=gettext_lazy("Nama <b>lengkap</b>"))
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea(attrs={"class": "own"}))
    agreed = forms.BooleanField(label="Setuju", help_text="Baca dahulu")
    kind = forms.ChoiceField(
        label="Jenis", choices=[("a", "A"), ("Lain", [("b", NASTY)])], widget=forms.RadioSelect, help_text="Satu saja"
    )
    key = forms.CharField(widget=forms.HiddenInput)


def field(name: str, data: dict[str, Any] | None = None) -> str:
    return form_field(Sample(data)[name] if data is not None else Sample()[name])


def test_a_label_names_its_input_and_the_help_describes_it() -> None:
    html = field("name")
    assert '<label class="form-label" for="id_name">&quot;&gt;&lt;script&gt;' in html
    assert '<div class="form-text mt-0 mb-1" id="id_name_helptext">Nama <b>lengkap</b></div>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "<script>" not in html


def test_an_error_marks_the_input_and_is_read_with_it() -> None:
    html = field("name", {"name": ""})
    assert '<div id="id_name_error"><p class="k-msg small mb-1"><span class="visually-hidden">Kesalahan: ' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'class="form-control is-invalid"' in html


def test_what_was_typed_comes_back_escaped() -> None:
    assert NASTY not in field("name", {"name": NASTY})
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in field("name", {"name": NASTY})
    assert "&lt;/textarea&gt;" in field("note", {"note": "</textarea>"})


def test_a_class_of_the_widget_stays() -> None:
    assert 'class="own form-control"' in field("note")


def test_words_say_what_is_required_and_when() -> None:
    form = Sample()
    assert "(wajib)" in form_field(form["name"])
    assert "(opsional)" in form_field(form["note"])
    form.say_when("note", gettext_lazy("bila ada"))
    assert "(bila ada)" in form_field(form["note"])
    form.says_required = False
    assert "(wajib)" not in form_field(form["name"])


def test_a_tick_stands_before_its_label() -> None:
    html = field("agreed", {})
    assert html.index("k-msg") < html.index('type="checkbox"') < html.index('for="id_agreed">Setuju</label>')
    assert 'id="id_agreed_helptext"' in html


def test_choices_form_a_group_with_a_legend() -> None:
    html = field("kind", {"kind": "b"})
    assert html.startswith('<fieldset id="div_id_kind" class="mb-3" aria-describedby="id_kind_helptext">')
    assert '<p class="mb-0 fw-semibold">Lain</p>' in html
    chosen = html[html.index('value="b"') :]
    assert "checked" in chosen[: chosen.index(">")]
    assert '<label class="form-check-label" for="id_kind_1_0">' in chosen
    assert NASTY not in html


def test_a_hidden_field_is_its_input_alone() -> None:
    assert field("key") == '<input type="hidden" name="key" id="id_key">'


def test_crispy_forms_draw_the_same_fields() -> None:
    assert as_crispy_field(Sample()["name"]).strip() == field("name")
    assert as_crispy_form(Sample()).strip() == "\n".join(field(name) for name in Sample.base_fields)
    assert as_crispy_form(Sample({})).strip().startswith('<div class="k-errs" role="alert" tabindex="-1" autofocus>')
