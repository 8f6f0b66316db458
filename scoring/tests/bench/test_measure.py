"""The clocks: the shortest turn counts, and a failing piece of work is no measurement."""

import multiprocessing
from collections.abc import Iterator

import pytest

from scoring.bench import measure
from scoring.bench.measure import apart, seconds, together
from tests.races import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that shows what stands in the list."""
    shown = [0.0]
    monkeypatch.setattr(measure, "perf_counter", lambda: shown[0])
    return shown


def test_the_shortest_of_the_turns_counts(clock: list[float]) -> None:
    naps: Iterator[float] = iter([5, 2, 7])

    def nap() -> None:
        clock[0] += next(naps)

    assert seconds(nap, turns=3) == 2


def test_what_comes_before_is_not_counted(clock: list[float]) -> None:
    def prepare() -> None:
        clock[0] += 100

    def work() -> None:
        clock[0] += 1

    assert seconds(work, turns=2, before=prepare) == 1


def test_works_run_at_the_same_time_each_in_its_own_process() -> None:
    """Each waits for the others: one after the other they would never meet."""
    meeting = multiprocessing.Barrier(3)
    assert len(together([lambda: meeting.wait(PATIENCE)] * 3)) == 3


def test_memory_is_that_of_the_work() -> None:
    small, large = apart(lambda: None), apart(lambda: bytearray(300 * 2**20).count(1))
    assert large.megabytes - small.megabytes > 200


def test_a_failing_work_is_no_measurement(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="failed"):
        apart(lambda: 1 // 0)
    assert "ZeroDivisionError" in capfd.readouterr().err
