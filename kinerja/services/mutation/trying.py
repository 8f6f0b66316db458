"""All trials of a file, several at a time, and what became of each of its mutants."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from pathlib import Path

from kinerja.services.errors import ServiceError
from kinerja.services.mutation.chosen import Suite
from kinerja.services.mutation.mutants import Mutant, mutants, mutated
from kinerja.services.mutation.remembered import Remembered
from kinerja.services.mutation.trial import FAILED, PASSED, UNIMPORTABLE, Trial, begin

LEAST, PATIENCE, UNCHANGED = 3, 10, 3600
"""Seconds of a processor that a trial may take: at least, as often as without a change, and that one itself."""


class Fate(StrEnum):
    """What became of a mutant. ``ENDLESS``: its tests came to no end; ``UNIMPORTABLE``: nothing could use it."""

    KILLED = "killed"
    ENDLESS = "endless"
    SURVIVED = "survived"
    UNIMPORTABLE = "unimportable"


FATES = {PASSED: Fate.SURVIVED, FAILED: Fate.KILLED, UNIMPORTABLE: Fate.UNIMPORTABLE}


@dataclass(frozen=True)
class Tried:
    """A mutant of a file, and its fate."""

    path: Path
    mutant: Mutant
    fate: Fate


class Trying:
    """Tries mutants of the tree in ``root``, ``jobs`` at a time; what earlier runs found with the same files holds."""

    def __init__(self, root: Path, remembered: Remembered, *, jobs: int) -> None:
        """Nothing is tried yet."""
        self.root = root
        self.remembered = remembered
        self.jobs = jobs
        self.tests = Suite(root)

    def tried(self, path: Path) -> list[Tried]:
        """Every mutant of a file: first all against the tests of its own path, then who is left against the others."""
        source = (self.root / path).read_text()
        fates = dict.fromkeys(mutants(source), Fate.SURVIVED)
        for tests in self.tests.of(path):
            left = [mutant for mutant, fate in fates.items() if fate is Fate.SURVIVED]
            fates |= self._against(path, source, left, tests)
        return [Tried(path, mutant, fate) for mutant, fate in fates.items()]

    def _against(self, path: Path, source: str, left: list[Mutant], tests: Sequence[Path]) -> dict[Mutant, Fate]:
        mark = self.remembered.mark(frozenset.union(*map(self.tests.reached, [path, *tests])))
        found = {mutant: fate for mutant in left if (fate := self.remembered.get(mark, path, mutant.number))}
        fates = {mutant: Fate(fate) for mutant, fate in found.items()}
        if new := [mutant for mutant in left if mutant not in found]:
            seconds = ceil(max(LEAST, PATIENCE * self._unchanged(path, tests)))
            trials = (Trial(path, mutated(source, mutant.number), tests, seconds) for mutant in new)
            for place, code, _seconds in self._run(trials):
                fates[new[place]] = FATES.get(code, Fate.ENDLESS)
                self.remembered.put(mark, path, new[place].number, fates[new[place]])
        return fates

    def _unchanged(self, path: Path, tests: Sequence[Path]) -> float:
        """Seconds that the tests of a file take while nothing is changed; they must pass."""
        [(_place, code, seconds)] = self._run(iter([Trial(path, None, tests, UNCHANGED)]))
        if code != PASSED:
            names = " ".join(map(str, tests))
            raise ServiceError(
                "Tests fail though nothing is changed; here they run without Django.", f"script/pytest {names}"
            )
        return seconds

    def _run(self, trials: Iterator[Trial]) -> Iterator[tuple[int, int, float]]:
        """The place of each trial, its exit code (negative: what signal ended it) and its seconds of a processor."""
        running: dict[int, int] = {}
        waiting = enumerate(trials)
        while True:
            while len(running) < self.jobs and (following := next(waiting, None)):
                place, trial = following
                running[begin(trial, self.root)] = place
            if not running:
                return
            child, status, used = os.wait4(-1, 0)
            yield running.pop(child), os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
