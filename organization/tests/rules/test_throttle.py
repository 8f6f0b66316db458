"""How long a wrong password makes one wait."""

from datetime import timedelta

import pytest

from organization.rules.throttle import FORGOTTEN_AFTER, delay_after


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (10_000, 15)]
)
def test_pause_grows_to_a_quarter_hour(failures: int, minutes: int) -> None:
    assert delay_after(failures) == timedelta(minutes=minutes)


def test_a_guesser_has_about_a_hundred_tries_before_they_are_forgotten() -> None:
    tries, waited = 0, timedelta(0)
    while waited < FORGOTTEN_AFTER:
        tries += 1
        waited += delay_after(tries)
    assert tries == 103
