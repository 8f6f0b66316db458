"""Two heads of OPD who change places in the middle of May 2026, with an agreement in each place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from contracts.models import Agreement, Target
from organization.models import Assignment, Employee
from scoring.actions.score import score_month
from scoring.models import IndividualScore, OrganizationScore, Reading
from tests.cast import SINCE, Cast

YEAR = 2026
LAST_DAY, MOVE = date(2026, 5, 14), date(2026, 5, 15)
AS_OF = datetime(2026, 7, 20, 8, 0)  # noqa: DTZ001 -- civil time of the region


def month(number: int) -> date:
    """The first day of a month of the year."""
    return date(YEAR, number, 1)


@dataclass(frozen=True)
class Transfer:
    """``mover`` went from DKI to DLH and signed there in June; ``successor`` came to DKI and signed in May."""

    cast: Cast
    mover: Employee
    successor: Employee
    left: Target
    taken: Target
    entered: Target

    def score(self, number: int, *, opd: str | None = None) -> None:
        """Score a month, as of July."""
        score_month(month=month(number), opd_code=opd, as_of=AS_OF)

    def unit(self, code: str, number: int) -> OrganizationScore:
        """The figures of a unit, scored anew."""
        self.score(number)
        return OrganizationScore.objects.get(unit__code=code, revision__month=month(number))

    def person(self, employee: Employee, number: int) -> IndividualScore:
        """The figures of a person, scored anew."""
        self.score(number)
        return IndividualScore.objects.get(employee=employee, revision__month=month(number))


def make_transfer(cast: Cast) -> Transfer:
    """The cast with the change of places; readings of 80 before and of 60 after."""
    mover, successor = cast.head, cast.other_head
    for person, to in ((mover, "dlh"), (successor, "dki")):
        Assignment.objects.filter(employee=person, start=SINCE).update(end=LAST_DAY)
        post = cast.position(to, "opd_head")
        Assignment.objects.create(employee=person, position=post, kind="definitive", start=MOVE)
    left = _promise(mover, cast.sekda, date(2026, 1, 2), ended_on=LAST_DAY)
    _promise(successor, cast.sekda, date(2026, 1, 2), ended_on=LAST_DAY)
    taken = _promise(successor, cast.sekda, date(2026, 5, 28))
    entered = _promise(mover, cast.sekda, date(2026, 6, 3))
    for target, numbers, value in ((left, (3, 4), 80), (taken, (5, 6), 60), (entered, (6,), 60)):
        Reading.objects.bulk_create(
            Reading(target=target, month=month(number), value=Decimal(value), verified=True) for number in numbers
        )
    return Transfer(cast, mover, successor, left, taken, entered)


def _promise(holder: Employee, superior: Employee, signed_on: date, *, ended_on: date | None = None) -> Target:
    agreement = Agreement.objects.create(
        year=YEAR, holder=holder, superior=superior, kind="pko", pledge=True, signed_on=signed_on, ended_on=ended_on
    )
    return promise(agreement, "LAYANAN", "reading", first=3)


def promise(agreement: Agreement, code: str, source: str, *, first: int = 1, value: int = 100) -> Target:
    """One more target, of the whole weight, due from a month on."""
    return Target.objects.create(
        agreement=agreement,
        indicator_code=code,
        objective="Layanan",
        indicator=f"Indikator {code}",
        unit_of_measure="persen",
        polarity="maximize",
        accumulation="sum",
        source=source,
        weight=Decimal(100),
        monthly=[Decimal(value) if number >= first else None for number in range(1, 13)],
    )
