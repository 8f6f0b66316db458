"""Asks the press for papers. Each process keeps one press, started when it first prints."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from contracts.paper import press
from contracts.paper.layout import VARIANT, Sheet
from kinerja.errors import DomainError
from kinerja.text import gettext_noop as _

ROOT = Path(__file__).resolve().parents[2]


class UnprintableError(DomainError):
    """A paper that the press could not make within its time and memory."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            "paper_unprintable",
            _(
                "Naskah tidak selesai disusun dalam batas waktu dan memori. Periksa teks yang sangat panjang, lalu "
                "coba lagi; bila tetap gagal, hubungi operator."
            ),
        )


class Sitting:
    """A child of the press: lays out one paper after another, and writes them as one file."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def lay(self, sheet: Sheet) -> int:
        """Lay out a sheet behind those before it; the number of its pages. Raises ``UnprintableError``."""
        return int(self._ask(press.LAY, press.pack(sheet)))

    def write(self, variant: str = VARIANT) -> bytes:
        """The PDF of what was laid out since the last writing. Raises ``UnprintableError``."""
        return self._ask(press.WRITE, variant.encode())

    def _ask(self, kind: bytes, content: bytes) -> bytes:
        try:
            press.send(self._line, kind, content)
            answer, found = press.receive(self._line)
        except (OSError, EOFError) as error:
            # Killed by its limits, or silent for longer than they allow.
            raise UnprintableError(type(error).__name__) from error
        if answer == press.FAILED:
            raise UnprintableError(found.decode())
        return found


class Printer:
    """The press of this process; ``program`` are the words behind ``python`` that start it."""

    def __init__(self, program: Sequence[str] = ("-m", "contracts.paper.press")) -> None:
        self._program = tuple(program)
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def sitting(self) -> Sitting:
        """A fresh child of the press. Raises ``UnprintableError`` where the press does not start."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._hand_over(theirs)
        # The child ends itself before; this is for a press that died.
        ours.settimeout(press.WALL_SECONDS + 15)
        return Sitting(ours)

    def _hand_over(self, line: socket.socket) -> None:
        with self._lock:
            for _attempt in range(2):
                control = self._control or self._start()
                try:
                    socket.send_fds(control, [b"."], [line.fileno()])
                except OSError:
                    self.stop()
                else:
                    return
        raise UnprintableError("press")

    def _start(self) -> socket.socket:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *self._program, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                # The keys of the server are in its environment, and none of a paper's business.
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": tempfile.gettempdir()},
            )
        return self._control

    def stop(self) -> None:
        """Hang up: the press ends when its control line does."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(timeout=press.WALL_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None

    def forget(self) -> None:
        """In a process that was forked off: the press is the parent's."""
        if self._control is not None:
            self._control.close()
        self._lock, self._control, self._process = threading.Lock(), None, None


PRINTER = Printer()
os.register_at_fork(after_in_child=PRINTER.forget)


def print_sheet(sheet: Sheet, variant: str = VARIANT) -> bytes:
    """The PDF of one sheet. Raises ``UnprintableError``."""
    with PRINTER.sitting() as sitting:
        sitting.lay(sheet)
        return sitting.write(variant)
