"""What the rules refuse is said in the language of the page."""

from django.utils import translation

from kinerja.errors import DomainError
from kinerja.ui.wording import refusal

BORN = "Angka 1–8 NIP %(nip)s bukan tanggal lahir yang ada."


def test_a_refusal_of_the_rules_is_translated_by_the_page() -> None:
    error = DomainError("nip_birth_date", BORN, nip="1")
    assert str(error) == error.message == "Angka 1–8 NIP 1 bukan tanggal lahir yang ada."
    assert refusal(error) == error.message
    with translation.override("en"):
        assert refusal(error) == "Digits 1–8 of NIP 1 are not an existing birth date."


def test_a_finished_sentence_stays_even_with_a_percent_sign() -> None:
    assert refusal(DomainError("x", "Tertulis 100%.")) == "Tertulis 100%."
