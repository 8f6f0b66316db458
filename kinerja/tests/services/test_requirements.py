"""What a machine lacks is installed for root, and named with the command to type for everybody else."""

import os
import sys
from pathlib import Path

import pytest

from kinerja.services import requirements
from kinerja.services.errors import ServiceError

PERSON = 1000


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down what it was asked, and knows no package called ``chromium``."""
    asked = tmp_path / "asked"
    program = tmp_path / "apt-get"
    program.write_text(
        f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >>{asked}\n'
        'case "$*" in *chromium*) echo "E: no candidate" >&2; exit 100;; esac\n'
    )
    program.chmod(0o755)
    asked.touch()
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return asked


def test_missing_pango_is_told_with_the_command(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "PANGO_LIBRARIES", ("libpango-yang-tidak-ada.so.0",))
    monkeypatch.setattr(os, "geteuid", lambda: PERSON)

    with pytest.raises(ServiceError, match="Pango") as refusal:
        requirements.require_pango()
    assert refusal.value.command == (
        "sudo apt-get update && sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )
    assert apt.read_text().splitlines() == ["noninteractive install --simulate libharfbuzz-subset0"]


def test_root_gets_it_installed_without_being_asked(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert requirements.apt_install("libpango-1.0-0")
    assert apt.read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install -y --no-install-recommends -o DPkg::Lock::Timeout=120 libpango-1.0-0",
    ]


def test_why_apt_refused_is_shown(
    apt: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert not requirements.apt_install("chromium")
    assert capsys.readouterr().err == "E: no candidate\n"


def test_root_is_not_told_to_use_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert requirements.apt_command("a", "b") == "apt-get update && apt-get install -y a b"


def test_where_apt_has_no_chromium_another_way_is_named(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert requirements.browser_command() == f"{sys.executable} -m playwright install --with-deps chromium"
    monkeypatch.setattr(requirements, "is_installable", lambda _package: True)
    assert requirements.browser_command().endswith("apt-get install -y chromium")


def test_browser_that_does_not_start_is_no_browser() -> None:
    assert requirements._installed_browser({"KINERJA_CHROMIUM": "/bin/false"}) is None
    assert requirements._installed_browser({"KINERJA_CHROMIUM": "/bin/true"}) == "/bin/true"
