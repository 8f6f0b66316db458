"""Waves: what counts as right, when an answer's time begins, and what is left over."""

from threading import Lock

import pytest

from scoring.bench import waves
from scoring.bench.waves import Wave, closed, opened

INFINITE = float("inf")


class Clock:
    """A clock that goes on only when somebody sleeps: what the machine does meanwhile takes no time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now, self._lock = 0.0, Lock()
        monkeypatch.setattr(waves, "monotonic", lambda: self._now)
        monkeypatch.setattr(waves, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._now += seconds

    def nap(self, seconds: float) -> bool:
        self.sleep(seconds)
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


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


def test_closed_wave_begins_again_with_the_answer(clock: Clock) -> None:
    wave = closed([lambda _number: clock.nap(1)] * 2, seconds=20)
    # Both may begin their last act in the same second.
    assert len(wave.answers) in {20, 21}
    assert sorted(number for number, _took in wave.answers) == list(range(len(wave.answers)))


def test_opened_wave_does_not_wait_for_answers(clock: Clock) -> None:
    """One act alone cannot keep up with one a second: what piles up is told as waiting."""
    wave = opened([lambda _number: clock.nap(2)], rate=1, seconds=10, patience=50)
    assert [took for _number, took in wave.answers] == list(range(2, 12))


def test_what_never_began_counts_as_wrong(clock: Clock) -> None:
    wave = opened([lambda _number: clock.nap(5)], rate=1, seconds=10, patience=0)
    assert ([number for number, _took in wave.answers], wave.wrong) == ([0, 1], list(range(2, 10)))
