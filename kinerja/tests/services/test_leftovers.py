"""Runs that were killed outright are cleared away by a later one; a run that goes on is left alone."""

import os
import time
from pathlib import Path

import pytest

from kinerja.services.environment import Home
from kinerja.services.leases import Leases
from kinerja.services.leftovers import OLD_SECONDS, clear_leftovers
from kinerja.services.redis import EmbeddedRedis


def home_of(folder: Path, *, age: float = OLD_SECONDS + 60) -> Home:
    home = Home(folder)
    home.prepare()
    then = time.time() - age
    os.utime(folder, (then, then))
    return home


@pytest.fixture
def killed(tmp_path: Path) -> Home:
    """The home of a run that is no more, with a server that is."""
    home = home_of(tmp_path / "kinerja-test-lama")
    EmbeddedRedis(home).start()
    return home_of(home.path)


def test_servers_and_folder_of_a_killed_run_go(killed: Home) -> None:
    server = EmbeddedRedis(killed)
    assert server.is_running()
    clear_leftovers(killed.path.parent, prefix="kinerja-test-")
    assert not server.is_running()
    assert not killed.path.exists()


def test_a_run_that_goes_on_or_was_killed_just_now_stays(tmp_path: Path) -> None:
    busy, young = home_of(tmp_path / "kinerja-test-sibuk"), home_of(tmp_path / "kinerja-test-baru", age=60)
    other = home_of(tmp_path / "kota")
    with Leases(busy).take():
        clear_leftovers(tmp_path, prefix="kinerja-test-")
    assert [home.path.exists() for home in (busy, young, other)] == [True, True, True]
