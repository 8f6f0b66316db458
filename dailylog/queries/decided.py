"""What was decided about entries."""

from dailylog.models import Activity, Decision


def decisions_of(activity: Activity) -> list[Decision]:
    """What was decided about an entry, first first, with names and posts."""
    rows = Decision.objects.filter(activity=activity).select_related("decided_by", "assignment__position")
    return list(rows.order_by("at"))
