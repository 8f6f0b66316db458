"""Brings the pledges of a year up to date (rules §9)."""

from __future__ import annotations

from datetime import date

from scoring.actions.score import score_month
from scoring.models import Revision, RevisionState
from scoring.queries.published import current_revision


def review_pledges(*, month: date) -> Revision:
    """The revision of ``month`` with the pledges as of it: the locked one, else a fresh scoring.

    Statuses only; a flag is never a verdict (rules §9).
    """
    revision = current_revision(month)
    if revision is not None and revision.state == RevisionState.LOCKED:
        return revision
    return score_month(month=month)
