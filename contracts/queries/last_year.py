"""The agreements of the year before, as a new round takes them up."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.models import TERMS, Agreement, Line, Round, Target
from contracts.rules.comparing import MONTHS_OF
from organization.queries.people import assignments_of


@dataclass(frozen=True, slots=True)
class Source:
    """A signed agreement of last year and the post that it was made for."""

    agreement_id: int
    holder_id: int
    position_id: int | None


def last_day_before(of_round: Round) -> date:
    """The last day of the same months a year earlier."""
    month = MONTHS_OF[of_round.period][1]
    return date(of_round.year - 1, month, monthrange(of_round.year - 1, month)[1])


def sources_of(of_round: Round, holder_ids: Collection[int]) -> dict[int, Source]:
    """Holder id → the signed agreement that counted at the end of last year; 2 queries.

    One that came in by table names no post: then it is the post held on that day.
    """
    day = last_day_before(of_round)
    counting = Agreement.objects.counting(day).filter(holder__in=holder_ids, signed_on__isnull=False)
    rows = list(counting.values_list("pk", "holder_id", "position_id"))
    unnamed = [holder for _pk, holder, position in rows if position is None]
    held = {holder: post.position_id for holder, post in assignments_of(unnamed, day).items()} if unnamed else {}
    return {holder: Source(pk, holder, position or held.get(holder)) for pk, holder, position in rows}


def targets_at_the_end(agreement_ids: Collection[int]) -> list[dict[str, Any]]:
    """The targets of these agreements as they stand, amendments included, with the code that each hangs on."""
    rows = Target.objects.filter(agreement__in=agreement_ids).order_by("agreement_id", "indicator_code")
    return list(rows.values("id", "agreement_id", "parent__indicator_code", *TERMS))


def lines_of(target_ids: Collection[int], *fields: str) -> dict[int, dict[str, Any]]:
    """Target id → these fields of the line that last wrote it; nothing for a target that came in by table."""
    rows = Line.objects.filter(target__in=target_ids, version__applied_at__isnull=False).order_by("version__number")
    return {row["target_id"]: row for row in rows.values("target_id", *fields)}
