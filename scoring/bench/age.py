"""``age``: the pages and the scoring of an OPD in a city with one month of work and in the same with five years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from organization.models import Unit, UnitKind
from scoring.actions.close import close_month
from scoring.actions.score import score_month
from scoring.bench.city import MONTH, build, months_until, settle
from scoring.bench.measure import seconds
from scoring.bench.pages import Visit, growth, visit_all, visiting
from scoring.bench.report import Figure
from scoring.models import Reading

PEOPLE = 500
MONTHS = 60
#: So many months have figures, closed but for the last one: no page looks further back.
SCORED = 12
TURNS = 5


class Age(NamedTuple):
    """What pages and the scoring of an OPD take in a city of some age."""

    visits: dict[str, Visit]
    score: float


def run() -> Iterator[Figure]:
    """Growth of each page and of one OPD's scoring from one month to five years."""
    with visiting():
        young, old = _city(1), _city(MONTHS)
    yield Figure("age: score one OPD", old.score, "s", limit=young.score, bar=1.3)
    for name, visit in old.visits.items():
        if name in young.visits:
            yield from growth(f"age: {name}", young.visits[name], visit)


def _city(months: int) -> Age:
    build(PEOPLE, months=months)
    Reading.objects.filter(verified__isnull=True).update(verified=True)
    for month in months_until(MONTH, min(months, SCORED))[:-1]:
        close_month(month=month)
    score_month(month=MONTH)
    settle()
    code = Unit.objects.filter(kind=UnitKind.OPD).order_by("code").values_list("code", flat=True)[0]
    score = seconds(lambda: score_month(month=MONTH, opd_code=code), turns=TURNS)
    return Age(visit_all(), score)
