"""The programs of a server: started, started again, ended."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kinerja.services import supervisor as module
from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError
from kinerja.services.processes import is_alive, wait_until
from kinerja.services.stack import Stack
from kinerja.services.supervisor import Program, Supervisor
from tests.races import PATIENCE

URLS = {"DATABASE_URL": "postgresql://db.kota.example/kinerja", "REDIS_URL": "redis://redis.kota.example/0"}
APPEND_PID = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(3600)"


def make(home: Home, *programs: Program) -> Supervisor:
    stack = Stack({"KINERJA_HOME": str(home.path), **URLS})
    return Supervisor(list(programs), stack=stack, environment={"PATH": "/usr/bin"})


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_program_that_dies_is_started_again_and_ends_with_the_supervisor(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "WATCH_SECONDS", 0)
    file = tmp_path / "pids"
    supervisor = make(home, Program("pekerja", (sys.executable, "-c", APPEND_PID, str(file))))
    watch = supervisor._watch

    def kill_and_watch_then_interrupt() -> None:
        assert wait_until(lambda: len(pids(file)) == 1, seconds=PATIENCE)
        os.kill(pids(file)[0], signal.SIGKILL)
        assert wait_until(lambda: not is_alive(pids(file)[0]), seconds=PATIENCE)
        watch()
        assert wait_until(lambda: len(pids(file)) == 2, seconds=PATIENCE)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(supervisor, "_watch", kill_and_watch_then_interrupt)
    assert supervisor.run(on_ready=lambda: None) == 0
    assert len(pids(file)) == 2
    assert not any(is_alive(pid) for pid in pids(file))
    assert "pekerja ended (exit code -9) and is started again." in capfd.readouterr().out


def test_program_that_cannot_start_is_told_with_its_last_words(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    ended_early = []

    def wait(condition: Callable[[], bool], *, seconds: float) -> None:
        ended_early.append(wait_until(condition, seconds=PATIENCE))

    monkeypatch.setattr(module, "wait_until", wait)
    supervisor = make(home, Program("web", (sys.executable, "-c", "raise SystemExit('salah atur')"), ("127.0.0.1", 9)))

    with pytest.raises(ServiceError, match=r"(?s)web did not start.*salah atur"):
        supervisor.run(on_ready=lambda: pytest.fail("it is not ready"))
    # It is not waited for until its time is over.
    assert ended_early == [True]


def test_large_log_is_set_aside(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOG_BYTES", 3)
    (home.logs / "web.log").write_text("lama")
    supervisor = make(home, Program("web", (sys.executable, "-c", "raise SystemExit('baru')"), ("127.0.0.1", 9)))

    with pytest.raises(ServiceError):
        supervisor.run(on_ready=lambda: None)

    assert (home.logs / "web.log.1").read_text() == "lama"
    assert (home.logs / "web.log").read_text().strip() == "baru"
