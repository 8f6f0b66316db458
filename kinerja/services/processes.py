"""Small facts about processes, ports and packages of this machine."""

import errno
import importlib.util
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from kinerja.services.errors import ServiceError


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs, whoever owns it. A zombie no longer runs."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}


def program_of(pid: int) -> str:
    """The program name of a process (``postgres``), empty when there is none."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def all_pids() -> list[int]:
    """The ids of all processes of this machine or container."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def read_pid(path: Path) -> int | None:
    """The process id in the first line of a pid file, ``None`` when the file is missing or torn."""
    try:
        first = path.read_text().split("\n", 1)[0].strip()
    except FileNotFoundError:
        return None
    return int(first) if first.isdigit() else None


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Ask ``condition`` every 50 ms, for at most ``seconds``; the last answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def is_port_busy(host: str, port: int) -> bool:
    """Whether another program already listens on this TCP address. Other troubles of binding are raised."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise ServiceError(
                f"{host}:{port} cannot be used: {error.strerror}.", "script/server --host 127.0.0.1 --port 8000"
            ) from error
    return False


def package_folder(name: str) -> Path:
    """Where an installed package lies. It is not imported: both server packages do work while being imported."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ServiceError(f"The Python package {name} is not installed.", "script/services start")
    return Path(found.submodule_search_locations[0])


def memory_megabytes() -> int:
    """Memory that this machine or its container may use, in MB (the smaller of the two)."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.is_file() and (text := limit.read_text().strip()).isdigit():
        total = min(total, int(text))
    return total // (1024 * 1024)
