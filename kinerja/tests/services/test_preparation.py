"""What a later start of the server may leave out."""

import os
from pathlib import Path

import pytest

from kinerja.services import preparation
from kinerja.services.environment import Home
from kinerja.services.preparation import LOCK, MADE_FROM, fingerprint, prepare

EVERYTHING = ["migrate", "compile_translations", "collectstatic"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "pohon"
    for folder in MADE_FROM:
        (root / folder / "__pycache__").mkdir(parents=True)
    for name in (LOCK, "static/kinerja.css", "templates/dasar.html", "locale/django.po", "locale/django.mo"):
        (root / name).write_text("a")
    return root


def touch(path: Path) -> None:
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1))


@pytest.mark.parametrize("name", ["static/kinerja.css", "templates/dasar.html", "locale/django.po"])
def test_changed_file_changes_the_fingerprint(tree: Path, name: str) -> None:
    before = fingerprint(tree, {})
    touch(tree / name)
    assert fingerprint(tree, {}) != before


def test_lost_compiled_file_packages_and_debugging_change_it_too(tree: Path) -> None:
    seen = {fingerprint(tree, {}), fingerprint(tree, {"KINERJA_DEBUG": "1"})}
    (tree / LOCK).write_text("b")
    seen.add(fingerprint(tree, {}))
    (tree / "locale/django.mo").unlink()
    seen.add(fingerprint(tree, {}))
    assert len(seen) == 4


def test_what_a_start_itself_writes_changes_nothing(tree: Path) -> None:
    before = fingerprint(tree, {})
    touch(tree / "locale/django.mo")
    (tree / "kinerja/__pycache__/a.pyc").write_text("a")
    assert fingerprint(tree, {}) == before


@pytest.fixture
def done(home: Home, tree: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run; a file ``interrupt`` in the home ends the collecting of static files by Ctrl-C."""
    commands: list[str] = []

    def manage(_what: str, _environment: object, command: str, *_arguments: str) -> str:
        commands.append(command)
        if (home.path / "interrupt").exists() and command == "collectstatic":
            raise KeyboardInterrupt
        if command == "collectstatic":
            (home.path / "static/staticfiles.json").touch()
        return ""

    monkeypatch.setattr(preparation, "ROOT", tree)
    monkeypatch.setattr(preparation, "_manage", manage)
    return commands


def start(home: Home) -> None:
    prepare({"KINERJA_HOME": str(home.path), "KINERJA_DEMO": "0"})


def test_second_start_makes_only_what_changed(home: Home, tree: Path, done: list[str]) -> None:
    start(home)
    start(home)
    assert done == [*EVERYTHING, "migrate"]
    done.clear()

    touch(tree / "templates/dasar.html")
    start(home)
    assert done == EVERYTHING


def test_static_files_that_are_gone_are_made_again(home: Home, done: list[str]) -> None:
    start(home)
    (home.path / "static/staticfiles.json").unlink()
    start(home)
    assert done == EVERYTHING * 2


def test_interrupted_start_is_made_good_by_the_next(home: Home, done: list[str]) -> None:
    (home.path / "interrupt").touch()
    with pytest.raises(KeyboardInterrupt):
        start(home)
    (home.path / "interrupt").unlink()

    start(home)
    assert done == EVERYTHING * 2
