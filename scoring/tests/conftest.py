"""What the tests of scoring share."""

from pathlib import Path

import pytest
from django.core.management import call_command

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "golden" / "kota-contoh"


@pytest.fixture
def golden(db: None) -> Path:
    """The golden city, imported through its tables; the folder with its expected figures."""
    call_command("import_city", str(GOLDEN), verbosity=0)
    return GOLDEN
