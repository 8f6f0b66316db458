"""Many at once: as fast as they are answered, or at a rate that does not wait for the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import Thread
from time import monotonic, sleep

#: What one of many does, given the number of the act; whether it was answered as it should be.
Act = Callable[[int], bool]


@dataclass
class Wave:
    """What became of a wave: the number and the seconds of each right answer, the numbers of wrong ones, its length."""

    answers: list[tuple[int, float]] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    lasted: float = 0.0

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return len(self.answers) / self.lasted

    def part(self, belongs: Callable[[int], bool]) -> Wave:
        """The acts whose numbers belong."""
        right = [answer for answer in self.answers if belongs(answer[0])]
        return Wave(right, [number for number in self.wrong if belongs(number)], self.lasted)

    def within(self, share: float) -> float:
        """The milliseconds within which this share was answered; endless when as many were answered wrongly."""
        kept = sorted(took for _number, took in self.answers) + [float("inf")] * len(self.wrong)
        return kept[min(len(kept) - 1, int(share * len(kept)))] * 1000 if kept else float("inf")

    def note(self, number: int, right: bool, took: float) -> None:
        """Keep an answer; appending is safe in threads."""
        if right:
            self.answers.append((number, took))
        else:
            self.wrong.append(number)


def closed(acts: Sequence[Act], *, seconds: float) -> Wave:
    """These acts at once, each begun again as soon as its own answer is there."""
    wave, numbers = Wave(), count()
    began = monotonic()

    def go_on(act: Act) -> None:
        while (since := monotonic()) < began + seconds:
            number = next(numbers)
            wave.note(number, act(number), monotonic() - since)

    _together([partial(go_on, act) for act in acts])
    wave.lasted = monotonic() - began
    return wave


def opened(acts: Sequence[Act], *, rate: float, seconds: float, patience: float = 2.0) -> Wave:
    """``rate`` acts a second whatever the answers take; an answer's time counts from when its act was due.

    Whoever of the acts is free does the next one that is due. What has not begun ``patience`` seconds after the end
    counts as answered wrongly.
    """
    wave, numbers, last = Wave(), count(), int(rate * seconds)
    began = monotonic()

    def go_on(act: Act) -> None:
        while (number := next(numbers)) < last:
            due = began + number / rate
            sleep(max(0.0, due - monotonic()))
            in_time = monotonic() < began + seconds + patience
            wave.note(number, in_time and act(number), monotonic() - due)

    _together([partial(go_on, act) for act in acts])
    wave.lasted = monotonic() - began
    return wave


def _together(works: Sequence[Callable[[], None]]) -> None:
    threads = [Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
