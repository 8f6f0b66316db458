"""Tells the floor of the day what the policy decides about it, and which months are closed."""

from datetime import date

from dailylog.limits import Limits, register_sources
from scoring.models import Month, ScoringPolicy
from scoring.rules.policy import Policy


def limits_on(day: date) -> Limits:
    """The limits of the policy in force in the month of the day; one query."""
    row = ScoringPolicy.objects.filter(effective_from__lte=day.replace(day=1)).order_by("-effective_from").first()
    policy = Policy.from_values(row.values if row else {})
    return Limits(
        filing_workdays=policy.filing_deadline_workdays,
        approval_workday=policy.approval_deadline_workday,
        overtime_minutes=policy.crosscheck_overtime_minutes,
        wfa_max_minutes=policy.wfa_max_minutes,
        copied_days=policy.crosscheck_copied_days,
        quantity_factor=policy.crosscheck_quantity_factor,
        bulk_entries=policy.crosscheck_bulk_entries,
        bulk_seconds=policy.crosscheck_bulk_seconds,
    )


def is_closed(day: date) -> bool:
    """Whether the month of the day is closed; one query."""
    return Month.objects.filter(month=day.replace(day=1), locked_at__isnull=False).exists()


def register_limits() -> None:
    """Make both known to the floor below."""
    register_sources(limits=limits_on, closed=is_closed)
