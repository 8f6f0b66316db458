"""The board of a round: where everybody stands, on whom it waits, since when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contracts.models import Agreement, Event, Round
from contracts.queries.round_status import Board, Narrowing, Standing
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from organization.models import Assignment, Employee
from tests.cast import Cast


def standing(board: Board, person: Employee) -> Standing:
    return board.rows(Narrowing(people=[person.pk]), limit=None)[0]


def names(board: Board, narrowing: Narrowing) -> list[str]:
    return sorted(row.name for row in board.rows(narrowing, limit=None))


def test_everybody_who_is_asked_begins_as_not_begun(cast: Cast) -> None:
    this = make_round(cast, levels=["opd_head", "division_head"])
    rows = Board(this).rows(Narrowing(), limit=None)
    assert {row.name for row in rows} == {cast.head.name, cast.other_head.name, cast.kabid.name}
    assert {row.state for row in rows} == {"none"}
    assert all(row.awaited_id == row.employee_id for row in rows)
    assert standing(Board(this), cast.kabid).since == Round.objects.get().opened_at


@pytest.mark.parametrize(
    ("step", "state", "awaited"),
    [
        (flow.drafted, "draft", "staff"),
        (flow.presented, "presented", "lead"),
        (flow.agreed, "agreed", "staff"),
    ],
)
def test_the_party_whose_turn_it_is_is_awaited(cast: Cast, step: object, state: str, awaited: str) -> None:
    step(cast.staff, year=YEAR)  # type: ignore[operator]
    row = standing(Board(make_round(cast)), cast.staff)
    assert (row.state, row.awaited_id) == (state, cast.people[awaited].pk)
    last = Event.objects.filter(version=row.version_id).exclude(kind="judged").latest("at", "pk")
    assert row.since == last.at


def test_what_came_in_signed_is_in_force_and_awaits_nobody(cast: Cast) -> None:
    signed_last_year(cast.staff, cast.lead, "A", year=YEAR)
    Agreement.objects.update(sealed_at=timezone.now())
    row = standing(Board(make_round(cast)), cast.staff)
    assert (row.state, row.awaited_id, row.version_id) == ("in_force", None, None)


def test_an_agreement_of_another_kind_or_one_that_ended_does_not_count(cast: Cast) -> None:
    signed_last_year(cast.staff, cast.lead, "A", year=YEAR, kind="pko")
    signed_last_year(cast.kabid, cast.head, "A", year=YEAR, ended_on=date(YEAR, 3, 1))
    board = Board(make_round(cast))
    assert standing(board, cast.staff).state == "none"
    assert standing(board, cast.kabid).state == "none"


def test_an_acting_post_does_not_double_a_person(cast: Cast) -> None:
    post = cast.position("dki-2", "division_head")
    Assignment.objects.create(employee=cast.kabid, position=post, kind="plt", start=date(2025, 1, 1))
    board = Board(make_round(cast))
    assert board.count(Narrowing()) == len(cast.people)
    assert standing(board, cast.kabid).title == "Jabatan kabid"


def test_offices_and_levels_add_up(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    offices, levels, whole = Board(make_round(cast)).groups()
    assert whole.total == len(cast.people) == sum(group.total for group in offices) == sum(g.total for g in levels)
    (dki,) = [group for group in offices if group.key == cast.units["dki"].pk]
    assert (dki.counts["presented"], dki.counts["none"]) == (1, 5)
    assert [group.name for group in offices if group.key is None] == [""]


def test_the_list_is_narrowed(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    board = Board(make_round(cast))
    assert names(board, Narrowing(state="presented")) == ["Dewi Lestari"]
    assert names(board, Narrowing(awaited=cast.lead.pk)) == ["Bonar Simanjuntak", "Dewi Lestari"]
    assert names(board, Narrowing(opd=0)) == [cast.mayor.name]
    assert names(board, Narrowing(opd=cast.units["dlh"].pk)) == ["Agnes Manuputty", "Slamet Riyadi"]
    assert names(board, Narrowing(level="team_lead")) == ["Bonar Simanjuntak"]
    assert names(board, Narrowing(text="dewi")) == ["Dewi Lestari"]
    assert names(board, Narrowing(text="100%_")) == []
    assert names(board, Narrowing(text=cast.lead.nip[:14] + " " + cast.lead.nip[14:])) == ["Bonar Simanjuntak"]
    assert len(names(board, Narrowing(state="open"))) == len(cast.people)


def test_only_those_that_wait_longer_than_so_many_days(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    board = Board(make_round(cast, opened_at=timezone.now() - timedelta(days=5)))
    late = names(board, Narrowing(days=3))
    assert "Dewi Lestari" not in late
    assert len(late) == len(cast.people) - 1
    assert names(board, Narrowing(days=7)) == []


def test_blockers_are_second_parties_with_the_most_first(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    flow.presented(cast.other_head, year=YEAR)
    flow.presented(cast.head, year=YEAR)
    blockers = Board(make_round(cast)).page(Narrowing(), 1, 50).blockers
    assert [(blocker.name, blocker.count) for blocker in blockers] == [(cast.mayor.name, 2), (cast.lead.name, 1)]


def test_who_has_not_begun_waits_for_a_superior_who_has_not_either(cast: Cast) -> None:
    flow.drafted(cast.head, year=YEAR)
    board = Board(make_round(cast))
    above = board.superiors_without_plan(board.rows(Narrowing(), limit=None))
    assert above[cast.staff.pk].employee_id == cast.lead.pk
    assert above[cast.lead.pk].employee_id == cast.kabid.pk
    assert cast.kabid.pk not in above
    assert cast.mayor.pk not in above


def test_a_head_sees_the_own_units_only(cast: Cast) -> None:
    this = make_round(cast)
    assert names(Board(this, cast.kabid), Narrowing()) == ["Bonar Simanjuntak", "Dewi Lestari", "Sri Wahyuni"]
    assert Board(this, cast.kabid).groups()[2].total == 3
    assert Board(this, cast.ortala).groups()[2].total == len(cast.people)


def test_a_closed_round_shows_its_last_day(cast: Cast) -> None:
    this = make_round(cast, closed_at=f"{YEAR}-02-01T10:00+07:00")
    this.refresh_from_db()
    Assignment.objects.filter(employee=cast.staff).update(end=date(YEAR, 3, 1))
    assert Board(this).day == date(YEAR, 2, 1)
    assert standing(Board(this), cast.staff).name == "Dewi Lestari"


def test_a_page_says_what_each_question_alone_would(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    flow.presented(cast.staff, year=YEAR)
    flow.drafted(cast.kabid, year=YEAR)
    signed_last_year(cast.other_head, cast.mayor, "A", year=YEAR)
    Agreement.objects.filter(holder=cast.other_head).update(sealed_at=timezone.now())
    for reader in (None, cast.head):
        board = Board(make_round(cast) if reader is None else Round.objects.get(), reader)
        for narrowing in (Narrowing(), Narrowing(level="staff"), Narrowing(state="open", text="a")):
            with django_assert_num_queries(1):
                page = board.page(narrowing, 2, 2)
            assert (page.offices, page.levels, page.whole) == board.groups()
            assert page.rows == board.rows(narrowing, limit=2, offset=2)
            assert (page.count, page.number) == (board.count(narrowing), 2)


@pytest.mark.parametrize(("asked", "number"), [(1, 1), (3, 3), (4, 3), (0, 3)])
def test_a_page_that_there_is_not_is_the_last(cast: Cast, asked: int, number: int) -> None:
    page = Board(make_round(cast)).page(Narrowing(), asked, 5)
    assert page.number == number
    assert len(page.rows) == (5 if number < 3 else len(cast.people) - 10)


def test_a_narrowing_that_leaves_nobody_has_one_empty_page(cast: Cast) -> None:
    page = Board(make_round(cast)).page(Narrowing(text="tidak ada"), 0, 5)
    assert (page.number, page.rows, page.count) == (1, [], 0)
