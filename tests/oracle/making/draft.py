"""The tables of a city in the making, and the dice."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.oracle.months import Month

Row = dict[str, str]

COLUMNS = {
    "units": "code name kind parent_code schedule",
    "schedules": "code weekday start end break_minutes valid_from valid_to",
    "shifts": "code name start end break_minutes",
    "holidays": "date name kind",
    "positions": "code title unit_code level tpp_base",
    "employees": "nip name email rank",
    "assignments": "nip position_code kind start end",
    "rosters": "nip date shift",
    "registers": "register name class limit limit_unit",
    "agreements": "year holder_nip superior_nip pledge signed_on kind",
    "targets": "year holder_nip indicator_code objective indicator unit_of_measure polarity accumulation source"
    " register class weight m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12"
    " parent_holder_nip parent_indicator_code contribution",
    "cases": "register number unit_code class opened_at closed_at",
    "readings": "year holder_nip indicator_code month value verified note",
    "justifications": "year holder_nip indicator_code month accepted note",
    "attendance": "nip date check_in check_out mode",
    "leave": "nip start end kind",
    "activities": "nip date start end description output quantity indicator_code status",
    "behaviour": "nip month rating",
    "sanctions": "nip start end percent reference",
    "outages": "start end units",
}


@dataclass(frozen=True)
class Post:
    """A position while the city is made up."""

    code: str
    unit: str
    level: str


@dataclass
class Draft:
    """Everything decided so far. `months` are those with attendance and activities."""

    rng: Random
    year: int
    months: list[Month]
    nasty: bool
    tables: dict[str, list[Row]] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    first_post: dict[str, Post] = field(default_factory=dict)
    twins: list[str] = field(default_factory=list)
    #: Person, date and clock of entries: no two of them begin in the same minute.
    begun: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, kind: str, *cells: object) -> Row:
        """Append a row; `None` is an empty cell, missing cells at the end are empty."""
        columns = COLUMNS[kind].split()
        texts = ["" if cell is None else str(cell) for cell in cells]
        row = dict(zip(columns, texts + [""] * (len(columns) - len(texts)), strict=True))
        self.tables.setdefault(kind, []).append(row)
        return row

    def odd(self, share: float) -> bool:
        """Whether something unusual happens; far less often in a city that is not nasty."""
        return self.rng.random() < (share if self.nasty else share / 8)

    def edge_day(self) -> date:
        """A day in one of the detailed months, its first and last days more often than others."""
        days = self.rng.choice(self.months).days()
        return self.rng.choice([days[0], days[1], days[13], days[14], days[-2], days[-1], *self.rng.sample(days, 6)])

    def any_day(self) -> date:
        """Any day from late in the year before to the end of the year."""
        return date(self.year - 1, 12, 1) + timedelta(days=self.rng.randrange(396))

    def write(self, folder: Path) -> None:
        """Write the tables; a nasty city varies separators, byte order marks and the order of columns."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind, names in COLUMNS.items():
            columns = names.split()
            if self.odd(0.4):
                self.rng.shuffle(columns)
            encoding = "utf-8-sig" if self.odd(0.3) else "utf-8"
            with (folder / f"{kind}.csv").open("w", encoding=encoding, newline="") as stream:
                delimiter = ";" if self.odd(0.3) else ","
                writer = csv.DictWriter(stream, columns, delimiter=delimiter, lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.tables.get(kind, []))
