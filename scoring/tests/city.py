"""A scored month of the cast: agreements of the OPD head and one member of staff, marks and entries of three days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.test import Client

from contracts.models import Agreement, Target
from dailylog.models import Activity, Attendance
from organization.models import Employee, Schedule, ScheduleHours
from scoring.actions.score import score_month
from scoring.models import Case, CaseClass, Reading, Register, Revision
from scoring.periods import to_aware
from tests.cast import Cast

MONTH = date(2026, 3, 1)
MARCH = "2026-03"
AS_OF = datetime(2026, 4, 20, 8, 0)  # noqa: DTZ001 -- civil time of the region


@dataclass(frozen=True)
class City:
    """The cast with its scored month."""

    cast: Cast
    revision: Revision
    targets: dict[str, Target]


def login(person: Employee) -> Client:
    """A browser in which the person has logged in."""
    client = Client()
    client.force_login(person)
    return client


def make_working(cast: Cast) -> Cast:
    """The cast with working hours, agreements, marks and entries, not yet scored."""
    _hours(cast)
    _agreement(cast.head, cast.sekda, pledge=True)
    _agreement(cast.staff, cast.lead)
    targets = _targets(cast)
    _cases(cast)
    Reading.objects.create(target=targets["READ"], month=MONTH, value=Decimal(80), verified=True)
    for number, (check_in, check_out) in enumerate(
        [("07:25", "16:05"), ("07:47", "16:00"), ("07:30", "15:20")], start=2
    ):
        _day(cast.staff, date(2026, 3, number), check_in, check_out, targets["STAFF"])
    return cast


def make_city(cast: Cast) -> City:
    """The working cast, scored."""
    working = make_working(cast)
    revision = score_month(month=MONTH, as_of=AS_OF)
    return City(working, revision, {target.indicator_code: target for target in Target.objects.all()})


def _hours(cast: Cast) -> None:
    schedule = Schedule.objects.create(code="5-day")
    ScheduleHours.objects.bulk_create(
        ScheduleHours(schedule=schedule, weekday=weekday, start=time(7, 30), end=time(16), break_minutes=60)
        for weekday in range(1, 6)
    )
    region = cast.units["kota"]
    region.schedule = schedule
    region.save()


def _agreement(holder: Employee, superior: Employee, *, pledge: bool = False) -> Agreement:
    return Agreement.objects.create(
        year=2026,
        holder=holder,
        superior=superior,
        kind="pko" if pledge else "pk",
        pledge=pledge,
        signed_on=date(2026, 1, 2),
    )


def _targets(cast: Cast) -> dict[str, Target]:
    head, staff = (Agreement.objects.get(holder=person) for person in (cast.head, cast.staff))
    rows = [
        _target(head, "CASES", "cases", 95, weight=50, register="ppid"),
        _target(head, "READ", "reading", 100, weight=30),
        _target(head, "HEAD", "activities", 10, weight=20),
        _target(staff, "STAFF", "activities", 5, weight=100, contribution="direct"),
    ]
    found = {target.indicator_code: target for target in Target.objects.bulk_create(rows)}
    found["STAFF"].parent = found["HEAD"]
    found["STAFF"].save()
    return found


def _target(
    agreement: Agreement,
    code: str,
    source: str,
    value: int,
    *,
    weight: int,
    register: str = "",
    contribution: str = "support",
) -> Target:
    return Target(
        agreement=agreement,
        indicator_code=code,
        objective="Layanan",
        indicator=f"Indikator {code}",
        unit_of_measure="berkas",
        polarity="maximize",
        accumulation="sum",
        source=source,
        register=register,
        weight=weight,
        monthly=[Decimal(value)] * 12,
        contribution=contribution,
    )


def _cases(cast: Cast) -> None:
    register = Register.objects.create(code="ppid", name="PPID")
    kind = CaseClass.objects.create(register=register, code="biasa", limit=24, limit_unit="hours")
    for number, hours in ((1, 5), (2, 23), (3, 40)):
        opened = datetime(2026, 3, number + 1, 8)  # noqa: DTZ001 -- civil time of the region
        Case.objects.create(
            register=register,
            case_class=kind,
            number=f"P-{number}",
            unit=cast.units["dki-1a"],
            opened_at=to_aware(opened),
            closed_at=to_aware(opened + timedelta(hours=hours)),
            limit=24,
            limit_unit="hours",
        )


def _day(person: Employee, day: date, check_in: str, check_out: str, target: Target) -> None:
    marks = {"check_in": time.fromisoformat(check_in), "check_out": time.fromisoformat(check_out)}
    Attendance.objects.create(employee=person, date=day, mode="wfo", **marks)
    Activity.objects.create(
        employee=person,
        date=day,
        start=time(8),
        end=time(11),
        description=f"Menjawab permohonan {day.day}",
        output="Surat jawaban",
        quantity=Decimal(1),
        target=target,
        status="approved",
    )


def regional_target(cast: Cast, code: str = "READ") -> Target:
    """The head of region's own signed target, which promises what the OPD head promised under the same code."""
    agreement = Agreement.objects.create(year=2026, holder=cast.mayor, signed_on=date(2026, 1, 2))
    target = _target(agreement, code, "reading", 100, weight=100)
    target.save()
    Agreement.objects.filter(pk=agreement.pk).update(sealed_at=to_aware(datetime(2026, 1, 2, 9)))  # noqa: DTZ001 -- civil time
    return target
