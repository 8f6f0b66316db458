"""A deed keeps every word and figure, and has one spelling in bytes."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rules.deed import Deed, Letterhead, Party, Programme, Row, canonical, digest, from_json, to_json
from contracts.tests.deeds import FIRST, MAYOR, make_deed, make_row

amounts = st.decimals(min_value=0, max_value=10**12, places=6)
SMALL = Deed(
    kind="pk",
    year=2026,
    version=1,
    number="0001/PK/2026",
    office="Dinas Kesehatan",
    region="Kota Contoh",
    place="Contoh",
    dated=date(2026, 1, 5),
    parties=(Party("first", "Dewi – Lestari", "Kepala", "Pembina", "1"),),
    rows=(
        Row("S", "K1", "I", "berkas", Decimal("100.00"), (Decimal("1.50"), None), Decimal("1.50"), "sum", "maximize"),
    ),
    programmes=(),
    pledge=(),
    letterhead=Letterhead(("Baris",)),
    token="t",
    verify_url="https://contoh.go.id/t",
)
SPELLED = (
    '{"amends":"","dated":"2026-01-05","format":1,"ground":"","kind":"pk","legal_basis":"",'
    '"letterhead":{"lines":["Baris"],"logo_sha256":"","logo_type":""},"number":"0001/PK/2026",'
    '"office":"Dinas Kesehatan","paper":"f4","parties":[{"acting":"","name":"Dewi – Lestari","nip":"1",'
    '"position":"Kepala","rank":"Pembina","role":"first"}],"period":"year","place":"Contoh","pledge":[],'
    '"programmes":[],"region":"Kota Contoh","rows":[{"accumulation":"sum","code":"K1","contribution":"",'
    '"data_source":"","definition":"","formula":"","indicator":"I","monthly":["1.50",null],"objective":"S",'
    '"parent":"","polarity":"maximize","unit_of_measure":"berkas","weight":"100.00","year_target":"1.50"}],'
    '"token":"t","verify_url":"https://contoh.go.id/t","version":1,"year":2026}'
)


def test_the_spelling_that_was_signed_never_changes() -> None:
    # A deed of last year must have the digest that its signatures name.
    assert canonical(SMALL) == SPELLED.encode()
    assert digest(SMALL) == hashlib.sha256(SPELLED.encode()).hexdigest()


@pytest.mark.parametrize(
    "deed",
    [
        SMALL,
        make_deed(),
        make_deed(rows=1, programmes=0, pledge=False, amends="0117/PK/2027", ground="Mutasi"),
        make_deed(
            rows=2, letterhead=Letterhead(("Satu", "Dua"), "ab" * 32, "image/png"), paper="a4", period="semester1"
        ),
        replace(SMALL, rows=(make_row(1, unfunded="Tanpa biaya", year_target=None, monthly=(None,) * 12),)),
    ],
    ids=["small", "large", "amendment", "letterhead", "unfunded"],
)
def test_what_is_stored_is_read_back_whole(deed: Deed) -> None:
    stored = json.loads(canonical(deed))
    assert from_json(stored) == deed
    assert canonical(from_json(stored)) == canonical(deed)


def test_a_programme_that_names_no_source_of_its_money_is_read_back_without_one() -> None:
    stored = to_json(replace(SMALL, programmes=(Programme("Pelayanan", Decimal(5), "APBD"),)))
    del stored["programmes"][0]["funding"]
    assert from_json(stored).programmes == (Programme("Pelayanan", Decimal(5), ""),)


@given(st.lists(st.none() | amounts, min_size=12, max_size=12), amounts, amounts)
def test_no_figure_is_rounded(monthly: list[Decimal | None], weight: Decimal, year: Decimal) -> None:
    row = make_row(1, monthly=tuple(monthly), weight=weight, year_target=year)
    (read,) = from_json(to_json(replace(SMALL, rows=(row,)))).rows
    assert [str(value) for value in read.monthly] == [str(value) for value in monthly]
    assert (str(read.weight), str(read.year_target)) == (str(weight), str(year))


def test_a_reason_for_no_programme_is_part_of_the_deed_only_where_there_is_one() -> None:
    with_one = replace(SMALL, rows=(make_row(1, unfunded="Tanpa biaya"), make_row(2)))
    assert [row.get("unfunded") for row in to_json(with_one)["rows"]] == ["Tanpa biaya", None]


@pytest.mark.parametrize("stored", [{}, to_json(SMALL) | {"format": 2}])
def test_a_format_of_another_programme_is_refused(stored: dict[str, object]) -> None:
    before = dict(stored)
    with pytest.raises(ValueError, match=f"unknown format of a deed: {stored.get('format')!r}"):
        from_json(stored)
    assert stored == before


def test_parties_are_who_promises_and_who_receives() -> None:
    both, alone = make_deed(parties=(FIRST, MAYOR)), make_deed(parties=(MAYOR,))
    assert (both.first_party, both.second_party) == (FIRST, MAYOR)
    assert (alone.first_party, alone.second_party) == (MAYOR, None)
