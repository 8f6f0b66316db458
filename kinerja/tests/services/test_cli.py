"""The commands behind ``script/``: exit codes and sentences instead of tracebacks."""

import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from kinerja.services import cli
from kinerja.services.environment import ROOT, Home
from kinerja.services.errors import ServiceError
from tests.races import PATIENCE

NAMED = {"DATABASE_URL": "postgresql://db.kota.example/kinerja", "REDIS_URL": "redis://redis.kota.example/0"}
ANSWERING = {name: os.environ[name] for name in NAMED}
"""The servers of this run of the tests."""


@pytest.fixture(autouse=True)
def _named_servers(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "interrupt_once", lambda: None)
    for name, value in {**NAMED, "KINERJA_HOME": str(home.path)}.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("arguments", [[], ["hapus"]])
def test_unknown_command_names_the_known_ones(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert "there are: start, stop, status" in capsys.readouterr().err


def test_trouble_is_told_in_a_sentence_with_the_next_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: list[str]) -> int:
        raise ServiceError("Port 8000 is taken.", "script/server --port 8001")

    monkeypatch.setitem(cli.COMMANDS, "server", fail)

    assert cli.main(["server"]) == 1
    assert capsys.readouterr().err == "\nPort 8000 is taken.\nType: script/server --port 8001\n"


def test_status_says_when_nothing_is_embedded(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status"]) == 0
    assert capsys.readouterr().out == "DATABASE_URL and REDIS_URL are set: nothing runs embedded.\n"


def test_status_of_stopped_services_is_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL")

    assert cli.main(["status"]) == 3


def test_env_prints_what_a_shell_lacks(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KINERJA_SECRET_KEY", raising=False)

    assert cli.main(["env"]) == 0
    assert f"export KINERJA_SECRET_KEY={home.secret_key()}\n" in capsys.readouterr().out


def test_manage_gives_the_exit_code_of_its_command_and_survives_interrupts(home: Home) -> None:
    program = "import sys; from kinerja.services.cli import _run_with_services as run; sys.exit(run(sys.argv[1:]))"
    inner = "import sys, signal; signal.signal(signal.SIGINT, lambda *_: sys.exit(7)); print('ya', flush=True); input()"
    command = [sys.executable, "-c", program, sys.executable, "-c", inner]
    environ = {**os.environ, **ANSWERING, "KINERJA_HOME": str(home.path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ya\n"
        os.killpg(child.pid, signal.SIGINT)
        assert child.wait(PATIENCE) == 7


def test_ctrl_c_is_the_childs_affair_before_there_is_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child may be told at its first breath, when the one who started it has not gone on yet."""
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    found: list[object] = []

    def start(*_command: object, **_options: object) -> SimpleNamespace:
        found.append(signal.getsignal(signal.SIGINT))
        return SimpleNamespace(wait=lambda: 0)

    for name, value in ANSWERING.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("kinerja.services.cli.subprocess.Popen", start)
    try:
        assert cli._run_with_services(["true"]) == 0
        assert found == [signal.getsignal(signal.SIGINT)]
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def test_command_whose_reader_has_had_enough_ends_without_a_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "manage.py", "help"],
            cwd=ROOT,
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")
