"""Rules §2: service clocks."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.oracle.days import END_OF_DAY, deciding_position, office_day_after
from tests.oracle.months import Month
from tests.oracle.records import Case, City, Target


def deadline(city: City, case: Case) -> datetime:
    limit = city.limits[case.register, case.case_class]
    if limit.unit == "hours":
        return case.opened_at + timedelta(hours=limit.amount)
    return datetime.combine(office_day_after(city, case.opened_at.date(), limit.amount), END_OF_DAY)


def inside(city: City, unit_code: str, top: str) -> bool:
    """Whether a unit is `top` or stands below it."""
    code = unit_code
    while code:
        if code == top:
            return True
        code = city.units[code].parent
    return False


def decided_in_month(city: City, target: Target, month: Month) -> tuple[int, int]:
    """How many of the target's cases were on time and how many were decided in the month."""
    position = deciding_position(city, target.holder, month)
    on_time = decided = 0
    for case in city.cases:
        if position is None or case.register != target.register:
            continue
        if target.case_class not in ("", case.case_class) or not inside(city, case.unit, position.unit):
            continue
        limit = deadline(city, case)
        moment = limit if case.closed_at is None else min(limit, case.closed_at)
        if month.holds(moment.date()) and moment <= city.as_of:
            decided += 1
            on_time += case.closed_at is not None and case.closed_at <= limit
    return on_time, decided
