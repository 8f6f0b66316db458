"""How a measurement is told: a table for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured ``value`` in ``unit`` beside its ``limit``; the ratio may not be above the bar (``least``: below).

    Without a limit the value itself is held against the bar; without a bar it is told and not judged.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    bar: float | None = None
    least: bool = False

    @property
    def ratio(self) -> float:
        """Value to limit, or the value where there is no limit."""
        return self.value / self.limit if self.limit else self.value

    @property
    def ok(self) -> bool:
        """Whether the bar is met."""
        if self.bar is None:
            return True
        return self.ratio >= self.bar if self.least else self.ratio <= self.bar


def to_json(figure: Figure) -> str:
    """One line: name, value, unit, limit, ratio, bar, ok."""
    told = asdict(figure) | {"ratio": round(figure.ratio, 4), "ok": figure.ok}
    told["value"] = round(figure.value, 6)
    return json.dumps(told)


def to_text(figure: Figure) -> str:
    """One line of the table."""
    limit = "" if figure.limit is None else f"{figure.limit:.4g}"
    ratio = "" if figure.limit is None else f"{figure.ratio:.2f}"
    bar = "" if figure.bar is None else f"{'>=' if figure.least else '<='} {figure.bar:g}"
    verdict = "" if figure.bar is None else ("ok" if figure.ok else "MISSED")
    return f"{figure.name:<44} {figure.value:>10.4g} {figure.unit:<7} {limit:>9} {ratio:>8} {bar:>9}  {verdict}"


HEADING = f"{'name':<44} {'value':>10} {'unit':<7} {'limit':>9} {'ratio':>8} {'bar':>9}"


def machine() -> str:
    """What the measurement ran on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    models = (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({next(models, platform.machine())}), {memory:.0f} GiB, load {load:.1f};"
        f" Python {platform.python_version()}, PostgreSQL {server}, {platform.system()} {platform.release()}"
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def tell(figures: Iterable[Figure], *, as_json: bool, write: Callable[[str], None]) -> bool:
    """Write the figures as they come; whether all bars were met. A program reads nothing but figures."""
    if as_json:
        print(machine(), file=sys.stderr)
    else:
        write(f"{machine()}\n{HEADING}")
    fine = True
    for figure in figures:
        write(to_json(figure) if as_json else to_text(figure))
        fine = fine and figure.ok
    return fine
