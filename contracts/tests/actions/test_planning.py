"""The planning tree kept: storeys, years, money, and what may no longer go."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.actions.planning import is_used, remove_node, save_node, set_budget
from contracts.models import Objective, ProgrammeBudget
from contracts.tests.matrix_planning import planned
from contracts.tests.queries.test_cascade import dictionary
from kinerja.errors import DomainError

pytestmark = pytest.mark.django_db


def values(node: Objective, **changes: Any) -> dict[str, Any]:
    fields = ("code", "name", "kind", "parent_id", "unit_id", "first_year", "last_year")
    return {name: getattr(node, name) for name in fields} | {"node_id": node.pk} | changes


def refusal(**fields: Any) -> str:
    with pytest.raises(DomainError) as found:
        save_node(**fields)
    return found.value.code


def new(**fields: Any) -> dict[str, Any]:
    return {"code": "9", "name": "Baru", "unit_id": None, "first_year": 2025, "last_year": 2029, **fields}


def test_each_node_hangs_on_one_of_the_storey_above() -> None:
    programme = planned()
    objective = programme.parent
    assert objective is not None
    made = save_node(**new(kind="programme", parent_id=objective.pk))
    assert made.parent == objective
    assert refusal(**new(code="8", kind="programme", parent_id=programme.pk)) == "node_parent"
    assert refusal(**new(code="8", kind="goal", parent_id=None)) == "node_parent"
    assert refusal(**new(code="8", kind="mission", parent_id=objective.pk)) == "node_parent"


def test_a_node_lives_within_its_parents_years() -> None:
    programme = planned()
    assert refusal(**values(programme, first_year=2024)) == "node_years"
    assert refusal(**values(programme, first_year=2028, last_year=2027)) == "node_years"
    assert save_node(**values(programme, first_year=2026, last_year=2027)).last_year == 2027


def test_what_hangs_on_a_node_must_still_fit() -> None:
    programme = planned()
    objective = programme.parent
    assert objective is not None
    assert refusal(**values(objective, first_year=2026)) == "node_years"
    assert refusal(**values(objective, kind="mission", parent_id=None)) == "node_kind"
    set_budget(programme_id=programme.pk, year=2026, funding="APBD", amount=Decimal(5))
    assert refusal(**values(programme, first_year=2027)) == "node_years"


def test_a_node_that_changes_its_storey_does_not_hang_on_itself() -> None:
    goal = save_node(**new(code="8", kind="mission", parent_id=None))
    leaf = save_node(**new(code="8.1", kind="goal", parent_id=goal.pk))
    assert refusal(**values(leaf, kind="objective", parent_id=leaf.pk)) == "node_parent"


def test_a_code_is_used_once() -> None:
    planned()
    with pytest.raises(DomainError, match=r"Kode 1\.1 sudah dipakai: Simpul 1\.1\."):
        save_node(**new(code="1.1", kind="mission", parent_id=None))


def test_money_is_set_replaced_and_taken_away() -> None:
    programme = planned()
    for amount in (Decimal(100), Decimal("250.50")):
        set_budget(programme_id=programme.pk, year=2026, funding="APBD", amount=amount)
    set_budget(programme_id=programme.pk, year=2026, funding="DAK", amount=Decimal(7))
    assert list(ProgrammeBudget.objects.order_by("funding").values_list("funding", "amount")) == [
        ("APBD", Decimal("250.50")),
        ("DAK", Decimal(7)),
    ]
    assert set_budget(programme_id=programme.pk, year=2026, funding="DAK", amount=Decimal(0)) is None
    assert programme.budgets.count() == 1


@pytest.mark.parametrize(
    ("year", "amount", "code"),
    [(2030, "1", "budget_year"), (2026, "-1", "budget_amount"), (2026, "10000000000000000", "budget_amount")],
)
def test_money_that_cannot_be_is_refused(year: int, amount: str, code: str) -> None:
    with pytest.raises(DomainError) as found:
        set_budget(programme_id=planned().pk, year=year, funding="APBD", amount=Decimal(amount))
    assert found.value.code == code


def test_only_programmes_have_money() -> None:
    parent = planned().parent
    assert parent is not None
    with pytest.raises(DomainError) as found:
        set_budget(programme_id=parent.pk, year=2026, funding="APBD", amount=Decimal(1))
    assert found.value.code == "budget_programme"


def test_a_node_goes_with_its_money_but_not_while_it_is_used() -> None:
    programme = planned()
    parent = programme.parent
    assert parent is not None
    set_budget(programme_id=programme.pk, year=2026, funding="APBD", amount=Decimal(1))
    with pytest.raises(DomainError) as found:
        remove_node(node_id=parent.pk)
    assert found.value.code == "node_used"
    indicator = dictionary("A", programme)
    with pytest.raises(DomainError):
        remove_node(node_id=programme.pk)
    indicator.delete()
    remove_node(node_id=programme.pk)
    remove_node(node_id=parent.pk)
    assert (Objective.objects.count(), ProgrammeBudget.objects.count()) == (2, 0)


def test_what_an_indicator_names_is_in_use() -> None:
    programme = planned()
    assert not is_used(programme)
    dictionary("A", programme)
    assert is_used(programme)


def test_no_money_where_there_is_none_changes_nothing() -> None:
    assert set_budget(programme_id=planned().pk, year=2026, funding="APBD", amount=Decimal(0)) is None
