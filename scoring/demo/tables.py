"""The demo city as a folder of interchange tables."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from scoring.demo import agreements, career, registers, results, structure
from scoring.demo.activities import activity_rows
from scoring.demo.attendance import attendance_rows, workdays
from scoring.demo.calendar import holiday_rows, schedule_rows
from scoring.demo.dictionary import indicator_rows
from scoring.demo.leave import balance_rows, leave_rows, make_absences
from scoring.demo.plan import budget_rows, objective_rows
from scoring.demo.rosters import roster_rows, shift_rows

Row = dict[str, str]

#: The columns of each table, in the order in which an export writes them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "units": ("code", "name", "kind", "parent_code", "schedule"),
    "schedules": ("code", "weekday", "start", "end", "break_minutes", "valid_from", "valid_to"),
    "shifts": ("code", "name", "start", "end", "break_minutes"),
    "holidays": ("date", "name", "kind"),
    "positions": ("code", "title", "unit_code", "level", "tpp_base"),
    "employees": ("nip", "name", "email", "rank"),
    "assignments": ("nip", "position_code", "kind", "start", "end"),
    "rosters": ("nip", "date", "shift"),
    "registers": ("register", "name", "class", "limit", "limit_unit"),
    "objectives": ("code", "kind", "name", "parent_code", "unit_code", "first_year", "last_year"),
    "budgets": ("code", "year", "funding", "amount"),
    "indicators": (
        *("code", "name", "objective_code", "definition", "formula", "unit_of_measure", "data_source", "polarity"),
        *("accumulation", "source", "register", "class", "baseline", "baseline_year", "shared"),
    ),
    "agreements": ("year", "holder_nip", "superior_nip", "pledge", "signed_on", "kind"),
    "targets": (
        *("year", "holder_nip", "indicator_code", "objective", "indicator", "unit_of_measure", "polarity"),
        *("accumulation", "source", "register", "class", "weight"),
        *(f"m{month:02d}" for month in range(1, 13)),
        *("parent_holder_nip", "parent_indicator_code", "contribution"),
    ),
    "cases": ("register", "number", "unit_code", "class", "opened_at", "closed_at"),
    "readings": ("year", "holder_nip", "indicator_code", "month", "value", "verified", "note"),
    "justifications": ("year", "holder_nip", "indicator_code", "month", "accepted", "note"),
    "attendance": ("nip", "date", "check_in", "check_out", "mode"),
    "leave": ("nip", "start", "end", "kind"),
    "leave_balances": ("nip", "year", "carried", "served_since", "note"),
    "activities": (*("nip", "date", "start", "end", "description", "output", "quantity", "indicator_code", "status"),),
    "behaviour": ("nip", "month", "rating"),
    "sanctions": ("nip", "start", "end", "percent", "reference"),
}


def make_tables(today: date, *, minute: int = career.WHOLE_DAY) -> dict[str, Iterable[Row]]:
    """Every table of the city as of a minute of ``today``; the large ones are read once, row by row."""
    city = career.make_city(today, minute=minute)
    # Deadlines of December end in January.
    years = range(today.year - 1, today.year + 2)
    absences = make_absences(city)
    days = {person.nip: list(workdays(city, person, absences[person.nip])) for person in city.people}
    deeds = agreements.make_deeds(city, absences)
    return {
        "units": structure.unit_rows(),
        "schedules": schedule_rows(years),
        "shifts": shift_rows(),
        "holidays": holiday_rows(years),
        "positions": structure.position_rows(),
        "employees": career.employee_rows(city),
        "assignments": career.assignment_rows(city),
        "rosters": roster_rows(city),
        "registers": registers.register_rows(),
        "objectives": objective_rows(today),
        "budgets": budget_rows(today),
        "indicators": indicator_rows(today),
        "agreements": agreements.agreement_rows(deeds),
        "targets": agreements.target_rows(city, deeds),
        "cases": registers.case_rows(city),
        "readings": results.reading_rows(city, deeds),
        "justifications": results.justification_rows(city, deeds),
        "attendance": (row for p in city.people for row in attendance_rows(p, days[p.nip], Random(f"seconds {p.nip}"))),
        "leave": leave_rows(absences),
        "leave_balances": balance_rows(city),
        "activities": (
            row for person in city.people for row in activity_rows(city, person, days[person.nip], absences[person.nip])
        ),
        "behaviour": results.behaviour_rows(city),
        "sanctions": results.sanction_rows(city),
    }


def write_tables(folder: Path, today: date, *, minute: int) -> dict[str, int]:
    """Write one CSV file a table into the folder; the numbers of rows by table."""
    tables = make_tables(today, minute=minute)
    return {kind: _write(folder / f"{kind}.csv", COLUMNS[kind], rows) for kind, rows in tables.items()}


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        return sum(1 for _ in _written(writer, rows))


def _written(writer: "csv.DictWriter[str]", rows: Iterable[Row]) -> Iterator[None]:
    for row in rows:
        yield writer.writerow(row)
