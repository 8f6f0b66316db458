"""Moves, acting appointments and ends, with what the database refuses put in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kinerja.errors import DomainError
from organization import effects
from organization.actions import assignments as actions
from organization.actions.conflicts import save_assignment
from organization.effects import Change, Effect
from organization.models import Assignment, Employee, Position
from tests.cast import Cast

START = date(2026, 4, 1)


def posts(person: Employee) -> list[tuple[Any, ...]]:
    return list(person.assignments.order_by("start", "kind").values_list("position__code", "kind", "start", "end"))


def move(person: Employee, position: Position, start: date = START, **options: bool) -> Assignment:
    return actions.move_employee(employee_id=person.pk, position_id=position.pk, start=start, **options)


def act(
    person: Employee, position: Position, kind: str = "plt", start: date = START, end: date | None = None
) -> Assignment:
    return actions.appoint_acting(employee_id=person.pk, position_id=position.pk, kind=kind, start=start, end=end)


def test_move_ends_the_old_post_the_day_before(cast: Cast) -> None:
    new = cast.position("dki-2", "staff", code="new")
    move(cast.staff, new)
    assert posts(cast.staff) == [
        ("post-staff", "definitive", date(2024, 1, 1), date(2026, 3, 31)),
        ("new", "definitive", START, None),
    ]


def test_move_of_an_unplaced_person_just_begins(cast: Cast) -> None:
    person = cast.person("Baru")
    move(person, cast.position("dki-2", "staff", code="new"))
    assert posts(person) == [("new", "definitive", START, None)]


def test_move_to_a_post_already_held_is_refused_by_name_and_date(cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        move(cast.staff, cast.positions["kabid"])
    assert error.value.code == "assignment_one_definitive_holder"
    assert "Jabatan kabid sudah dipegang Sri Wahyuni" in error.value.message
    assert "2024" in error.value.message
    assert posts(cast.staff) == [("post-staff", "definitive", date(2024, 1, 1), None)]


def test_move_into_a_later_definitive_post_of_the_same_person_is_refused(cast: Cast) -> None:
    later = cast.position("dki-2", "staff", code="later")
    move(cast.staff, later, date(2026, 6, 1))
    with pytest.raises(DomainError) as error:
        move(cast.staff, cast.position("dki-2", "staff", code="sooner"))
    assert error.value.code == "assignment_one_definitive_post"
    assert "Dewi Lestari sudah memegang jabatan definitif Jabatan later" in error.value.message


def test_move_to_the_same_post_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError, match="sudah memegang jabatan Jabatan staff"):
        move(cast.staff, cast.positions["staff"])


def test_move_on_the_first_day_of_the_old_post_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        move(cast.staff, cast.position("dki-2", "staff"), date(2024, 1, 1))
    assert error.value.code == "move_before_start"


def test_move_ends_whoever_acts_in_the_new_post(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head", code="vacant")
    act(cast.kabid, vacant, start=date(2026, 2, 1))
    move(cast.lead, vacant)
    assert posts(cast.kabid)[1] == ("vacant", "plt", date(2026, 2, 1), date(2026, 3, 31))


def test_move_leaves_the_acting_holder_when_asked_to(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head", code="vacant")
    act(cast.kabid, vacant, start=date(2026, 2, 1))
    move(cast.lead, vacant, end_acting=False)
    assert posts(cast.kabid)[1] == ("vacant", "plt", date(2026, 2, 1), None)


def test_move_on_the_day_on_which_the_acting_began_is_refused(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head", code="vacant")
    act(cast.kabid, vacant)
    with pytest.raises(DomainError) as error:
        move(cast.lead, vacant)
    assert error.value.code == "acting_begins_later"


def test_move_that_another_app_forbids_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(change: Change) -> Iterator[Effect]:
        yield Effect("Bulan April 2026 sudah dikunci.", blocks=True)

    monkeypatch.setattr(effects, "_functions", [closed])
    with pytest.raises(DomainError, match="Bulan April 2026 sudah dikunci"):
        move(cast.staff, cast.position("dki-2", "staff"))


def test_acting_leaves_the_own_post_alone(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head", code="vacant")
    act(cast.kabid, vacant, end=date(2026, 6, 30))
    assert posts(cast.kabid) == [
        ("post-kabid", "definitive", date(2024, 1, 1), None),
        ("vacant", "plt", START, date(2026, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("kind", "end", "code"),
    [
        ("definitive", None, "acting_kind"),
        ("plh", None, "acting_end"),
        ("plt", date(2026, 3, 31), "assignment_end_not_before_start"),
    ],
)
def test_acting_refuses_a_mandate_that_cannot_be(cast: Cast, kind: str, end: date | None, code: str) -> None:
    with pytest.raises(DomainError) as error:
        act(cast.kabid, cast.position("dki-2", "division_head"), kind, end=end)
    assert error.value.code == code


def test_acting_in_the_own_post_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError) as error:
        act(cast.kabid, cast.positions["kabid"])
    assert error.value.code == "acting_holds_already"


def test_acting_twice_from_the_same_day_is_refused_by_the_database(cast: Cast) -> None:
    vacant = cast.position("dki-2", "division_head")
    first = act(cast.kabid, vacant)
    twin = Assignment(employee=cast.kabid, position=vacant, kind="plh", start=first.start)
    with pytest.raises(DomainError, match="sudah tercatat"):
        save_assignment(twin)


def test_end_sets_the_last_day_and_closes_the_account(cast: Cast) -> None:
    own = cast.staff.assignments.get()
    actions.end_assignment(assignment_id=own.pk, end=date(2026, 4, 20), close_account=True)
    cast.staff.refresh_from_db()
    assert (posts(cast.staff)[0][3], cast.staff.is_active) == (date(2026, 4, 20), False)


def test_end_can_be_lifted_again(cast: Cast) -> None:
    own = cast.staff.assignments.get()
    actions.end_assignment(assignment_id=own.pk, end=date(2026, 4, 20))
    actions.end_assignment(assignment_id=own.pk, end=None)
    assert posts(cast.staff)[0][3] is None


def test_lifting_an_end_that_nothing_had_set_changes_nothing(cast: Cast) -> None:
    actions.end_assignment(assignment_id=cast.staff.assignments.get().pk, end=None)
    assert posts(cast.staff) == [("post-staff", "definitive", date(2024, 1, 1), None)]


def test_end_before_the_start_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError, match="tidak boleh sebelum tanggal mulai"):
        actions.end_assignment(assignment_id=cast.staff.assignments.get().pk, end=date(2023, 12, 31))


def test_lifting_an_end_into_the_next_post_is_refused(cast: Cast) -> None:
    old = cast.staff.assignments.get()
    move(cast.staff, cast.position("dki-2", "staff"))
    with pytest.raises(DomainError) as error:
        actions.end_assignment(assignment_id=old.pk, end=None)
    assert error.value.code == "assignment_one_definitive_post"


def test_cancel_takes_back_what_has_not_begun(cast: Cast) -> None:
    new = move(cast.staff, cast.position("dki-2", "staff"))
    actions.cancel_assignment(assignment_id=new.pk, today=date(2026, 3, 31))
    assert [row[0] for row in posts(cast.staff)] == ["post-staff"]


def test_cancel_of_what_has_begun_is_refused(cast: Cast) -> None:
    new = move(cast.staff, cast.position("dki-2", "staff"))
    with pytest.raises(DomainError) as error:
        actions.cancel_assignment(assignment_id=new.pk, today=START)
    assert error.value.code == "assignment_has_begun"
