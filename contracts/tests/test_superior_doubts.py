"""What agreements make doubtful about superiors."""

from datetime import date

from contracts.models import Agreement
from contracts.superior_doubts import loops_of_agreements, parties_who_left
from organization.models import Assignment, Employee
from tests.cast import Cast

DAY = date(2026, 3, 2)


def promise(holder: Employee, superior: Employee, *, kind: str = "pk", year: int = 2026) -> Agreement:
    return Agreement.objects.create(year=year, holder=holder, superior=superior, kind=kind)


def test_a_tree_of_agreements_raises_no_doubt(cast: Cast) -> None:
    promise(cast.staff, cast.lead)
    promise(cast.lead, cast.kabid)
    assert list(loops_of_agreements(DAY)) == []
    assert list(parties_who_left(DAY)) == []


def test_two_who_are_each_others_second_party_are_named_in_that_year_alone(cast: Cast) -> None:
    promise(cast.lead, cast.kabid)
    promise(cast.kabid, cast.lead)
    assert [(doubt.name, doubt.sentence) for doubt in loops_of_agreements(DAY)] == [
        ("Sri Wahyuni", "Menurut perjanjian 2026, atasannya Bonar Simanjuntak juga berada di bawahnya."),
        ("Bonar Simanjuntak", "Menurut perjanjian 2026, atasannya Sri Wahyuni juga berada di bawahnya."),
    ]
    assert list(loops_of_agreements(date(2025, 3, 2))) == []


def test_an_agreement_that_has_ended_closes_no_loop(cast: Cast) -> None:
    promise(cast.lead, cast.kabid)
    ended = promise(cast.kabid, cast.lead)
    Agreement.objects.filter(pk=ended.pk).update(ended_on=date(2026, 3, 1))
    assert list(loops_of_agreements(DAY)) == []


def test_a_second_party_without_a_post_or_with_a_closed_account_is_named_once(cast: Cast) -> None:
    promise(cast.staff, cast.lead)
    promise(cast.colleague, cast.lead)
    promise(cast.stranger, cast.other_head)
    Assignment.objects.filter(employee=cast.lead).update(end=date(2026, 3, 1))
    Employee.objects.filter(pk=cast.other_head.pk).update(is_active=False)
    assert [(doubt.name, doubt.sentence[:25]) for doubt in parties_who_left(DAY)] == [
        ("Bonar Simanjuntak", "Pihak kedua 2 perjanjian "),
        ("Agnes Manuputty", "Pihak kedua 1 perjanjian "),
    ]
