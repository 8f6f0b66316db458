"""What one server consists of, and what it refuses."""

import socket

import pytest

from kinerja.services import server
from kinerja.services.checks import CHECKS, SET_UP
from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError


@pytest.fixture(autouse=True)
def _own_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINERJA_HOME", str(home.path))


def test_busy_port_is_refused_before_anything_starts(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServiceError, match=f"Port {port} of 127.0.0.1 is taken") as refusal:
            server.serve(["--port", str(port)])
    assert refusal.value.command == f"script/server --port {port + 1}"
    assert not home.pgdata.exists()


def test_server_is_web_worker_and_one_clock() -> None:
    options = server._parser().parse_args(["--host", "::", "--port", "8123", "--workers", "3"])

    web, worker, beat = server.programs(options)

    assert "[::]:8123" in web.command
    assert web.listens_on == ("::", 8123)
    # By default it lies in $HOME: outside of the city's home, and the same for two copies of one user.
    assert "--no-control-socket" in web.command
    assert worker.command[worker.command.index("--concurrency") + 1] == "3"
    assert "beat" in beat.command


def test_demo_can_be_left_out_and_hosts_follow_the_address() -> None:
    options = server._parser().parse_args(["--no-demo", "--host", "10.1.2.3"])

    assert server._web_variables(options, {}) == {
        "KINERJA_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],10.1.2.3",
        "KINERJA_DEMO": "0",
    }
    assert server._web_variables(options, {"KINERJA_ALLOWED_HOSTS": "kota.example"})["KINERJA_ALLOWED_HOSTS"] == (
        "kota.example"
    )


def test_every_check_has_a_name_of_its_own() -> None:
    names = [one.name for one in (*SET_UP, *CHECKS)]

    assert len(set(names)) == len(names)


def test_running_programs_do_not_learn_the_owners_address() -> None:
    told = {"DATABASE_URL": "postgresql://kinerja_app@db/kota", "DATABASE_OWNER_URL": "postgresql://kinerja@db/kota"}
    assert server.without_owner(told) == {"DATABASE_URL": told["DATABASE_URL"]}


@pytest.mark.parametrize("port", ["delapan", "70000", "0"])
def test_port_that_is_none_is_told_without_a_traceback(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KINERJA_PORT", port)
    with pytest.raises(SystemExit):
        server.serve([])
    assert f"argument --port: '{port}' is not a port" in capsys.readouterr().err
