"""Facts about processes and ports."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kinerja.services.errors import ServiceError
from kinerja.services.processes import is_alive, is_port_busy, package_folder, program_of, read_pid, wait_until
from tests.races import PATIENCE


def test_process_lives_until_it_ends_even_when_nobody_collected_it() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])

    assert is_alive(os.getpid())
    assert wait_until(lambda: not is_alive(child.pid), seconds=PATIENCE)
    child.wait()
    assert not is_alive(child.pid)
    assert program_of(child.pid) == ""


@pytest.mark.parametrize(("text", "pid"), [("4711\n/data\n", 4711), ("", None), ("torn", None)])
def test_pid_file_is_read_with_care(tmp_path: Path, text: str, pid: int | None) -> None:
    file = tmp_path / "pid"
    file.write_text(text)

    assert read_pid(file) == pid


def test_missing_pid_file_names_nobody(tmp_path: Path) -> None:
    assert read_pid(tmp_path / "pid") is None


def test_port_is_busy_while_somebody_listens() -> None:
    # An address of this machine that nobody else uses: elsewhere another program may take the port in between.
    with socket.create_server(("127.0.53.17", 0)) as server:
        port = server.getsockname()[1]
        assert is_port_busy("127.0.53.17", port)
    assert not is_port_busy("127.0.53.17", port)


def test_address_of_another_machine_is_an_error_with_a_way_out() -> None:
    with pytest.raises(ServiceError, match=r"192\.0\.2\.1:8000 cannot be used"):
        is_port_busy("192.0.2.1", 8000)


def test_missing_package_is_named() -> None:
    with pytest.raises(ServiceError, match="paket_yang_tidak_ada"):
        package_folder("paket_yang_tidak_ada")
