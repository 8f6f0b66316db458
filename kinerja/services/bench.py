"""``script/bench``: measurements in a home that is thrown away afterwards."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from kinerja.services.environment import ROOT
from kinerja.services.stack import Stack

NAMES = ("score", "import", "pages", "login", "file", "weight", "print", "sign", "age")


def bench(arguments: list[str]) -> int:
    """Migrate an empty database, measure in it, leave nothing behind; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="script/bench", description="Measure a piece of work.")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--only", action="append", default=[], metavar="PAGE", help="of the pages only this one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="kinerja-bench-", ignore_cleanup_errors=True) as folder:
        # Always our own services: a bench empties its database.
        own = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        with Stack({**own, "KINERJA_HOME": folder}).running() as environment:
            for command in _commands(options.name, as_json=options.json, only=options.only):
                done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
                if done.returncode:
                    return done.returncode
    return 0


def _commands(name: str, *, as_json: bool, only: Sequence[str]) -> list[list[str]]:
    manage = [sys.executable, "manage.py"]
    told = [*(["--json"] if as_json else []), *(f"--only={page}" for page in only)]
    return [
        [*manage, "migrate", "--no-input", "--verbosity", "0"],
        [*manage, "bench", name, "--replace-everything", *told],
    ]
