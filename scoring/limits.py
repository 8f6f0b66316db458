"""Tells the floor of the day what the policy decides about it, and which months are closed."""

import json
from datetime import date
from functools import lru_cache
from typing import cast

from dailylog.limits import Limits, register_source
from kinerja.prepared import Prepared
from scoring.rules.policy import Policy

_MONTH = Prepared(
    "scoring_limits",
    """
SELECT (SELECT jsonb_object_agg(v.key, v.value ORDER BY p.effective_from)
        FROM scoring_scoringpolicy p CROSS JOIN jsonb_each(p.values) v WHERE p.effective_from <= %(month)s)::text,
       EXISTS (SELECT FROM scoring_month WHERE month = %(month)s AND locked_at IS NOT NULL)
""",
    month="date",
)

_OPEN_SINCE = Prepared(
    "scoring_open_since",
    """
SELECT greatest(%(day)s, (max(month) + interval '1 month')::date) FROM scoring_month
WHERE locked_at IS NOT NULL AND month >= %(month)s
""",
    day="date",
    month="date",
)


def month_of(day: date) -> tuple[Limits, bool]:
    """The limits of the policy in force in the month of the day, and whether the month is closed; one query."""
    ((values, closed),) = _MONTH.rows({"month": day.replace(day=1)})
    return _limits(values or "{}"), closed


def open_since(day: date) -> date:
    """The first day from ``day`` on after which no month is closed; one query."""
    ((found,),) = _OPEN_SINCE.rows({"day": day, "month": day.replace(day=1)})
    return cast(date, found)


# Policies are few, and asked on most pages of the day.
@lru_cache(maxsize=64)
def _limits(values: str) -> Limits:
    policy = Policy.from_values(json.loads(values))
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
