"""The command line behind ``script/``."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

from kinerja.services.environment import ROOT
from kinerja.services.errors import ServiceError
from kinerja.services.leases import reserve_test_database
from kinerja.services.signals import interrupt_once
from kinerja.services.stack import Stack

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as shells count it."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. Troubles are told in a sentence, not in a traceback."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    command = COMMANDS.get(name)
    if command is None:
        print(f"Unknown command {name!r}; there are: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    interrupt_once()
    try:
        return command(rest)
    except ServiceError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def start(arguments: list[str]) -> int:
    """Start the embedded services and leave them running."""
    Stack(os.environ).start()
    return status(arguments)


def stop(_arguments: list[str]) -> int:
    """Stop the embedded services."""
    stack = Stack(os.environ)
    stack.stop()
    print(f"Nothing runs in {stack.home.path}.")
    return 0


def status(_arguments: list[str]) -> int:
    """Show each embedded service; 3, as of init scripts, when one does not run."""
    stack = Stack(os.environ)
    if not stack.services:
        print("DATABASE_URL and REDIS_URL are set: nothing runs embedded.")
    states = [(service, service.is_running()) for service in stack.services]
    for service, runs in states:
        print(f"{service.title:<11} {'running' if runs else 'stopped'}  {service.variable}={service.url}")
    return 0 if all(runs for _, runs in states) else 3


def env(_arguments: list[str]) -> int:
    """Print the variables to export, so that an editor or a debugger can run against the services."""
    stack = Stack(os.environ)
    stack.home.prepare()
    for name, value in stack.environment().items():
        if os.environ.get(name) != value:
            print(f"export {name}={shlex.quote(value)}")
    return 0


def manage(arguments: list[str]) -> int:
    """Run a management command with the services up."""
    return _run_with_services([sys.executable, "manage.py", *arguments])


def pytest(arguments: list[str]) -> int:
    """Run tests with the services up."""
    stack = Stack(os.environ)
    stack.home.prepare()
    with reserve_test_database(stack.home) as name:
        variables = {"KINERJA_TEST_DATABASE": name, "KINERJA_AS_OWNER": "1"}
        return _run_with_services([sys.executable, "-m", "pytest", *arguments], **variables)


def _run_with_services(command: list[str], **variables: str) -> int:
    with Stack(os.environ).running() as environment:
        environment.update(variables)
        # The terminal tells the child of a Ctrl-C as well; what that means is the child's affair (a shell goes on).
        # Said before there is a child: it may be told at its first breath. A handler, unlike "ignore", ends with exec.
        signal.signal(signal.SIGINT, lambda *_: None)
        child = subprocess.Popen(command, cwd=ROOT, env=environment)
        for end in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(end, lambda *_: child.terminate())
        return child.wait()


def server(arguments: list[str]) -> int:
    """Run the whole product."""
    from kinerja.services.server import serve

    return serve(arguments)


def test(arguments: list[str]) -> int:
    """Run every check."""
    from kinerja.services.checks import check

    return check(arguments)


def bench(arguments: list[str]) -> int:
    """Measure."""
    from kinerja.services.bench import bench as measure

    return measure(arguments)


def mutation(arguments: list[str]) -> int:
    """Change the rules, and see whether their tests notice."""
    from kinerja.services.mutation.command import mutation as change

    return change(arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "start": start,
    "stop": stop,
    "status": status,
    "env": env,
    "manage": manage,
    "pytest": pytest,
    "server": server,
    "test": test,
    "bench": bench,
    "mutation": mutation,
}
