"""The word of the government stands once, however the table of units writes the region."""

import pytest

from organization.rules.names import government_of, region_alone


@pytest.mark.parametrize("name", ["Kota Contoh", "Pemerintah Kota Contoh", "PEMERINTAH Kota Contoh"])
def test_the_word_stands_once(name: str) -> None:
    assert region_alone(name) == "Kota Contoh"
    assert government_of(name) == "Pemerintah Kota Contoh"


def test_a_name_that_only_begins_alike_stays() -> None:
    assert region_alone("Pemerintahan Nagari Anu") == "Pemerintahan Nagari Anu"
