"""Pledges are reviewed on the figures of a closed month as they are, and on fresh ones of an open month."""

from datetime import date
from pathlib import Path

from scoring.actions.review import review_pledges
from scoring.models import Revision, RevisionState

MARCH = date(2025, 3, 1)


def test_a_closed_month_is_not_scored_again(golden: Path) -> None:
    fresh = review_pledges(month=MARCH)
    assert fresh.individual_scores.exists()
    Revision.objects.filter(pk=fresh.pk).update(state=RevisionState.LOCKED, seal="x")
    assert review_pledges(month=MARCH) == fresh
    assert Revision.objects.count() == 1
