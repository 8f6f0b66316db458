"""What a drafter can choose from: nodes of the planning tree, indicators of the dictionary."""

from django.db.models import Case, Q, QuerySet, Sum, When

from contracts.models import Indicator, Line, Objective, Version
from organization.access import units_above, units_below


def nodes_for(version: Version, line: Line | None = None) -> QuerySet[Objective]:
    """The nodes of the plan in the agreement's year that are the region's or of an office above or below the post.

    What ``line`` already says stays a choice. ``money`` is what the year's budget gives a programme, in rupiah.
    """
    own = frozenset({version.position.unit_id})
    units = units_above(own) | units_below(own)
    year = version.agreement.year
    current = Q(first_year__lte=year, last_year__gte=year) & (Q(unit__isnull=True) | Q(unit_id__in=units))
    if line is not None:
        current |= Q(pk__in=[pk for pk in (line.node_id, line.programme_id) if pk])
    money = Sum("budgets__amount", filter=Q(budgets__year=year))
    return Objective.objects.filter(current).annotate(money=money).order_by("code")


def indicators_for(version: Version, text: str = "") -> QuerySet[Indicator]:
    """Indicators in use that the draft does not have yet, found by words; those of the office's own plan come first."""
    found = Indicator.objects.filter(active=True).exclude(code__in=version.lines.values("indicator_code"))
    for word in text.split():
        found = found.filter(Q(code__icontains=word) | Q(name__icontains=word) | Q(objective__name__icontains=word))
    own = frozenset({version.position.unit_id})
    near = Case(When(objective__unit__in=units_above(own) | units_below(own), then=0), default=1)
    return found.select_related("objective").order_by(near, "code")
