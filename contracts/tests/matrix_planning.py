"""Who may open the pages of planning: everybody reads, the organisation bureau writes."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from contracts.models import Indicator, Objective, Target
from contracts.tests import flow
from tests.cast import Cast
from tests.matrix import CITY, Row, everyone, only

_ORTALA = frozenset({"ortala"})
_STAFF_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}


def planned() -> Objective:
    """A programme with everything above it."""
    node = None
    for code, kind in (("1", "mission"), ("1.1", "goal"), ("1.1.1", "objective"), ("1.1.1.01", "programme")):
        node = Objective.objects.create(
            code=code, kind=kind, name=f"Simpul {code}", parent=node, first_year=2025, last_year=2029
        )
    assert node is not None
    return node


def _node(cast: Cast) -> dict[str, Any]:
    return {"pk": planned().pk}


def _indicator(cast: Cast) -> dict[str, Any]:
    measure = {"unit_of_measure": "nilai", "polarity": "maximize", "accumulation": "last", "source": "reading"}
    return {
        "pk": Indicator.objects.create(
            code="IKU1", name="Indeks", baseline=Decimal(1), baseline_year=2025, **measure
        ).pk
    }


def _target(cast: Cast) -> dict[str, Any]:
    version = flow.drafted(cast.staff, year=timezone.localdate().year)
    return {"pk": Target.objects.filter(agreement=version.agreement_id).order_by("pk")[0].pk}


def _gap(cast: Cast) -> dict[str, Any]:
    return {"word": "tanpa-induk"}


ROWS = [
    Row("planning", everyone()),
    Row("planning_new", only(_ORTALA)),
    Row("planning_edit", only(_ORTALA), _node),
    Row("planning_remove", everyone(405), _node),
    Row("planning_remove", only(_ORTALA, status=302), _node, method="POST"),
    Row("planning_budget", only(_ORTALA), _node),
    Row("indicators", everyone()),
    Row("indicator", everyone(), _indicator),
    Row("indicator_new", only(_ORTALA)),
    Row("indicator_edit", only(_ORTALA), _indicator),
    Row("indicator_retire", everyone(405), _indicator),
    Row("indicator_retire", only(_ORTALA, status=302), _indicator, method="POST"),
    Row("cascade", everyone()),
    Row("cascade_branch", only(_STAFF_SEEN_BY, others=404), _target),
    Row("cascade_counts", everyone()),
    Row("cascade_gaps", everyone(), _gap),
]
