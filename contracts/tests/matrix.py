"""Who may open the pages of planning, rounds, agreements and signatures."""

from typing import Any

from django.utils import timezone

from contracts.actions.amend import amend
from contracts.models import Version
from contracts.tests import flow, matrix_drafting, matrix_papers, matrix_planning, matrix_rounds, matrix_signing
from tests.cast import Cast
from tests.matrix import CITY, Row, everyone, only

#: Who has a member of staff below, or is that person.
_STAFF_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}
_STAFF, _LEAD, _ORTALA = frozenset({"staff"}), frozenset({"team_lead"}), frozenset({"ortala"})
_REVIEWERS = frozenset({"team_lead", "ortala", "inspectorate"})
YEAR = timezone.localdate().year


def seen_only(*groups: frozenset[str], status: int = 200) -> dict[str, int]:
    """``status`` for these groups, 403 for the others who see the member of staff, 404 for the rest."""
    seen = only(_STAFF_SEEN_BY, status=403, others=404)
    return seen | {role: status for group in groups for role in group}


def _pk(version: Version) -> dict[str, Any]:
    return {"pk": version.pk}


def _draft(cast: Cast) -> dict[str, Any]:
    return _pk(flow.drafted(cast.staff, year=YEAR))


def _agreement_of_draft(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.drafted(cast.staff, year=YEAR).agreement_id}


def _presented(cast: Cast) -> dict[str, Any]:
    return _pk(flow.presented(cast.staff, year=YEAR))


def _agreement_in_force(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.in_force(cast.staff, year=YEAR).agreement_id}


def _amendment(cast: Cast) -> dict[str, Any]:
    agreement = flow.in_force(cast.staff, year=YEAR + 1).agreement
    return _pk(amend(agreement=agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=6))


def _year(cast: Cast) -> dict[str, Any]:
    return {"tahun": YEAR}


AGREEMENTS = [
    Row("agreements", everyone()),
    Row("agreement_begin", everyone(405)),
    Row("agreement_begin", everyone(302), method="POST", data=_year),
    Row("agreement", only(_STAFF_SEEN_BY, others=404), _draft),
    Row("agreement_of", only(_STAFF_SEEN_BY, status=302, others=404), _agreement_of_draft),
    Row("review", only(_STAFF_SEEN_BY, others=404), _presented),
    Row("review", seen_only(_REVIEWERS, status=302), _presented, method="POST", data=lambda cast: {"paparan": "1"}),
    Row("agreement_agree", everyone(405), _presented),
    Row("agreement_agree", seen_only(_LEAD, status=302), _presented, method="POST"),
    Row("agreement_return", seen_only(_LEAD), _presented),
    Row("agreement_cancel", seen_only(_STAFF, _ORTALA), _presented),
    Row("amend", seen_only(_STAFF, _ORTALA), _agreement_in_force),
    Row("compare", only(_STAFF_SEEN_BY, others=404), _amendment),
]

ROWS: list[Row] = [
    *AGREEMENTS,
    *matrix_drafting.ROWS,
    *matrix_papers.ROWS,
    *matrix_planning.ROWS,
    *matrix_rounds.ROWS,
    *matrix_signing.ROWS,
]
