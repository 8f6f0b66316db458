"""People move on the 15th: each entry that waits has exactly one approver, who may log in and is somebody else."""

from collections.abc import Callable
from datetime import date

import pytest

from dailylog.actions.decide import Seen, approve
from dailylog.models import Activity
from dailylog.queries.approval import days_waiting
from dailylog.queries.team import Team
from dailylog.tests.conftest import Make
from organization.actions.assignments import appoint_acting, end_assignment, move_employee
from organization.models import Assignment, Employee, Level
from tests.cast import Cast

FIRST, LAST_BEFORE, MOVED, TODAY = date(2026, 3, 2), date(2026, 3, 14), date(2026, 3, 15), date(2026, 3, 20)
DAYS = (date(2026, 3, 10), LAST_BEFORE, MOVED, date(2026, 3, 18))
Event = Callable[[Cast, str], None]


def post_of(person: Employee) -> Assignment:
    return Assignment.objects.get(employee=person, kind="definitive", end=None)


def leave(cast: Cast, name: str, *, close_account: bool = False) -> None:
    end_assignment(assignment_id=post_of(cast.people[name]).pk, end=LAST_BEFORE, close_account=close_account)


def act(cast: Cast, name: str, kind: str, end: date | None) -> None:
    appoint_acting(employee_id=cast.colleague.pk, position_id=cast.positions[name].pk, kind=kind, start=MOVED, end=end)


def nothing(cast: Cast, name: str) -> None:
    """Everybody stays."""


def transferred(cast: Cast, name: str) -> None:
    """To another office; the post stays vacant."""
    elsewhere = cast.position("dlh", Level.STAFF)
    move_employee(employee_id=cast.people[name].pk, position_id=elsewhere.pk, start=MOVED)


def succeeded(cast: Cast, name: str) -> None:
    """Transferred, and somebody new comes."""
    transferred(cast, name)
    new = cast.person("Penerus")
    move_employee(employee_id=new.pk, position_id=cast.positions[name].pk, start=MOVED)


def moved_up(cast: Cast, name: str) -> None:
    """Into the post above, whose holder retires."""
    above = {"lead": "kabid", "kabid": "head", "head": "mayor"}[name]
    leave(cast, above, close_account=True)
    move_employee(employee_id=cast.people[name].pk, position_id=cast.positions[above].pk, start=MOVED)


def retired(cast: Cast, name: str) -> None:
    leave(cast, name, close_account=True)


def died_and_acting(cast: Cast, name: str) -> None:
    """The post is vacant, a colleague acts."""
    leave(cast, name, close_account=True)
    act(cast, name, "plt", None)


def acting_ended(cast: Cast, name: str) -> None:
    """A mandate of three days that is over."""
    leave(cast, name)
    act(cast, name, "plt", date(2026, 3, 18))


def away(cast: Cast, name: str) -> None:
    """The holder is away and keeps the post; a colleague stands in."""
    act(cast, name, "plh", date(2026, 3, 31))


def suspended(cast: Cast, name: str) -> None:
    """The post is kept, but the account is closed."""
    Employee.objects.filter(pk=cast.people[name].pk).update(is_active=False)


def suspended_and_acting(cast: Cast, name: str) -> None:
    suspended(cast, name)
    act(cast, name, "plh", date(2026, 3, 31))


EVENTS: list[Event] = [
    nothing,
    transferred,
    succeeded,
    moved_up,
    retired,
    died_and_acting,
    acting_ended,
    away,
    suspended,
    suspended_and_acting,
]
WORKERS = ("staff", "lead", "kabid", "colleague")


def approvers(entries: list[Activity]) -> dict[int, list[Employee]]:
    """Who may decide on each entry today, of everybody who may log in."""
    found: dict[int, list[Employee]] = {entry.pk: [] for entry in entries}
    for person in Employee.objects.filter(is_active=True):
        team = Team(person.pk, first=FIRST, today=TODAY)
        for entry in entries:
            if team.post_for(entry.employee_id, entry.date) is not None:
                found[entry.pk].append(person)
    return found


@pytest.mark.parametrize("name", ["lead", "kabid", "head"])
@pytest.mark.parametrize("event", EVENTS)
def test_each_entry_has_exactly_one_approver(cast: Cast, make_activity: Make, event: Event, name: str) -> None:
    event(cast, name)
    # Whoever holds no post any more writes nothing.
    entries = [
        make_activity(cast.people[worker], date=day)
        for worker in WORKERS
        for day in DAYS
        if cast.people[worker].assignments.on(day).exists()
    ]
    found = approvers(entries)
    wrong = {
        f"{entry.employee.name}, {entry.date}": [person.name for person in found[entry.pk]]
        for entry in entries
        if len(found[entry.pk]) != 1
    }
    assert wrong == {}
    assert not any(found[entry.pk] == [entry.employee] for entry in entries)
    # The one who may decide also finds it in the queue, and the press succeeds.
    for person in {people[0] for people in found.values()}:
        mine = [entry for entry in entries if found[entry.pk] == [person]]
        assert sum(days_waiting(Team(person.pk, first=FIRST, today=TODAY)).values()) == len(mine)
        verdicts = approve(user_id=person.pk, seen=[Seen(entry.pk, 1) for entry in mine], today=TODAY)
        assert len(verdicts.decided) == len(mine)


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        (nothing, "lead", "lead"),
        (transferred, "kabid", "kabid"),
        (died_and_acting, "colleague", "colleague"),
        (acting_ended, "kabid", "kabid"),
        (away, "lead", "lead"),
        (suspended, "kabid", "kabid"),
        (suspended_and_acting, "colleague", "colleague"),
    ],
)
def test_entries_of_the_team_wait_for_whoever_leads_it_now(
    cast: Cast, make_activity: Make, event: Event, before: str, after: str
) -> None:
    entries = [make_activity(cast.staff, date=day) for day in (LAST_BEFORE, MOVED)]
    event(cast, "lead")
    found = approvers(entries)
    assert [found[entry.pk] for entry in entries] == [[cast.people[before]], [cast.people[after]]]


def test_entries_of_somebody_who_left_stay_with_the_old_superior(cast: Cast, make_activity: Make) -> None:
    """Transferred, retired or dead: what was done under a superior is decided by that superior."""
    entry = make_activity(cast.staff, date=LAST_BEFORE)
    leave(cast, "staff", close_account=True)
    assert approvers([entry]) == {entry.pk: [cast.lead]}
