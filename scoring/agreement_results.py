"""What scoring tells the floor of promises: months with results, which an amendment spares, and what a year came to."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Max

from contracts import realised
from contracts.models import Agreement
from contracts.results import register
from scoring.models import Achievement, Month, Reading, RevisionState

DECEMBER = 12


@register
def months_with_figures(agreement: Agreement) -> int:
    """The latest month with a reported value, or that is closed."""
    read = Reading.objects.filter(target__agreement=agreement).aggregate(last=Max("month"))
    closed = Month.objects.filter(month__year=agreement.year, locked_at__isnull=False).aggregate(last=Max("month"))
    return max((day.month for day in (read["last"], closed["last"]) if day is not None), default=0)


@realised.register
def year_to_december(target_ids: Collection[int]) -> dict[int, Decimal]:
    """Target id → what was realised from January to December; missing while December is not scored."""
    rows = Achievement.objects.filter(
        target__in=target_ids,
        revision__month__month__month=DECEMBER,
        revision__state__in=(RevisionState.PROVISIONAL, RevisionState.LOCKED),
    )
    found = rows.values_list("target_id", "ytd_realised")
    return {target: value for target, value in found if value is not None}
