"""A page's text keeps every digit."""

from decimal import Decimal

import pytest

from kinerja.reading import parsed, read_text


@pytest.mark.django_db
def test_figures_come_back_with_their_zeros() -> None:
    text = read_text("SELECT json_build_array(100.00::numeric(7, 2), 3, %(word)s::text)::text", {"word": "a"})
    assert text == '[100.00, 3, "a"]'
    assert [str(value) for value in parsed(text)] == ["100.00", "3", "a"]
    assert isinstance(parsed(text)[0], Decimal)
