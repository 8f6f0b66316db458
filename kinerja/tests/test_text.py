from kinerja.text import gettext_noop


def test_a_marked_sentence_is_unchanged() -> None:
    assert gettext_noop("Simpan") == "Simpan"
