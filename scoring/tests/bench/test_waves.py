"""Waves: what counts as right, when an answer's time begins, and what is left over."""

from time import sleep

import pytest

from scoring.bench.waves import Act, Wave, closed, opened

INFINITE = float("inf")


def napping(seconds: float) -> Act:
    def nap(_number: int) -> bool:
        sleep(seconds)
        return True

    return nap


def test_share_is_answered_within_the_slowest_of_it() -> None:
    wave = Wave([(n, n / 100) for n in range(1, 101)])
    assert wave.within(0.5) == pytest.approx(510)
    assert wave.within(0.95) == pytest.approx(960)


def test_wrong_answers_take_for_ever() -> None:
    wave = Wave([(n, 0.1) for n in range(90)], wrong=list(range(90, 100)))
    assert wave.within(0.8) == pytest.approx(100)
    assert wave.within(0.95) == INFINITE


def test_nothing_answered_takes_for_ever() -> None:
    assert Wave().within(0.95) == INFINITE


def test_part_of_a_wave_keeps_right_and_wrong_apart() -> None:
    part = Wave([(0, 1.0), (1, 2.0), (3, 4.0)], wrong=[2, 5], lasted=2.0).part(lambda number: number % 2 == 1)
    assert (part.answers, part.wrong, part.rate) == ([(1, 2.0), (3, 4.0)], [5], 1.0)


def test_closed_wave_begins_again_with_the_answer() -> None:
    wave = closed([napping(0.02)] * 2, seconds=0.2)
    assert 4 <= len(wave.answers) <= 24
    assert sorted(number for number, _took in wave.answers) == list(range(len(wave.answers)))


def test_opened_wave_does_not_wait_for_answers() -> None:
    """One act alone cannot keep up with ten a second: what piles up is told as waiting."""
    wave = opened([napping(0.2)], rate=10, seconds=1, patience=5)
    assert len(wave.answers) == 10
    assert wave.within(0.99) > 900


def test_what_never_began_counts_as_wrong() -> None:
    wave = opened([napping(0.5)], rate=10, seconds=1, patience=0)
    assert len(wave.wrong) >= 6
    assert len(wave.answers) + len(wave.wrong) == 10
