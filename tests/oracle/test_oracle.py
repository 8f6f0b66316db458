"""The oracle against the golden city, digit for digit."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.oracle import EXPORTS, export, load
from tests.oracle.achievement import targets_of
from tests.oracle.cities import instants, outage_instants, write_city
from tests.oracle.records import Assignment, City

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


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_city_is_scored(tmp_path: Path, seed: int) -> None:
    months = write_city(tmp_path, seed)
    city = load(tmp_path)

    rows = {(kind, month): export(city, kind, month) for kind in EXPORTS for month in months}

    assert all(rows.values())
    assert all(0 <= Decimal(row["discipline"]) <= 100 for month in months for row in rows["scores", month])


def test_random_city_is_scored_at_the_edges_of_deadlines(tmp_path: Path) -> None:
    month = write_city(tmp_path, 4)[0]
    city = replace(load(tmp_path), outages=[])
    latest = export(city, "scores", month)

    figures = [export(city, "scores", month, as_of) for as_of in instants(tmp_path, month)]

    assert [[row["nip"] for row in rows] for rows in figures] == [[row["nip"] for row in latest]] * len(figures)
    # Each deadline changes something: nobody can be late with filing or reporting before it has passed.
    assert all(before != after for before, after in pairwise(figures))


def test_outages_of_single_units_change_figures(tmp_path: Path) -> None:
    """Somewhere among a few cities an outage of some units decides about a day that nobody filed."""
    changed = 0
    for seed in range(20, 26):
        folder = tmp_path / str(seed)
        for month in write_city(folder, seed):
            city = load(folder)
            without = replace(city, outages=[each for each in city.outages if not each.units])
            at = outage_instants(folder, month)[0]
            changed += export(city, "scores", month, at) != export(without, "scores", month, at)
    assert changed


def test_random_city_is_always_the_same(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_city(tmp_path / name, 5)

    first, second = (sorted((tmp_path / name).glob("*.csv")) for name in ("first", "second"))

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("seed", range(6, 16))
def test_random_city_is_valid(tmp_path: Path, seed: int) -> None:
    write_city(tmp_path, seed)
    city = load(tmp_path)

    for agreement in city.agreements.values():
        assert sum(t.weight for t in targets_of(city, agreement)) == 100
    assert 20 <= len(city.employees) <= 85
    assert all(a.end > a.start for rows in city.activities.values() for a in rows)
    for by in ("nip", "position"):
        assert not overlapping_definitives(city, by)


def overlapping_definitives(city: City, by: str) -> list[tuple[Assignment, Assignment]]:
    """Pairs of definitive assignments of one person or one post that share a day."""
    held = [a for rows in city.assignments.values() for a in rows if a.kind == "definitive"]
    return [
        (a, b)
        for a, b in combinations(held, 2)
        if getattr(a, by) == getattr(b, by) and (a.covers(b.start) or b.covers(a.start))
    ]
