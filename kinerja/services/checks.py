"""``script/test``: every check of the tree, in a home that is thrown away afterwards."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kinerja.services.environment import ROOT
from kinerja.services.leftovers import clear_leftovers
from kinerja.services.requirements import browser_command, find_browser, require_pango
from kinerja.services.stack import Stack

PYTHON = sys.executable
WORKERS = "2"
PREFIX = "kinerja-test-"


@dataclass(frozen=True)
class Check:
    """One command that must succeed. A ``live`` one speaks while it runs, the others only when they fail."""

    name: str
    command: tuple[str, ...]
    live: bool = False


SET_UP = (
    Check("translations compiled", (PYTHON, "manage.py", "compile_translations")),
    Check("database migrated", (PYTHON, "manage.py", "migrate", "--no-input", "--verbosity", "0")),
)
CHECKS = (
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("types", ("mypy",)),
    Check("floors", ("lint-imports", "--no-logo")),
    Check("dead code", (PYTHON, "-m", "kinerja.services.deadcode")),
    Check("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("templates", ("djlint", "templates", "--lint", "--quiet")),
    Check("translations", (PYTHON, "manage.py", "check_translations")),
    Check("audit", (PYTHON, "-m", "kinerja.services.audit"), live=True),
)

COVERED = (
    "*/rules/*",
    "*/actions/*",
    "*/policies.py",
    "contracts/signing/*",
    "scoring/measurement/*",
    "organization/access.py",
)
"""The rooms that decide about people: every line and every branch of them is reached by a test."""
WHOLLY, OVERALL = 100, 90
"""How much of those rooms, and of the whole program, tests must reach, in percent."""


def check(arguments: list[str]) -> int:
    """Run all checks, say how each went, and return 1 if any failed."""
    options = _parser().parse_args(arguments)
    began = time.monotonic()
    require_pango()
    browser = None if options.no_browser else _browser()
    checks = _chosen(options, browser_missing=browser is None)
    clear_leftovers(Path(tempfile.gettempdir()), prefix=PREFIX)
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        stack = Stack({**os.environ, "KINERJA_HOME": folder}, durable=False)
        with stack.running() as environment:
            environment |= {"KINERJA_CHROMIUM": browser or "", "KINERJA_AS_OWNER": "1"}
            # A real server's database may hold rows; the one that was just made here does not.
            if "DATABASE_URL" not in os.environ:
                environment["KINERJA_TEST_TEMPLATE"] = urlsplit(environment["DATABASE_URL"]).path.strip("/")
            failed = [one.name for one in checks if not _passes(one, environment)]
    if browser is None and not options.no_browser:
        failed.append("browser")
        print(f"\nNO BROWSER: the browser tests did not run. Type: {browser_command()}")
        print("(To do without them: script/test --no-browser)")
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All checks passed."
    print(f"\n{verdict} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/test", description="Run every check of this tree.")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser tests out")
    parser.add_argument("--coverage", action="store_true", help="measure which lines and branches the tests reach")
    names = [one.name for one in CHECKS] + ["tests"]
    parser.add_argument("--only", choices=names, action="append", help="run this check only; may be repeated")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    return parser


def _chosen(options: argparse.Namespace, *, browser_missing: bool) -> list[Check]:
    measured = ["-m", "coverage", "run"] if options.coverage else []
    whole = not (options.pytest or browser_missing)
    command = [PYTHON, *measured, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", "-q", *options.pytest]
    if browser_missing:
        command += ["-m", "not browser"]
    checks = [*CHECKS, Check("tests", tuple(command), live=True)]
    if options.only:
        checks = [one for one in checks if one.name in options.only]
    if options.coverage:
        # What a run that was killed left behind would count as reached.
        checks = [Check("coverage begun", ("coverage", "erase")), *checks, *_coverage(held=whole)]
    return [*SET_UP, *checks]


def _coverage(*, held: bool) -> list[Check]:
    """The reports on what was reached. Some tests alone reach less than all: then the bars are not ``held``."""
    overall, wholly = (OVERALL, WHOLLY) if held else (0, 0)
    include = f"--include={','.join(COVERED)}"
    return [
        Check("coverage combined", ("coverage", "combine", "--quiet"), live=True),
        Check("coverage", ("coverage", "report", f"--fail-under={overall}"), live=True),
        Check("coverage of the rooms", ("coverage", "report", include, f"--fail-under={wholly}"), live=True),
    ]


def _browser() -> str | None:
    found = find_browser(os.environ)
    if found is not None:
        print(f"Browser tests use {found}.", flush=True)
    return found


def _passes(one: Check, environment: Mapping[str, str]) -> bool:
    print(f"{one.name:<22}", end="\n" if one.live else " ", flush=True)
    began = time.monotonic()
    output = None if one.live else subprocess.PIPE
    done = subprocess.run(
        one.command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True, check=False
    )
    passed = done.returncode == 0
    verdict = f"{'passed' if passed else 'FAILED'} ({time.monotonic() - began:.1f} s)"
    print(f"{one.name:<22} {verdict}" if one.live else verdict, flush=True)
    if not passed and not one.live:
        print(done.stdout)
    return passed
