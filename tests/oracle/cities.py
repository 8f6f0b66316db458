"""Random but valid cities, full of boundary cases: `python -m tests.oracle.cities FOLDER SEED`."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from tests.oracle.days import filing_deadline, reporting_deadline
from tests.oracle.loading import load
from tests.oracle.making.contracts import make_agreements
from tests.oracle.making.daily import make_days, make_leave
from tests.oracle.making.draft import Draft
from tests.oracle.making.outages import make_outages
from tests.oracle.making.people import make_people, make_ratings_and_sanctions
from tests.oracle.making.registers import make_cases, make_justifications, make_readings
from tests.oracle.making.rosters import make_rosters
from tests.oracle.making.structure import make_holidays, make_schedules, make_structure
from tests.oracle.months import Month
from tests.oracle.outages import own_filing_deadline


def write_city(folder: Path | str, seed: int, *, nasty: bool = True) -> list[str]:
    """Write the tables of the city of `seed`, always the same; return the months with attendance and activities.

    Readings, cases and targets fill the whole year; a city that is not nasty has few unusual rows.
    """
    place, rng = Path(folder), Random(seed)
    year = rng.choice([2024, 2025])
    numbers = sorted({rng.choice([1, 2, 3]), rng.randint(4, 11), 12} if rng.random() < 0.7 else {3, 12})
    draft = Draft(rng, year, [Month(year, number) for number in numbers], nasty)
    make_holidays(draft)
    make_schedules(draft)
    make_structure(draft)
    make_people(draft)
    make_rosters(draft)
    make_leave(draft)
    # Marks and deadlines are put on the edges of the hours in force, so the calendar is read back first.
    draft.write(place)
    calendar = load(place)
    make_agreements(draft)
    make_readings(draft)
    make_justifications(draft)
    make_cases(draft, calendar)
    make_days(draft, calendar)
    make_ratings_and_sanctions(draft)
    make_outages(draft, calendar)
    draft.write(place)
    return [str(month) for month in draft.months]


def instants(folder: Path | str, month_text: str) -> list[datetime]:
    """As-of instants at the edges of a month's deadlines: before, at and after them to the second."""
    city, month = load(folder), Month.parse(month_text)
    days = month.days()
    filing, reporting = filing_deadline(city, days[11]), reporting_deadline(city, month)
    second = timedelta(seconds=1)
    middle = datetime.combine(days[9], time(8))
    return [datetime.combine(month.first, time()), middle, filing, filing + second, reporting - second, reporting]


def outage_instants(folder: Path | str, month_text: str) -> list[datetime]:
    """The last as-of instant at which nobody is late with the month's twelfth day for outages, and the next one."""
    city, day = load(folder), Month.parse(month_text).days()[11]
    ends = {own_filing_deadline(city, nip, day) for nip in city.employees}
    return [max(ends), max(ends) + timedelta(seconds=1)]


if __name__ == "__main__":
    print("\n".join(write_city(sys.argv[1], int(sys.argv[2]))))
