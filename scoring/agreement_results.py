"""Which months of an agreement scoring has results for: an amendment does not reach back over them."""

from django.db.models import Max

from contracts.models import Agreement
from contracts.results import register
from scoring.models import Month, Reading


@register
def months_with_figures(agreement: Agreement) -> int:
    """The latest month with a reported value, or that is closed."""
    read = Reading.objects.filter(target__agreement=agreement).aggregate(last=Max("month"))
    closed = Month.objects.filter(month__year=agreement.year, locked_at__isnull=False).aggregate(last=Max("month"))
    return max((day.month for day in (read["last"], closed["last"]) if day is not None), default=0)
