"""Which agreement of a holder counts in a month: the two queries and a plain loop agree on random years."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from contracts.models import Agreement
from contracts.models.agreement import precedence_sql
from kinerja.tables.statements import sql
from organization.models import Employee
from scoring.queries.promises import counting
from tests.cast import Cast

YEAR = 2026
ENDS = [date(YEAR, 12, 31), *(date(YEAR, month, 1) - timedelta(days=1) for month in range(2, 13))]


def counted_plainly(agreements: Iterable[Agreement], last: date) -> dict[int, int]:
    """Holder → of the year's agreements that have not ended before the day the one that precedes, or ends first."""
    best: dict[int, Agreement] = {}
    for each in agreements:
        if each.year != last.year or (each.ended_on is not None and each.ended_on < last):
            continue
        rival = best.get(each.holder_id)
        if rival is None or _rank(each, last) < _rank(rival, last):
            best[each.holder_id] = each
    return {holder: each.pk for holder, each in best.items()}


def _rank(agreement: Agreement, last: date) -> tuple[object, ...]:
    """Those under way first: with the pledge, then not giving way, then operational; then by the end."""
    half = agreement.period == "semester2" and last.month < 7
    under_way = agreement.signed_on is not None and agreement.signed_on <= last and not half
    choice = (not agreement.pledge, agreement.gives_way, agreement.kind == "pk") if under_way else ()
    return not under_way, choice, agreement.ended_on or date.max, agreement.pk


def counted_in_sql(last: date) -> list[tuple[int, int]]:
    """The same by the words that tables are read with."""
    order = precedence_sql("g", "%(last)s::date")
    statement = sql(
        "SELECT DISTINCT ON (holder_id) holder_id, id FROM contracts_agreement g WHERE year = %(year)s"
        " AND (ended_on IS NULL OR ended_on >= %(last)s) ORDER BY holder_id,",
        order,
        ", ended_on NULLS LAST, id",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"last": last, "year": last.year})
        return list(cursor.fetchall())


def random_agreements(cast: Cast, rng: Random) -> list[Agreement]:
    """For each person up to three that ended, on few days so that some end together, and perhaps open ones."""
    days = [*rng.sample([date(YEAR, month, day) for month in (2, 6, 7, 11) for day in (1, 15, 28)], 4), ENDS[5]]
    made = []
    for person in cast.people.values():
        for year in (YEAR - 1, YEAR):
            ends: list[date | None] = [rng.choice(days).replace(year=year) for _each in range(rng.randrange(4))]
            ends += [None] * rng.randrange(2)
            rng.shuffle(ends)
            made += [random_agreement(person, year, end, rng) for end in ends]
    return Agreement.objects.bulk_create(made)


def random_agreement(person: Employee, year: int, end: date | None, rng: Random) -> Agreement:
    signed = rng.choice([None, date(year, 1, 5), date(year, 4, 30), date(year, 5, 2)])
    made = Agreement(year=year, holder=person, superior=None, ended_on=end, signed_on=signed)
    made.kind, made.period = rng.choice(["pk", "pko"]), rng.choice(["year", "semester2"])
    if end is None:
        made.kind = "pk"
    made.pledge = rng.random() < 0.3
    made.gives_way = not made.pledge and rng.random() < 0.3
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_both_queries_choose_what_a_plain_loop_chooses(cast: Cast, seed: int) -> None:
    made = random_agreements(cast, Random(seed))
    for last in ENDS:
        plain = counted_plainly(made, last)
        assert {each.holder_id: each.pk for each in Agreement.objects.counting(last)} == plain
        assert {holder: each.id for holder, each in counting(last).items()} == plain
        assert dict(counted_in_sql(last)) == plain
        some = list(plain)[::2]
        assert {holder: each.id for holder, each in counting(last, some).items()} == {
            holder: plain[holder] for holder in some
        }


def test_the_plain_loop_itself_on_a_transfer() -> None:
    gone = Agreement(pk=1, year=YEAR, holder_id=7, ended_on=date(YEAR, 6, 30))
    here = Agreement(pk=2, year=YEAR, holder_id=7)
    assert counted_plainly([gone, here], date(YEAR, 6, 30)) == {7: 1}
    assert counted_plainly([gone, here], date(YEAR, 7, 31)) == {7: 2}
