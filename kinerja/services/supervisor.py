"""Keeps the programs of a server running, and ends them in order."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from kinerja.services.environment import ROOT
from kinerja.services.errors import ServiceError
from kinerja.services.processes import wait_until
from kinerja.services.signals import end_with_parent
from kinerja.services.stack import Stack

READY_SECONDS = 30
WATCH_SECONDS = 2
STOP_SECONDS = 40
"""Celery lets running work finish for 30 s (``CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT``)."""

LOG_BYTES = 20 * 1024 * 1024
"""A log beyond this size is set aside at the next start of its program; one old log is kept."""


@dataclass(frozen=True)
class Program:
    """One program of the server; ``listens_on`` is the TCP address at which it says that it is ready."""

    name: str
    command: tuple[str, ...]
    listens_on: tuple[str, int] | None = None


class Supervisor:
    """Starts programs, starts again what dies, and stops all of them before the services go."""

    def __init__(self, programs: list[Program], *, stack: Stack, environment: Mapping[str, str]) -> None:
        self._programs = programs
        self._stack = stack
        self._environment = environment
        self._running: dict[Program, subprocess.Popen[bytes]] = {}

    def run(self, *, on_ready: Callable[[], None]) -> int:
        """Run until interrupted; 0 then. A program that cannot even start is a ``ServiceError``."""
        try:
            for program in self._programs:
                self._start(program)
            self._await_ready()
            on_ready()
            while True:
                time.sleep(WATCH_SECONDS)
                self._watch()
        except KeyboardInterrupt:
            print("\nStopping ...", flush=True)
            return 0
        finally:
            self._stop()

    def _start(self, program: Program) -> None:
        with self._open_log(program) as log:
            # A session of its own: Ctrl-C reaches the supervisor only, who ends the programs one after the other.
            self._running[program] = subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=dict(self._environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def _open_log(self, program: Program) -> IO[bytes]:
        file = self._stack.home.logs / f"{program.name}.log"
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(file.with_suffix(".log.1"))
        return file.open("ab")

    def _await_ready(self) -> None:
        for program in self._programs:
            if program.listens_on is not None:
                # mypy infers no lambda with a default.
                wait_until(lambda program=program: self._has_ended(program) or _answers(program), seconds=READY_SECONDS)  # type: ignore[misc]
        for program in self._programs:
            if self._has_ended(program) or not _answers(program):
                log = self._stack.home.logs / f"{program.name}.log"
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
                raise ServiceError(f"{program.name} did not start; its last words:\n{tail}", f"less {log}")

    def _watch(self) -> None:
        for title in self._stack.restart_missing():
            print(f"{title} had ended and was started again.", flush=True)
        for program in self._programs:
            if self._has_ended(program):
                code = self._running[program].returncode
                print(f"{program.name} ended (exit code {code}) and is started again.", flush=True)
                self._start(program)

    def _has_ended(self, program: Program) -> bool:
        return self._running[program].poll() is not None

    def _stop(self) -> None:
        for child in self._running.values():
            if child.poll() is None:
                child.terminate()
        for program, child in self._running.items():
            try:
                child.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                print(f"{program.name} does not end and is killed.", flush=True)
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def _answers(program: Program) -> bool:
    if program.listens_on is None:
        return True
    host, port = program.listens_on
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not bound
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
