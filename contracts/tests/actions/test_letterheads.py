"""Letterheads of the region and of units."""

from __future__ import annotations

import pytest

from contracts.actions.letterheads import remove_letterhead, save_letterhead
from contracts.models import Letterhead
from contracts.tests.paper.test_uploads import picture
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_unit_has_one_letterhead_that_changes(cast: Cast) -> None:
    unit = cast.units["dki"]

    save_letterhead(unit=unit, lines="PEMERINTAH KOTA\nDINAS", place="Kota", paper="f4")
    save_letterhead(unit=unit, lines="  PEMERINTAH KOTA  \n\n DINAS BARU ", place="Kota", paper="a4")

    head = Letterhead.objects.get(unit=unit)
    assert head.as_lines() == ("PEMERINTAH KOTA", "DINAS BARU")
    assert head.paper == "a4"


def test_the_region_has_its_own(cast: Cast) -> None:
    save_letterhead(unit=None, lines="WALI KOTA", place="Kota", paper="f4")
    save_letterhead(unit=None, lines="WALI KOTA BARU", place="Kota", paper="f4")

    assert [head.lines for head in Letterhead.objects.filter(unit=None)] == ["WALI KOTA BARU"]


def test_the_coat_of_arms_stays_until_it_is_taken_away(cast: Cast) -> None:
    terms = {"unit": None, "lines": "WALI KOTA", "place": "Kota", "paper": "f4"}

    save_letterhead(**terms, logo=picture("JPEG"))  # type: ignore[arg-type]
    kept = save_letterhead(**terms)  # type: ignore[arg-type]
    assert kept.logo is not None
    assert kept.logo.media_type == "image/png"
    assert save_letterhead(**terms, without_logo=True).logo is None  # type: ignore[arg-type]


@pytest.mark.parametrize("lines", ["", " \n ", "a\nb\nc\nd\ne"])
def test_one_to_four_lines(lines: str) -> None:
    with pytest.raises(DomainError, match="baris"):
        save_letterhead(unit=None, lines=lines, place="Kota", paper="f4")


def test_a_line_must_fit() -> None:
    with pytest.raises(DomainError, match="paling panjang"):
        save_letterhead(unit=None, lines="x" * 121, place="Kota", paper="f4")


def test_a_units_letterhead_can_go_and_the_regions_cannot(cast: Cast) -> None:
    of_unit = save_letterhead(unit=cast.units["dki"], lines="DINAS", place="Kota", paper="f4")
    of_region = save_letterhead(unit=None, lines="KOTA", place="Kota", paper="f4")

    remove_letterhead(letterhead=of_unit)
    with pytest.raises(DomainError) as caught:
        remove_letterhead(letterhead=of_region)

    assert caught.value.code == "region_letterhead"
    assert Letterhead.objects.get() == of_region
