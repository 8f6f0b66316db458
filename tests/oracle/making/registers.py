"""A year of readings, justifications and register cases."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from tests.oracle.clocks import deadline
from tests.oracle.days import is_office_day
from tests.oracle.making.draft import Draft, Row
from tests.oracle.making.structure import REGION, REGISTERS
from tests.oracle.records import Case, City

SECOND = timedelta(seconds=1)
FACTORS = ["0", "0.5", "0.875", "0.95", "0.949", "1", "1", "1.05", "1.0501", "1.2", "1.21", "2", "2.01", "3.5"]


def _reading(draft: Draft, target: Row, month: int) -> None:
    rng = draft.rng
    goal = target[f"m{month:02d}"]
    if rng.random() > (0.82 if goal else 0.3):
        return
    near = Decimal(goal or "4") or Decimal(rng.choice([0, 0, 1]))
    value = (near * Decimal(rng.choice(FACTORS))).quantize(Decimal("0.01"))
    verified = rng.choice(["yes", "yes", "yes", "yes", "", "no" if draft.nasty else "yes"])
    draft.add("readings", draft.year, target["holder_nip"], target["indicator_code"], _month(draft, month), value)
    draft.tables["readings"][-1]["verified"] = verified


def _month(draft: Draft, number: int) -> str:
    return f"{draft.year}-{number:02d}"


def make_readings(draft: Draft) -> None:
    """Readings of signed agreements, months without a target value and months before signing included."""
    signed = {row["holder_nip"] for row in draft.tables["agreements"] if row["signed_on"]}
    for target in draft.tables["targets"]:
        if target["source"] == "reading" and target["holder_nip"] in signed and target["holder_nip"] not in draft.twins:
            for month in range(1, 13):
                _reading(draft, target, month)


def make_justifications(draft: Draft) -> None:
    pledged = {row["holder_nip"] for row in draft.tables["agreements"] if row["pledge"] == "yes" and row["signed_on"]}
    for target in draft.tables["targets"]:
        for month in range(1, 13):
            if target["holder_nip"] in pledged and draft.rng.random() < 0.15:
                accepted = draft.rng.choice(["yes", "no"])
                key = (target["holder_nip"], target["indicator_code"], _month(draft, month))
                draft.add("justifications", draft.year, *key, accepted, "bukti")


def _closing(draft: Draft, opened: datetime, limit: datetime) -> datetime | None:
    """At the deadline to the second, one second before or after it, early, much later, or never."""
    rng = draft.rng
    early = opened + (limit - opened) * rng.randint(1, 99) / 100
    late = limit + timedelta(hours=rng.randint(1, 900))
    options = [limit, limit - SECOND, limit + SECOND, early.replace(microsecond=0), early.replace(microsecond=0), late]
    return rng.choice([*options, None])


def make_cases(draft: Draft, city: City) -> None:
    """Cases of every unit, opened on any day; many around the end of months, some late in the year before."""
    rng = draft.rng
    units = [row["code"] for row in draft.tables["units"] if row["code"] != REGION or draft.nasty]
    for number in range(1, 14 * len(units)):
        register, _, case_class, _, _ = rng.choice(REGISTERS)
        day = draft.any_day()
        if draft.odd(0.2) and is_office_day(city, day):
            day += timedelta(days=(5 - day.weekday()) % 7)
        opened = datetime.combine(day, time(rng.randint(0, 23), rng.randint(0, 59), rng.choice([0, 0, 17])))
        unit = rng.choice(units)
        limit = deadline(city, Case(register, unit, case_class, opened, None))
        closed = _closing(draft, opened, limit)
        shown = closed.isoformat() if closed else None
        draft.add("cases", register, f"N{number}", unit, case_class, opened.isoformat(), shown)
