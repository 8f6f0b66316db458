"""Places as phones tell them, and how far they lie apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dailylog.rules.places import Place, rough_place

places = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND = 20016


def test_a_degree_along_a_meridian() -> None:
    assert round(Place(0, 106).kilometres_to(Place(1, 106)), 1) == 111.2


def test_a_quarter_of_the_globe_has_the_mean_radius_of_the_earth() -> None:
    # IUGG: 6,371 km.
    assert round(Place(0, 0).kilometres_to(Place(90, 0)), 1) == 10007.5


def test_surabaya_is_far_from_jakarta() -> None:
    assert round(Place(-7.26, 112.75).kilometres_to(Place(-6.18, 106.83))) == 665


@given(places, places)
def test_both_ways_are_equally_far_and_never_farther_than_half_round_the_earth(one: Place, other: Place) -> None:
    there, back = one.kilometres_to(other), other.kilometres_to(one)
    assert abs(there - back) < 0.001
    assert 0 <= there < HALF_ROUND


def test_what_a_phone_tells_is_read_and_written_the_same() -> None:
    assert str(rough_place(" -7.26,112.75 ")) == "-7.26,112.75"


def test_poles_and_the_date_line_are_on_the_map() -> None:
    assert rough_place("90,180") == Place(90, 180)
    assert rough_place("-90,-180") == Place(-90, -180)


@pytest.mark.parametrize("text", ["", "kantor", "91.00,0.00", "0.00,181.00", "1,2,3", "-7.26;112.75", "1e9,0", "7.26"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no place|on no map"):
        rough_place(text)
