"""Which months of an agreement have approved work: an amendment does not reach back over them."""

from django.db.models import Max

from contracts.models import Agreement
from contracts.results import register
from dailylog.models import Activity


@register
def months_with_work(agreement: Agreement) -> int:
    """The latest month of the agreement's year with an approved activity that names one of its targets."""
    named = Activity.objects.filter(target__agreement=agreement, date__year=agreement.year, status="approved")
    last = named.aggregate(last=Max("date"))["last"]
    return last.month if last is not None else 0
