"""The agreements of the year before, as a new round takes them up."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from contracts.models import Agreement, Round, Target
from contracts.realised import realised
from contracts.rules.periods import MONTHS_OF
from contracts.rules.spreading import year_figure
from kinerja.days import last_of_month
from organization.models import Assignment
from organization.queries.authority import read_holdings
from organization.rules.holding import Holding, assignment_on


@dataclass(frozen=True, slots=True)
class Source:
    """A signed agreement of last year and the post that it was made for."""

    agreement_id: int
    holder_id: int
    position_id: int | None


def last_day_before(of_round: Round) -> date:
    """The last day of the same months a year earlier."""
    month = MONTHS_OF[of_round.period][1]
    return last_of_month(date(of_round.year - 1, month, 1))


def sources_of(of_round: Round, holder_ids: Collection[int]) -> dict[int, Source]:
    """Holder id → last year's agreement as it lasted to the end: of the round's kind, else the one that counted.

    What the new year's agreement of the other kind was or will be drafted from is not taken twice. One that came in by
    table names no post: then it is the post held on that day. 3 queries.
    """
    day = last_day_before(of_round)
    signed = Agreement.objects.filter(holder__in=holder_ids, signed_on__isnull=False)
    drafted = _with_other_kind(of_round, holder_ids)
    found = {row[1]: row for row in _named(signed.counting(day)) if row[1] not in drafted}
    alike = signed.filter(year=day.year, kind=of_round.kind).exclude(ended_on__lt=day)
    found |= {row[1]: row for row in _named(alike.order_by(F("ended_on").desc(nulls_first=True), "-pk"))}
    rows = list(found.values())
    unnamed = [holder for _pk, holder, position in rows if position is None]
    held = _posts_on(day, unnamed) if unnamed else {}
    return {holder: Source(pk, holder, position or held.get(holder)) for pk, holder, position in rows}


def _named(agreements: QuerySet[Agreement]) -> list[tuple[int, int, int | None]]:
    return list(agreements.values_list("pk", "holder_id", "position_id"))


def _with_other_kind(of_round: Round, holder_ids: Collection[int]) -> set[int]:
    """Whoever has an open agreement of the other kind in the round's year."""
    found = Agreement.objects.filter(year=of_round.year, holder__in=holder_ids, ended_on__isnull=True)
    return set(found.exclude(kind=of_round.kind).values_list("holder_id", flat=True))


def _posts_on(day: date, holder_ids: Collection[int]) -> dict[int, int]:
    """Person → post of the assignment of a day (rules §1), for many at once."""
    found: dict[int, list[Holding]] = defaultdict(list)
    for holding in read_holdings(Assignment.objects.on(day).filter(employee_id__in=holder_ids)):
        found[holding.employee_id].append(holding)
    posts = ((holder, assignment_on(holdings, day)) for holder, holdings in found.items())
    return {holder: own.position_id for holder, own in posts if own is not None}


def baselines_of(agreement_ids: Collection[int]) -> dict[int, Decimal | None]:
    """Target id → what its year came to: as measured, else as promised; the targets as they stand at the end."""
    rows = Target.objects.filter(agreement__in=agreement_ids).values_list("pk", "monthly", "accumulation")
    promised = {pk: year_figure(monthly, accumulation) for pk, monthly, accumulation in rows}
    return promised | realised(promised.keys())
