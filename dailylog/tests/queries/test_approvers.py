"""People move on the 15th: each entry that waits has exactly one approver, who may log in and is somebody else."""

from collections.abc import Callable
from datetime import date

import pytest

from dailylog.actions.decide import Seen, approve
from dailylog.models import Activity, Disturbance, Leave
from dailylog.queries.approval import days_waiting
from dailylog.queries.deciders import Deciders, decider_of
from dailylog.queries.team import Team
from dailylog.tests.conftest import Make
from organization.actions.assignments import appoint_acting, end_assignment, move_employee
from organization.models import Assignment, Employee, Level
from tests.cast import Cast

FIRST, LAST_BEFORE, MOVED, TODAY = date(2026, 3, 2), date(2026, 3, 14), date(2026, 3, 15), date(2026, 3, 20)
#: The day after the last one on which March is decided in time: the fifth workday of April is the 7th.
LAST_IN_TIME, OVERDUE = date(2026, 4, 7), date(2026, 4, 8)
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


def stand_in(cast: Cast, name: str) -> None:
    """The holder is on leave today; a colleague stands in."""
    away(cast, name)
    Leave.objects.create(employee=cast.people[name], start=date(2026, 3, 18), end=date(2026, 4, 30), kind="annual")


def stand_in_by_subordinate(cast: Cast, name: str) -> None:
    """The holder is on leave, one of the own people stands in, who does not decide on himself."""
    below = {"lead": "staff", "kabid": "lead", "head": "kabid"}[name]
    position = cast.positions[name]
    appoint_acting(
        employee_id=cast.people[below].pk, position_id=position.pk, kind="plh", start=MOVED, end=date(2026, 4, 30)
    )
    Leave.objects.create(employee=cast.people[name], start=date(2026, 3, 18), end=date(2026, 4, 30), kind="annual")


def two_posts(cast: Cast, name: str) -> None:
    """The holder acts in the post above as well, whose holder retires: two units in a row with one leader."""
    above = {"lead": "kabid", "kabid": "head", "head": "mayor"}[name]
    leave(cast, above, close_account=True)
    position = cast.positions[above]
    appoint_acting(employee_id=cast.people[name].pk, position_id=position.pk, kind="plt", start=MOVED, end=None)


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
    stand_in,
    stand_in_by_subordinate,
    two_posts,
]
WORKERS = ("staff", "lead", "kabid", "colleague")


def approvers(entries: list[Activity], today: date = TODAY) -> dict[int, list[Employee]]:
    """Who may decide on each entry today, of everybody who may log in."""
    found: dict[int, list[Employee]] = {entry.pk: [] for entry in entries}
    for person in Employee.objects.filter(is_active=True):
        team = Team(person.pk, first=FIRST, today=today)
        for entry in entries:
            if team.post_for(entry.employee_id, entry.date) is not None:
                found[entry.pk].append(person)
    return found


@pytest.mark.parametrize("today", [TODAY, OVERDUE], ids=["in-time", "overdue"])
@pytest.mark.parametrize("name", ["lead", "kabid", "head"])
@pytest.mark.parametrize("event", EVENTS)
def test_each_entry_has_exactly_one_approver(
    cast: Cast, make_activity: Make, event: Event, name: str, today: date
) -> None:
    event(cast, name)
    # Whoever holds no post any more writes nothing.
    entries = [
        make_activity(cast.people[worker], date=day)
        for worker in WORKERS
        for day in DAYS
        if cast.people[worker].assignments.on(day).exists()
    ]
    found = approvers(entries, today)
    wrong = {
        f"{entry.employee.name}, {entry.date}": [person.name for person in found[entry.pk]]
        for entry in entries
        if len(found[entry.pk]) != 1
    }
    assert wrong == {}
    assert not any(found[entry.pk] == [entry.employee] for entry in entries)
    # Whoever looks at the whole city at once, or at one person, finds the same people.
    for entry in entries:
        one = decider_of(entry.employee_id, entry.date, today=today)
        assert one is not None
        assert [one.post.employee_id] == [person.pk for person in found[entry.pk]]
    deciders = Deciders({entry.employee_id for entry in entries}, FIRST, today)
    assert {entry.pk: decided_by(deciders, entry) for entry in entries} == {
        key: people[0].pk for key, people in found.items()
    }
    # The one who may decide also finds it in the queue, and the press succeeds.
    for person in {people[0] for people in found.values()}:
        mine = [entry for entry in entries if found[entry.pk] == [person]]
        assert sum(days_waiting(Team(person.pk, first=FIRST, today=today)).values()) == len(mine)
        verdicts = approve(user_id=person.pk, seen=[Seen(entry.pk, 1) for entry in mine], today=today)
        assert len(verdicts.decided) == len(mine)


def decided_by(deciders: Deciders, entry: Activity) -> int | None:
    found = deciders.of(entry.employee_id, entry.date)
    return found.post.employee_id if found else None


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
        (stand_in, "colleague", "colleague"),
        # The deputy does not decide on himself: his entries wait for the holder.
        (stand_in_by_subordinate, "lead", "lead"),
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


@pytest.mark.parametrize(
    ("worker", "in_time", "overdue"),
    [
        ("staff", "lead", "kabid"),
        ("lead", "kabid", "head"),
        ("kabid", "head", "mayor"),
        # Nobody is above the mayor: there it stays.
        ("head", "mayor", "mayor"),
    ],
)
def test_past_the_deadline_the_next_superior_decides(
    cast: Cast, make_activity: Make, worker: str, in_time: str, overdue: str
) -> None:
    entry = make_activity(cast.people[worker], date=MOVED)
    assert approvers([entry], LAST_IN_TIME) == {entry.pk: [cast.people[in_time]]}
    assert approvers([entry], OVERDUE) == {entry.pk: [cast.people[overdue]]}


def test_the_next_superior_knows_whose_place_he_takes(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff, date=MOVED)
    for today, expected in [(LAST_IN_TIME, None), (OVERDUE, cast.lead.pk)]:
        name = "kabid" if expected else "lead"
        found = Team(cast.people[name].pk, first=FIRST, today=today).decider(cast.staff.pk, entry.date)
        assert found is not None
        assert (found.instead_of.employee_id if found.instead_of else None) == expected


def test_outage_of_the_superiors_unit_puts_the_change_off(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff, date=MOVED)
    outage = Disturbance.objects.create(
        start="2026-04-07T08:00:00+07:00", end="2026-04-08T08:00:00+07:00", note="Listrik", entered_by=cast.operator
    )
    outage.units.add(cast.units["dki-1a"])
    assert approvers([entry], OVERDUE) == {entry.pk: [cast.lead]}
    assert approvers([entry], date(2026, 4, 9)) == {entry.pk: [cast.kabid]}
    outage.units.set([cast.units["dlh"]])
    assert approvers([entry], OVERDUE) == {entry.pk: [cast.kabid]}


def test_deputy_decides_only_while_the_holder_is_away(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff, date=LAST_BEFORE)
    away(cast, "lead")
    Leave.objects.create(employee=cast.lead, start=TODAY, end=TODAY, kind="dinas_luar")
    assert approvers([entry]) == {entry.pk: [cast.colleague]}
    assert approvers([entry], date(2026, 3, 23)) == {entry.pk: [cast.lead]}
