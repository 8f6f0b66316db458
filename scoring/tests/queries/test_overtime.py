"""Overtime: what an order adds to the counted minutes, on required workdays and on free days (rules §4)."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from dailylog.models import Activity, Attendance, Overtime
from organization.models import Employee
from scoring.actions.score import score_month
from scoring.models import IndividualScore
from scoring.queries.explain import person_tree
from scoring.rules.explanation import check

MARCH = date(2025, 3, 1)
WORKDAY, SUNDAY = date(2025, 3, 4), date(2025, 3, 9)
NIP = "198012032003031005"


@pytest.fixture
def employee(golden: Path) -> Employee:
    """Somebody whose Tuesday the test fills: present 08.00–15.00 in Ramadan (390 minutes), a free Sunday."""
    employee = Employee.objects.get(nip=NIP)
    Activity.objects.filter(employee=employee, date__in=(WORKDAY, SUNDAY)).delete()
    Attendance.objects.update_or_create(
        employee=employee, date=WORKDAY, defaults={"check_in": time(8), "check_out": time(18), "mode": "wfo"}
    )
    return employee


def entry(employee: Employee, day: date, start: int, end: int, status: str = "approved") -> None:
    Activity.objects.create(
        employee=employee, date=day, start=time(start), end=time(end), description="x", output="y", status=status
    )


def order(employee: Employee, day: date, start: int, end: int) -> None:
    Overtime.objects.create(employee=employee, date=day, start=time(start), end=time(end), order_number="SPKL-1")


def score() -> IndividualScore:
    score_month(month=MARCH)
    return IndividualScore.objects.select_related("revision").get(employee__nip=NIP)


def test_an_order_pays_what_lies_beyond_the_effective_minutes(employee: Employee) -> None:
    entry(employee, WORKDAY, 8, 18)
    before = score().breakdown["counted"]

    order(employee, WORKDAY, 16, 18)

    after = score().breakdown
    assert after["counted"] - before == 120
    assert after["overtime"] == [["2025-03-04", 120]]


def test_a_minute_inside_presence_and_order_is_paid_once(employee: Employee) -> None:
    """Logged 09–11 only, of which 10–11 is ordered: both hours count, neither twice."""
    entry(employee, WORKDAY, 9, 11)
    before = score().breakdown["counted"]

    order(employee, WORKDAY, 10, 11)

    after = score().breakdown
    assert (after["counted"] - before, after["overtime"]) == (0, [])


def test_on_a_free_day_only_what_lies_inside_the_order_counts(employee: Employee) -> None:
    entry(employee, SUNDAY, 8, 12)
    before = score().breakdown["counted"]

    order(employee, SUNDAY, 9, 11)

    assert score().breakdown["counted"] - before == 120


def test_unapproved_entries_add_nothing(employee: Employee) -> None:
    entry(employee, SUNDAY, 8, 12, status="submitted")
    before = score().breakdown["counted"]
    order(employee, SUNDAY, 8, 12)
    assert score().breakdown["counted"] == before


def test_the_explanation_re_adds_with_overtime(employee: Employee) -> None:
    entry(employee, WORKDAY, 8, 18)
    entry(employee, SUNDAY, 8, 12)
    order(employee, WORKDAY, 16, 18)
    order(employee, SUNDAY, 9, 11)

    found = score()
    tree = person_tree(found)

    assert check(tree) == []
    counted = tree.find("productivity", "mean", "iki", "activity", "counted")
    assert counted.value == Decimal(found.breakdown["counted"])
    assert counted.find("d09").value == Decimal(120)
