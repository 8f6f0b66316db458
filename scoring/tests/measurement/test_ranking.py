"""The rank one month earlier: as it was scored, else measured now and not stored."""

import pytest

from scoring.measurement.ranking import rankings
from scoring.models import OrganizationScore, Revision
from scoring.tests.transfer import Transfer, make_transfer, month
from tests.cast import Cast


@pytest.fixture
def transfer(cast: Cast) -> Transfer:
    return make_transfer(cast)


def dki(number: int, *, to_date: bool = False) -> tuple[object, ...]:
    rows = rankings(Revision.objects.get(month=month(number)), to_date=to_date)
    return next(row for row in rows if row[1] == "dki")


@pytest.mark.parametrize("to_date", [False, True])
def test_a_month_before_that_nobody_scored_is_measured_and_not_stored(transfer: Transfer, to_date: bool) -> None:
    transfer.score(5)

    assert dki(5, to_date=to_date)[3] == 1
    assert not Revision.objects.filter(month=month(4)).exists()


def test_the_rank_before_is_the_one_that_was_scored(transfer: Transfer) -> None:
    transfer.score(4)
    transfer.score(5)
    OrganizationScore.objects.filter(revision__month=month(4), unit__code="dki").update(iko=None)

    assert dki(5)[3] is None
