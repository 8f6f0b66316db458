"""What the structure makes doubtful about superiors."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organization.models import Assignment, Employee, Unit
from organization.queries import doubts
from organization.superior_doubts import Doubt, doubts_on
from tests.cast import Cast

DAY = date(2026, 3, 2)


def acting(cast: Cast, person: Employee, unit: str, level: str) -> None:
    post = cast.position(unit, level)
    Assignment.objects.create(employee=person, position=post, kind="plt", start=date(2026, 1, 1), end=date(2026, 6, 30))


def told(found: list[Doubt]) -> list[tuple[str, str]]:
    return [(doubt.name, doubt.sentence) for doubt in found]


def test_a_sound_structure_raises_no_doubt(cast: Cast) -> None:
    assert doubts_on(DAY) == []


def test_two_who_act_for_each_other_are_a_loop_while_they_do(cast: Cast) -> None:
    """Each works in the unit that the other leads: the head of the one office acts in the other, and back."""
    acting(cast, cast.stranger, "dki-2", "division_head")
    acting(cast, cast.colleague, "dlh", "opd_head")
    found = told(list(doubts.loops_on(DAY)))
    assert found == []
    Assignment.objects.filter(employee=cast.other_head).update(end=date(2025, 12, 31))
    found = told(list(doubts.loops_on(DAY)))
    assert found == [
        ("Ahmad Fauzi", "Menjadi atasan dirinya sendiri lewat Slamet Riyadi → Ahmad Fauzi."),
        ("Slamet Riyadi", "Menjadi atasan dirinya sendiri lewat Ahmad Fauzi → Slamet Riyadi."),
    ]
    assert list(doubts.loops_on(date(2026, 7, 1))) == []


def test_a_leader_whose_account_is_closed_is_named_and_others_are_not(cast: Cast) -> None:
    Employee.objects.filter(pk__in=[cast.kabid.pk, cast.staff.pk]).update(is_active=False)
    assert [doubt.name for doubt in doubts.closed_accounts_on(DAY)] == ["Sri Wahyuni"]


def test_a_unit_with_two_definitive_leaders_is_named(cast: Cast) -> None:
    second = cast.position("dki-1", "division_head")
    Assignment.objects.create(employee=cast.person("Kedua"), position=second, kind="definitive", start=date(2026, 2, 1))
    assert [doubt.name for doubt in doubts.crowded_on(DAY)] == ["Bidang Informasi Publik"]
    assert list(doubts.crowded_on(date(2026, 1, 31))) == []


def test_two_regions_are_both_named(cast: Cast) -> None:
    Unit.objects.create(code="kota-2", name="Kota Kedua", kind="region")
    assert [doubt.name for doubt in doubts.several_regions_on(DAY)] == ["Kota Contoh", "Kota Kedua"]


@pytest.mark.parametrize("more", [0, 5])
def test_the_questions_do_not_grow_with_what_is_found(cast: Cast, more: int) -> None:
    for number in range(more):
        leader = cast.person(f"Ketua {number}")
        Employee.objects.filter(pk=leader.pk).update(is_active=False)
        acting(cast, leader, "dki-1a", "team_lead")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = doubts_on(date(2026, 3, 3 + more))
    assert len(found) == more
    assert len(asked) <= 12
