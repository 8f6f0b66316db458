"""The shell before any Python package is there: script/lib.sh on a machine that lacks something."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kinerja.services.environment import ROOT

OLD = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.18 && exit 0\nexit 1\n'
WITHOUT_VENV = """#!/bin/sh
case "$2" in
*ensurepip*) exit 1;;
*print*) echo python3.13-venv;;
esac
"""
PERSON = "#!/bin/sh\necho 1000\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout that holds only the scripts, and a folder ``bin`` with the programs of its machine."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    (tmp_path / "bin").mkdir()
    for name in ("python3.11", "python3.12", "python3.13", "python3.14"):
        _program(tmp_path, name, "#!/bin/sh\nexit 1\n")
    _program(tmp_path, "id", PERSON)
    return tmp_path


def _program(machine: Path, name: str, text: str) -> None:
    (machine / "bin" / name).write_text(text)
    (machine / "bin" / name).chmod(0o755)


def _start(machine: Path, *, python: str = "") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PATH": f"{machine / 'bin'}:/usr/bin:/bin", "KINERJA_PYTHON": python}
    return subprocess.run([machine / "script/server"], env=environ, capture_output=True, text=True, check=False)


def test_python_too_old_is_told_with_what_to_type(machine: Path) -> None:
    _program(machine, "python3", OLD)

    done = _start(machine)

    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this machine offers Python 3.9.18." in done.stderr
    assert "Type: sudo apt-get update && sudo apt-get install -y python3.11 python3.11-venv" in done.stderr
    assert not (machine / ".venv").exists()


def test_python_that_was_named_is_the_only_one_tried(machine: Path) -> None:
    _program(machine, "python3", WITHOUT_VENV)

    done = _start(machine, python="/opt/python-yang-tidak-ada")

    assert done.returncode == 1
    assert "needs Python 3.11 or newer; /opt/python-yang-tidak-ada offers none." in done.stderr


def test_missing_venv_is_told_once_with_everything_else_that_an_administrator_installs(machine: Path) -> None:
    _program(machine, "python3", WITHOUT_VENV)
    _program(machine, "apt-get", "#!/bin/sh\n")

    done = _start(machine)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "Type: sudo apt-get update && sudo apt-get install -y "
        "python3.13-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert not (machine / ".venv").exists()


def test_what_apt_says_is_shown_when_it_fails_for_root(machine: Path) -> None:
    _program(machine, "python3", WITHOUT_VENV)
    _program(machine, "id", "#!/bin/sh\necho 0\n")
    _program(machine, "apt-get", "#!/bin/sh\necho E: could not reach the mirror >&2\nexit 100\n")

    done = _start(machine)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Installing python3.13-venv ...",
        "E: could not reach the mirror",
        "",
        "Python's venv module is missing.",
        "Type: apt-get update && apt-get install -y python3.13-venv libpango-1.0-0 libpangoft2-1.0-0",
    ]


def test_checkout_that_cannot_be_written_is_told_with_what_to_type(machine: Path) -> None:
    # Root may write anywhere, but not into a folder as if it were a file.
    (machine / ".venv.lock").mkdir()

    done = _start(machine)

    assert done.returncode == 1
    assert "belongs to another user, so nothing can be installed there." in done.stderr
    assert f"Type: sudo chown -R 1000 {machine}" in done.stderr


def test_environment_that_was_killed_while_it_was_made_is_made_anew(machine: Path) -> None:
    _program(machine, "python3", '#!/bin/sh\ncase "$*" in *venv*--clear*) echo made anew >&2; exit 1;; esac\n')
    (machine / ".venv/bin").mkdir(parents=True)
    (machine / ".venv/bin/python").symlink_to(machine / "bin/python3")

    assert "made anew" in _start(machine).stderr


def test_environment_in_which_an_installer_was_killed_is_made_anew(machine: Path) -> None:
    _program(machine, "python3", '#!/bin/sh\ncase "$*" in *venv*--clear*) echo made anew >&2; exit 1;; esac\n')
    _finished_environment(machine, "#!/bin/sh\n")
    (machine / ".venv/.installing").touch()

    assert "made anew" in _start(machine).stderr


def test_environment_of_a_python_that_the_system_replaced_is_made_anew(machine: Path) -> None:
    _program(machine, "python3", '#!/bin/sh\ncase "$*" in *venv*--clear*) echo made anew >&2; exit 1;; esac\n')
    _finished_environment(machine, '#!/bin/sh\ncase "$*" in *import?pip*) exit 1;; esac\n')

    assert "made anew" in _start(machine).stderr


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("NewConnectionError: [Errno -3] Temporary failure\nERROR: (from versions: none)", "no network"),
        ("ERROR: No such version of redis (from versions: none)", "does not offer this for Python 3.15.0 on "),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "could not be installed; the reason stands above"),
    ],
)
def test_packages_that_do_not_come_are_told_by_their_cause(machine: Path, said: str, told: str) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        (machine / name).touch()
    answers = f'-V*) echo Python 3.15.0;; *pip?install*) echo "{said}" >&2; exit 1;;'
    _finished_environment(machine, f'#!/bin/sh\ncase "$*" in {answers} esac\n')

    done = _start(machine)

    assert done.returncode == 1
    assert said in done.stderr
    assert told in done.stderr
    # Ended, not killed: what there is stays.
    assert [file.name for file in (machine / ".venv").glob(".*")] == [".kinerja-made"]


def _finished_environment(machine: Path, python: str) -> None:
    (machine / ".venv/bin").mkdir(parents=True)
    (machine / ".venv/.kinerja-made").touch()
    _program(machine, "python", python)
    (machine / "bin/python").rename(machine / ".venv/bin/python")


def test_settings_for_other_work_do_not_lead_astray(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "elsewhere/script").mkdir(parents=True)
    monkeypatch.chdir(machine)
    environ = {**os.environ, "CDPATH": str(machine / "elsewhere"), "PYTHONPATH": "/lain", "PIP_USER": "1"}
    command = 'source script/lib.sh; echo "$ROOT ${PYTHONPATH:-none} $PIP_USER"'

    done = subprocess.run(["/bin/bash", "-c", command], env=environ, capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == (f"{machine} none 0\n", "")
