"""The oracle against the golden city, digit for digit."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.oracle import export, load

GOLDEN = Path(__file__).parent.parent / "golden" / "kota-contoh"
AS_NUMBERS = ("target", "realised")


def comparable(row: dict[str, str]) -> dict[str, object]:
    """The row with `target` and `realised` as numbers."""
    return {key: Decimal(value) if key in AS_NUMBERS and value else value for key, value in row.items()}


@pytest.mark.parametrize("path", sorted((GOLDEN / "expected").glob("*.csv")), ids=lambda path: path.stem)
def test_golden_city_is_reproduced(path: Path) -> None:
    kind, _, period = path.stem.partition("-")

    with path.open(encoding="utf-8", newline="") as stream:
        expected = [comparable(row) for row in csv.DictReader(stream)]

    assert [comparable(row) for row in export(load(GOLDEN), kind, period)] == expected
