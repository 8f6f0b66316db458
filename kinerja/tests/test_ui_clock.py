"""Times of day as people type them."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kinerja.ui.clock import ClockField, ClockInput, read_clock

WAYS = ["{0:02}{1:02}", "{0}.{1:02}", "{0:02}:{1:02}", " {0:02},{1:02} ", "{0:02}:{1:02}:00"]


@given(st.times(), st.sampled_from(WAYS))
def test_every_time_is_read_in_each_way_of_writing(clock: time, way: str) -> None:
    assert read_clock(way.format(clock.hour, clock.minute)) == time(clock.hour, clock.minute)


@pytest.mark.parametrize(("text", "found"), [("7", time(7)), ("730", time(7, 30)), ("23", time(23)), ("0", time(0))])
def test_short_ways(text: str, found: time) -> None:
    assert read_clock(text) == found


@pytest.mark.parametrize("text", ["24.00", "7.60", "7.3", "073", "pagi", "07.30 PM", "12345", "٠٧٣٠", "-7", "7..30"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        ClockField(required=False).clean(text)
    assert refusal.value.messages == ["Isi jam seperti 07.30 atau 0730."]


def test_nothing_is_nothing_and_what_was_typed_stays() -> None:
    assert ClockField(required=False).clean("") is None
    assert ClockInput().format_value(time(7, 30)) == "07.30"
    assert ClockInput().format_value("7.3o") == "7.3o"
