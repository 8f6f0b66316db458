"""Brings the database, the translations, the static files and the demo city up to this version of the program."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kinerja.services.environment import ROOT
from kinerja.services.errors import ServiceError

MADE_FROM = ("kinerja", "organization", "contracts", "dailylog", "scoring", "static", "templates", "locale")
"""What static files and compiled sentences are made from; which of Bootstrap's rules stay depends on pages and code."""

LOCK = "requirements.txt"
QUICK = ("--skip-checks", "--no-input", "--verbosity", "0")
"""Django's checks judge the code, which script/test does; here they would import every page for each command."""


def prepare(environment: Mapping[str, str]) -> None:
    """Do what this tree needs before it serves, quickly when an earlier start did. ``ServiceError`` names the step."""
    _manage("Bringing the database up to date", environment, "migrate", *QUICK)
    home = Path(environment["KINERJA_HOME"])
    stamp, manifest = home / "run" / "made-from", home / "static" / "staticfiles.json"
    if not (manifest.exists() and stamp.exists() and stamp.read_text() == fingerprint(ROOT, environment)):
        _manage("Compiling the translations", environment, "compile_translations")
        _manage("Collecting the static files", environment, "collectstatic", *QUICK)
        stamp.write_text(fingerprint(ROOT, environment))
    if environment["KINERJA_DEMO"] == "1":
        logins = _manage("Looking after the demo city", environment, "seed_demo", "--if-empty", "--skip-checks")
        # Only the start that made the city says who may log in; the others look it up here.
        if logins.strip():
            logins_file(environment).write_text(logins)


def logins_file(environment: Mapping[str, str]) -> Path:
    """Where the logins of the demo city stand once it is made."""
    return Path(environment["KINERJA_HOME"]) / "demo-logins.txt"


def fingerprint(root: Path, environment: Mapping[str, str]) -> str:
    """Changes with the files of the tree ``root`` (names, sizes, times), the locked packages and the interpreter."""
    facts = [sys.version, environment.get("KINERJA_DEBUG", ""), (root / LOCK).read_text(), *sorted(_facts(root))]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _facts(root: Path) -> Iterator[str]:
    for folder in MADE_FROM:
        for path in (root / folder).rglob("*"):
            if path.suffix == ".mo":
                # Made by the step itself, for every home anew: only a missing one matters.
                yield str(path)
            elif "__pycache__" not in path.parts and path.is_file():
                facts = path.stat()
                yield f"{path} {facts.st_size} {facts.st_mtime_ns}"


def _manage(what: str, environment: Mapping[str, str], *arguments: str) -> str:
    """Run a management command and give what it prints; its errors and its progress go to the terminal."""
    print(f"{what} ...", flush=True)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise ServiceError(f"{what} failed; the reason stands above.", f"script/manage {' '.join(arguments)}")
    return done.stdout
