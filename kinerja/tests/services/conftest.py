"""A home of its own for each test of the services."""

from pathlib import Path

import pytest

from kinerja.services.environment import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "kota")
    home.prepare()
    return home
