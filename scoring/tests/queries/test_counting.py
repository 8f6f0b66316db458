"""Which agreement of a holder counts in a month: the two queries and a plain loop agree on random years."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest

from contracts.models import Agreement
from scoring.queries.promises import counting
from tests.cast import Cast

YEAR = 2026
ENDS = [date(YEAR, 12, 31), *(date(YEAR, month, 1) - timedelta(days=1) for month in range(2, 13))]


def counted_plainly(agreements: Iterable[Agreement], last: date) -> dict[int, int]:
    """Holder → of the year's agreements that have not ended before the day the one that ends first."""
    best: dict[int, Agreement] = {}
    for each in agreements:
        if each.year != last.year or (each.ended_on is not None and each.ended_on < last):
            continue
        rival = best.get(each.holder_id)
        if rival is None or _rank(each) < _rank(rival):
            best[each.holder_id] = each
    return {holder: each.pk for holder, each in best.items()}


def _rank(agreement: Agreement) -> tuple[date, int]:
    return agreement.ended_on or date.max, agreement.pk


def random_agreements(cast: Cast, rng: Random) -> list[Agreement]:
    """For each person up to three that ended, on few days so that some end together, and perhaps an open one."""
    days = [*rng.sample([date(YEAR, month, day) for month in (2, 6, 7, 11) for day in (1, 15, 28)], 4), ENDS[5]]
    made = []
    for person in cast.people.values():
        for year in (YEAR - 1, YEAR):
            ends: list[date | None] = [rng.choice(days).replace(year=year) for _each in range(rng.randrange(4))]
            ends += [None] * rng.randrange(2)
            rng.shuffle(ends)
            made += [Agreement(year=year, holder=person, superior=None, ended_on=end) for end in ends]
    return Agreement.objects.bulk_create(made)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_both_queries_choose_what_a_plain_loop_chooses(cast: Cast, seed: int) -> None:
    made = random_agreements(cast, Random(seed))
    for last in ENDS:
        plain = counted_plainly(made, last)
        assert {each.holder_id: each.pk for each in Agreement.objects.counting(last)} == plain
        assert {holder: each.id for holder, each in counting(last).items()} == plain
        some = list(plain)[::2]
        assert {holder: each.id for holder, each in counting(last, some).items()} == {
            holder: plain[holder] for holder in some
        }


def test_the_plain_loop_itself_on_a_transfer() -> None:
    gone = Agreement(pk=1, year=YEAR, holder_id=7, ended_on=date(YEAR, 6, 30))
    here = Agreement(pk=2, year=YEAR, holder_id=7)
    assert counted_plainly([gone, here], date(YEAR, 6, 30)) == {7: 1}
    assert counted_plainly([gone, here], date(YEAR, 7, 31)) == {7: 2}
