"""The press: a process that only lays out papers, so that a paper that blows up takes nothing else with it (R31).

It loads WeasyPrint and the typeface once, then forks a child for each sitting that it is asked for. The child has
little memory, and little time for each order; it knows no settings, no keys and no database. ``printer.py`` is the
other side. One sitting may lay out many papers and write them as one file, for volumes.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import resource
import shutil
import signal
import socket
import struct
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from contracts.paper.layout import Sheet, lay_out_sheet, warm_up, write

#: Of the processor and of the clock, for one order.
CPU_SECONDS, WALL_SECONDS = 30, 60
#: A sitting of which nobody hears any more ends by itself.
IDLE_SECONDS = 600
MEMORY = 512 * 1024 * 1024

LAY, WRITE = b"L", b"W"
PAGES, FILE, FAILED = b"P", b"F", b"E"
_HEAD = struct.Struct("!cQ")


def send(line: socket.socket, kind: bytes, content: bytes) -> None:
    """One message: its kind, its length, its content."""
    line.sendall(_HEAD.pack(kind, len(content)) + content)


def receive(line: socket.socket) -> tuple[bytes, bytes]:
    """The next message; ``EOFError`` when the other side is gone."""
    kind, length = _HEAD.unpack(_exactly(line, _HEAD.size))
    return kind, _exactly(line, length)


def _exactly(line: socket.socket, length: int) -> bytes:
    parts = []
    while length:
        part = line.recv(min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def pack(sheet: Sheet) -> bytes:
    """A sheet as it goes over the line."""
    files = {name: [base64.b64encode(content).decode(), kind] for name, (content, kind) in sheet.files.items()}
    return json.dumps({"html": sheet.html, "styles": sheet.styles, "css": sheet.css, "files": files}).encode()


def unpack(content: bytes) -> Sheet:
    """The sheet that ``pack`` packed."""
    order: dict[str, Any] = json.loads(content)
    files = {name: (base64.b64decode(text), kind) for name, (text, kind) in order["files"].items()}
    return Sheet(order["html"], tuple(order["styles"]), order["css"], files)


def serve(line: socket.socket) -> None:
    """Answer the orders of one sitting until the other side hangs up."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pages: list[Any] = []
    document: Any = None
    while True:
        try:
            kind, content = receive(line)
        except EOFError:
            return
        _limit_time()
        try:
            if kind == LAY:
                document = lay_out_sheet(unpack(content))
                pages += document.pages
                answer = PAGES, str(len(document.pages)).encode()
            else:
                answer = FILE, write(document.copy(pages), content.decode())
                pages = []
        except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 -- whatever a page does, it is said
            answer = FAILED, type(error).__name__.encode()
        send(line, *answer)
        signal.alarm(IDLE_SECONDS)


def _limit_time() -> None:
    """Each order anew: a volume's hundredth paper has as much time as its first."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, resource.RLIM_INFINITY))
    signal.alarm(WALL_SECONDS)


def _bury_into(room: Path) -> None:
    """Take note of children that ended; what they used then counts as the press's (benches ask for it).

    What a child wrote is thrown away: WeasyPrint lays the typeface (1.4 MB) into a folder, and a child that its limits
    killed clears up nothing.
    """

    def bury(_number: int, _frame: FrameType | None) -> None:
        try:
            while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                shutil.rmtree(room / str(ended), ignore_errors=True)
        except ChildProcessError:
            pass

    signal.signal(signal.SIGCHLD, bury)


def _wait_for_all() -> None:
    """Sittings end when their lines do; the other side does not wait for ever."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        pass


def _sit(line: socket.socket, room: Path) -> NoReturn:
    """In the child: serve one sitting, writing nowhere but in a folder of its own in ``room``."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        own = room / str(os.getpid())
        own.mkdir()
        tempfile.tempdir = str(own)
        serve(line)
    finally:
        # Whatever happened: the press's own way out, which empties the room of all sittings, is not the child's.
        os._exit(0)


def main(control: socket.socket) -> None:
    """Fork a child for each line that comes over the control line, until that ends."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    warm_up()
    with tempfile.TemporaryDirectory(prefix="kinerja-press-") as folder:
        _bury_into(Path(folder))
        while True:
            word, lines, _flags, _address = socket.recv_fds(control, 1, 1)
            if not word:
                _wait_for_all()
                return
            if os.fork() == 0:
                control.close()
                _sit(socket.socket(fileno=lines[0]), Path(folder))
            os.close(lines[0])


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
