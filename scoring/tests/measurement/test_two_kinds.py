"""A head with a formal and an operational agreement: each month is scored by exactly one (decision 0031)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.models import Agreement, Target
from scoring.actions.score import score_month
from scoring.models import Achievement, IndividualScore, OrganizationScore, Reading
from scoring.tests.transfer import AS_OF, YEAR, month, promise
from tests.cast import Cast


@pytest.fixture
def formal(cast: Cast) -> Target:
    """Signed in January; 90 of 100 in each month."""
    return promised(cast, "IKU", date(YEAR, 1, 2), 90, kind="pk")


@pytest.fixture
def operational(cast: Cast, formal: Target) -> Target:
    """Signed in March with the pledge; 70 of 100 in each month."""
    return promised(cast, "RILIS", date(YEAR, 3, 9), 70, kind="pko", pledge=True)


def promised(cast: Cast, code: str, signed_on: date, value: int, **fields: Any) -> Target:
    agreement = Agreement.objects.create(
        year=YEAR, holder=cast.head, superior=cast.mayor, signed_on=signed_on, **fields
    )
    target = promise(agreement, code, "reading")
    Reading.objects.bulk_create(
        Reading(target=target, month=month(number), value=Decimal(value), verified=True) for number in range(1, 7)
    )
    return target


def figures(cast: Cast, number: int) -> tuple[Agreement | None, Decimal | None, Decimal | None]:
    """Scored anew: by which agreement the office is judged, its index, and the results of its head."""
    score_month(month=month(number), opd_code=None, as_of=AS_OF)
    office = OrganizationScore.objects.get(unit__code="dki", revision__month=month(number))
    person = IndividualScore.objects.get(employee=cast.head, revision__month=month(number))
    return office.agreement, office.iko, person.results


def measured(number: int) -> list[tuple[str, str]]:
    rows = Achievement.objects.filter(revision__month=month(number))
    return list(rows.values_list("target__indicator_code", "pledge_status"))


def test_the_pledged_one_is_scored_from_the_month_in_which_it_is_signed(
    cast: Cast, formal: Target, operational: Target
) -> None:
    assert figures(cast, 2) == (formal.agreement, Decimal("90.00"), Decimal("90.00"))
    assert figures(cast, 3) == (operational.agreement, Decimal("70.00"), Decimal("70.00"))


def test_only_the_targets_of_the_one_that_counts_are_measured(cast: Cast, operational: Target) -> None:
    figures(cast, 4)
    assert measured(4) == [("RILIS", "watch")]


def test_an_operational_one_that_gives_way_leaves_the_figures_as_they_were(cast: Cast, formal: Target) -> None:
    alone = figures(cast, 4)
    promised(cast, "RILIS", date(YEAR, 3, 9), 70, kind="pko", gives_way=True)
    assert figures(cast, 4) == alone == (formal.agreement, Decimal("90.00"), Decimal("90.00"))


def test_after_a_half_year_the_formal_one_is_scored_again(cast: Cast, formal: Target, operational: Target) -> None:
    Agreement.objects.filter(pk=operational.agreement_id).update(ended_on=date(YEAR, 5, 31))
    assert figures(cast, 5)[0] == operational.agreement
    assert figures(cast, 6)[:2] == (formal.agreement, Decimal("90.00"))
