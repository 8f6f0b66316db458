"""Who was given which role, as its page lists it."""

from datetime import date

from django.db.models import QuerySet

from organization.models import RoleGrant


def grants(*, standing_on: date | None) -> QuerySet[RoleGrant]:
    """Grants by role and person, those that ended before a day left out; None: all that ever were."""
    found = RoleGrant.objects.select_related("employee", "unit").order_by("role", "employee__name", "start")
    return found if standing_on is None else found.exclude(end__lt=standing_on)
