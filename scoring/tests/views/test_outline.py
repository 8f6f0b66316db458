"""The outline of a month gives the figures of the whole tree, and says where it stops."""

import pytest

from scoring.models import IndividualScore
from scoring.queries.explain import OPD_TARGETS, OWN_TARGETS, UNIT_TARGETS, person_tree
from scoring.queries.person_sheet import person_sheet, person_text
from scoring.rules.explanation import Node
from scoring.tests.city import City

pytestmark = pytest.mark.django_db


def _figures(node: Node, path: str) -> dict[str, object]:
    found: dict[str, object] = {path: (node.label, node.value)}
    for child in node.inputs:
        found |= _figures(child, f"{path}.{child.key}")
    return found


def test_the_outline_is_the_tree_down_to_the_agreements(city: City) -> None:
    for score in IndividualScore.objects.select_related("revision", "employee"):
        found = person_sheet(person_text(score.revision, score.employee), score.revision.month_id).found
        outline, closed = found.tree, found.closed
        whole = _figures(person_tree(score), "tpp")
        beyond = {path for path in whole if any(path.startswith(f"{stop}.") for stop in closed)}

        assert _figures(outline, "tpp") == {path: figure for path, figure in whole.items() if path not in beyond}


def test_it_stops_where_there_are_targets(city: City) -> None:
    score = IndividualScore.objects.select_related("revision").get(employee=city.cast.staff)
    whole = _figures(person_tree(score), "tpp")

    closed = person_sheet(person_text(score.revision, city.cast.staff), score.revision.month_id).found.closed

    assert closed == {path for path in (OWN_TARGETS, UNIT_TARGETS, OPD_TARGETS) if f"{path}.a_1" in whole}
    assert closed
