"""Who may hold which paper, and who keeps letterheads."""

from typing import Any

from django.utils import timezone

from contracts.models import Agreement
from contracts.tests import flow
from tests.cast import Cast
from tests.matrix import CITY, Row, only

_STAFF_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}
_ORTALA = frozenset({"ortala"})
YEAR = timezone.localdate().year


def _draft(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.drafted(cast.staff, year=YEAR).pk}


def _agreed(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.agreed(cast.staff, year=YEAR).pk}


def _imported(cast: Cast) -> dict[str, Any]:
    return {"pk": Agreement.objects.create(year=YEAR, holder=cast.staff, superior=cast.lead).pk}


def _seen_and_ortala() -> dict[str, int]:
    return only(_STAFF_SEEN_BY, status=403, others=404) | {"ortala": 200}


ROWS = [
    Row("agreement_print", only(_STAFF_SEEN_BY, others=404), _draft),
    Row("agreement_copy", only(_STAFF_SEEN_BY, others=404), _imported),
    Row("wet_form", _seen_and_ortala(), _agreed),
]
