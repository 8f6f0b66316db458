"""The employee number says when somebody was born and appointed, and of which sex."""

from datetime import date

import pytest

from kinerja.errors import DomainError
from organization.rules.nip import NipFacts, check_nip, read_nip

PNS = "198003142005011002"
PPPK = "199003142023212001"


@pytest.mark.parametrize("nip", [PNS, PPPK, "19800314 200501 1 002", "198003102005011002"])
def test_numbers_of_both_kinds_are_read(nip: str) -> None:
    assert check_nip(nip) == nip.replace(" ", "")


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        ("19800314200501100", "nip_shape"),
        ("1980031420050110O2", "nip_shape"),
        ("198002302005011002", "nip_birth_date"),
        ("198013142005011002", "nip_birth_date"),
        ("198003142005001002", "nip_appointment"),
        ("198003142005131002", "nip_appointment"),
        ("198003142005201002", "nip_appointment"),
        ("198003141994011002", "nip_appointment"),
        ("198003142005013002", "nip_sex"),
    ],
)
def test_a_number_that_cannot_be_is_refused_for_what_is_wrong(nip: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        check_nip(nip)
    assert refused.value.code == code


def test_fifteen_years_after_birth_is_the_earliest_appointment() -> None:
    assert check_nip("198003141995011002")


@pytest.mark.parametrize("ordinal", ["01", "12", "21", "99"])
def test_a_month_of_appointment_or_an_ordinal_from_21_is_read(ordinal: str) -> None:
    assert check_nip(f"19800314{2005}{ordinal}1002")


def test_every_part_of_the_number_is_looked_at_where_it_stands() -> None:
    # A birth date whose year, month and day could be read from no other digits.
    assert check_nip("197912312004122999") == "197912312004122999"


@pytest.mark.parametrize(
    ("nip", "said", "appointed"),
    [
        # Every part differs from what the digits beside it would say.
        ("197912312004102999", NipFacts(date(1979, 12, 31), 2004, 10, male=False), date(2004, 10, 1)),
        ("198403252009121345", NipFacts(date(1984, 3, 25), 2009, 12, male=True), date(2009, 12, 1)),
        ("199003142023212001", NipFacts(date(1990, 3, 14), 2023, None, male=False), None),
        ("199003142023991001", NipFacts(date(1990, 3, 14), 2023, None, male=True), None),
    ],
)
def test_a_number_says_birth_appointment_and_sex(nip: str, said: NipFacts, appointed: date | None) -> None:
    assert read_nip(nip) == said
    assert read_nip(nip).appointed == appointed


def test_what_cannot_be_a_number_says_nothing() -> None:
    with pytest.raises(DomainError, match="tanggal lahir"):
        read_nip("198002302005011002")
