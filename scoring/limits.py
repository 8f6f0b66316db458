"""Tells the floor of the day what the policy decides about it, and which months are closed."""

import json
from datetime import date
from typing import cast

from django.db import connection

from dailylog.limits import Limits, register_source
from scoring.rules.policy import Policy

_MONTH = """
SELECT (SELECT values FROM scoring_scoringpolicy WHERE effective_from <= %(month)s
        ORDER BY effective_from DESC LIMIT 1),
       EXISTS (SELECT FROM scoring_month WHERE month = %(month)s AND locked_at IS NOT NULL)
"""

_OPEN_SINCE = """
SELECT greatest(%(day)s, (max(month) + interval '1 month')::date) FROM scoring_month
WHERE locked_at IS NOT NULL AND month >= %(month)s
"""


def month_of(day: date) -> tuple[Limits, bool]:
    """The limits of the policy in force in the month of the day, and whether the month is closed; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTH, {"month": day.replace(day=1)})
        values, closed = cursor.fetchone()
    return _limits(Policy.from_values(json.loads(values) if values else {})), closed


def open_since(day: date) -> date:
    """The first day from ``day`` on after which no month is closed; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_SINCE, {"day": day, "month": day.replace(day=1)})
        (found,) = cursor.fetchone()
    return cast(date, found)


def _limits(policy: Policy) -> Limits:
    return Limits(
        filing_workdays=policy.filing_deadline_workdays,
        approval_workday=policy.approval_deadline_workday,
        overtime_minutes=policy.crosscheck_overtime_minutes,
        wfa_max_minutes=policy.wfa_max_minutes,
        copied_days=policy.crosscheck_copied_days,
        quantity_factor=policy.crosscheck_quantity_factor,
        bulk_entries=policy.crosscheck_bulk_entries,
        bulk_seconds=policy.crosscheck_bulk_seconds,
        expected_numerator=policy.activity_expected_numerator,
        expected_denominator=policy.activity_expected_denominator,
    )


def register_limits() -> None:
    """Make it known to the floor below."""
    register_source(month_of, open_since)
