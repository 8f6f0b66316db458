"""``script/server``: the web server, the worker and the clock of Celery, over the embedded services."""

import argparse
import os
import sys
import time
from collections.abc import Mapping

from kinerja.services.errors import ServiceError
from kinerja.services.leases import only_server
from kinerja.services.preparation import logins_file, prepare
from kinerja.services.processes import is_port_busy
from kinerja.services.requirements import require_pango
from kinerja.services.stack import Stack
from kinerja.services.supervisor import Program, Supervisor


def serve(arguments: list[str]) -> int:
    """Run everything until Ctrl-C; the exit code."""
    began = time.monotonic()
    options = _parser().parse_args(arguments)
    stack = Stack(os.environ)
    stack.home.prepare()
    with only_server(stack.home):
        if is_port_busy(options.host, options.port):
            raise ServiceError(
                f"Port {options.port} of {options.host} is taken by another program.",
                f"script/server --port {options.port + 1}",
            )
        require_pango()
        _say("Starting PostgreSQL and Redis ..." if stack.services else "Using DATABASE_URL and REDIS_URL ...")
        with stack.running() as environment:
            environment = {**environment, **_web_variables(options, environment)}
            prepare(environment)
            supervisor = Supervisor(programs(options), stack=stack, environment=without_owner(environment))
            return supervisor.run(on_ready=lambda: _announce(options, environment, began))


def programs(options: argparse.Namespace) -> list[Program]:
    """The programs of one server, in the order of their start."""
    bind = f"[{options.host}]:{options.port}" if ":" in options.host else f"{options.host}:{options.port}"
    gunicorn = ("--bind", bind, "--workers", str(options.workers), "--worker-class", "gthread", "--threads", "4")
    celery = (sys.executable, "-m", "celery", "--app", "kinerja")
    beat = ("beat", "--loglevel", "WARNING", "--schedule", str(options.run / "beat"), "--pidfile=")
    return [
        Program(
            "web",
            (
                sys.executable,
                "-m",
                "gunicorn",
                "kinerja.wsgi",
                *gunicorn,
                "--timeout",
                "60",
                # Starting anew takes two seconds of a processor: seldom, also at two hundred pages a second.
                "--max-requests",
                "50000",
                "--max-requests-jitter",
                "5000",
                "--worker-tmp-dir",
                str(options.run),
                # It would lie in $HOME, one for all copies of this user, and let whoever reaches it change the workers.
                "--no-control-socket",
            ),
            listens_on=(options.host, options.port),
        ),
        Program("worker", (*celery, "worker", "--loglevel", "INFO", "--concurrency", str(options.workers))),
        Program("beat", (*celery, *beat)),
    ]


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """What the programs are told: once the database is up to date, nothing that runs needs its owner's rights."""
    return {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/server", description="Run Kinerja on this machine.")
    parser.add_argument("--host", default=os.environ.get("KINERJA_HOST", "127.0.0.1"), help="address to listen on")
    parser.add_argument("--port", type=_port, default=os.environ.get("KINERJA_PORT", "8000"))
    parser.add_argument("--workers", type=int, default=2, help="web processes, and as many for background work")
    parser.add_argument("--no-demo", action="store_true", help="start with an empty city")
    parser.set_defaults(run=Stack(os.environ).home.run)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: 1 to 65535")
    return int(text)


def _web_variables(options: argparse.Namespace, environment: Mapping[str, str]) -> dict[str, str]:
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    if options.host not in {*hosts, "0.0.0.0", "::"}:  # noqa: S104 -- compared, not bound -- compared, not bound
        hosts.append(options.host)
    demo = "0" if options.no_demo else environment.get("KINERJA_DEMO", "1")
    return {"KINERJA_ALLOWED_HOSTS": environment.get("KINERJA_ALLOWED_HOSTS", ",".join(hosts)), "KINERJA_DEMO": demo}


def _announce(options: argparse.Namespace, environment: Mapping[str, str], began: float) -> None:
    host = "localhost" if options.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else options.host  # noqa: S104 -- compared, not bound
    if environment["KINERJA_DEMO"] == "1" and logins_file(environment).exists():
        _say(f"\nDemo logins:\n{logins_file(environment).read_text().rstrip()}")
    _say(f"\nKinerja runs at http://{host}:{options.port}/ (ready after {time.monotonic() - began:.0f} s).")
    _say(f"Logs: {environment['KINERJA_HOME']}/logs. Ctrl-C stops everything.")


def _say(line: str) -> None:
    print(line, flush=True)
