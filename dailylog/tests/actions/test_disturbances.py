"""The ledger of outages: entered, set right, taken back."""

from datetime import date, datetime, timedelta

import pytest

from dailylog import limits
from dailylog.actions.disturbances import change_disturbance, record_disturbance, remove_disturbance
from dailylog.limits import Limits
from dailylog.models import Disturbance
from dailylog.queries.outages import Effect, effect_of
from dailylog.rules.outages import Outage
from dailylog.tests.conftest import DAY, ZONE
from kinerja.errors import DomainError
from kinerja.models import History
from organization.models import Assignment
from tests.cast import Cast

#: Over the deadline of ``DAY``, 13 March, 23.59.59.
DOWN = datetime(2026, 3, 13, 22, tzinfo=ZONE)
UP = datetime(2026, 3, 14, 1, tzinfo=ZONE)
LATER = datetime(2026, 3, 16, 8, tzinfo=ZONE)
HOUR = timedelta(hours=1)


def enter(cast: Cast, start: datetime = DOWN, end: datetime = UP, *units: str) -> Disturbance:
    return record_disturbance(
        user_id=cast.operator.pk,
        start=start,
        end=end,
        note="Peladen mati",
        now=LATER,
        units=[cast.units[code] for code in units],
    )


def change(cast: Cast, row: Disturbance, *units: str) -> Disturbance:
    return change_disturbance(
        disturbance_id=row.pk, start=DOWN, end=UP, note="Mati", now=LATER, units=[cast.units[code] for code in units]
    )


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def test_effect_names_days_and_people(cast: Cast) -> None:
    found = effect_of(Outage(local(DOWN), local(UP)))
    assert [(each.day, each.before, each.after) for each in found.days] == [
        (DAY, datetime.fromisoformat("2026-03-13T23:59:59"), local(UP + 3 * HOUR))
    ]
    assert found.people == 14


def effect_in(cast: Cast, *units: str) -> Effect:
    return effect_of(Outage(local(DOWN), local(UP), frozenset(cast.units[code].pk for code in units)))


def test_effect_of_a_unit_counts_those_alone_who_work_there_or_below(cast: Cast) -> None:
    found = effect_in(cast, "dki-1", "dki-2")
    assert [each.day for each in found.days] == [DAY]
    assert found.people == len(["kabid", "lead", "staff", "colleague"])
    assert [unit.code for unit in found.units] == ["dki-1", "dki-2"]


def test_effect_names_the_months_whose_approval_moves(cast: Cast) -> None:
    # Over the fifth workday of April.
    down, up = DOWN.replace(month=4, day=7), UP.replace(month=4, day=8)
    found = effect_of(Outage(local(down), local(up), frozenset({cast.units["dki-1"].pk})))
    assert [(each.day, each.after) for each in found.months] == [(date(2026, 3, 1), local(up + 3 * HOUR))]
    assert effect_in(cast, "dki-1").months == []


def test_who_only_acts_in_the_unit_is_not_counted(cast: Cast) -> None:
    post = cast.position("dki-2", "division_head")
    Assignment.objects.create(employee=cast.kabid, position=post, kind="plt", start=DAY)
    assert effect_in(cast, "dki-2").people == len(["colleague"])


def test_who_had_left_the_unit_before_the_day_is_not_counted(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).update(end=DAY - timedelta(days=1))
    assert effect_in(cast, "dki-1a").people == len(["lead"])


def test_a_longer_outage_of_everywhere_leaves_a_unit_nothing_to_gain(cast: Cast) -> None:
    enter(cast, DOWN, UP + HOUR)
    assert effect_in(cast, "dki-1").days == []


def test_units_may_be_added_but_not_taken_away(cast: Cast) -> None:
    row = enter(cast, DOWN, UP, "dki-1")
    change(cast, row, "dki-1", "dlh")
    assert {unit.code for unit in row.units.all()} == {"dki-1", "dlh"}
    for fewer in (["dlh"], ["dki-1a", "dlh"]):
        with pytest.raises(DomainError) as refusal:
            change(cast, row, *fewer)
        assert refusal.value.code == "disturbance_earlier"
    change(cast, row)
    with pytest.raises(DomainError):
        change(cast, row, "dki-1", "dlh")


def test_history_keeps_which_units_an_outage_was_of(cast: Cast) -> None:
    change(cast, enter(cast, DOWN, UP, "dki-1"), "dki-1", "dlh")
    rows = History.objects.filter(table="dailylog_disturbance_units", operation="INSERT")
    assert {row.after["unit_id"] for row in rows if row.after} == {cast.units["dki-1"].pk, cast.units["dlh"].pk}


def test_end_may_move_back_but_not_forth(cast: Cast) -> None:
    row = enter(cast)
    change_disturbance(disturbance_id=row.pk, start=DOWN, end=UP + HOUR, note="Listrik padam", now=LATER)
    row.refresh_from_db()
    assert (row.end, row.note) == (UP + HOUR, "Listrik padam")
    with pytest.raises(DomainError) as refusal:
        change_disturbance(disturbance_id=row.pk, start=DOWN, end=UP, note="Listrik padam", now=LATER)
    assert refusal.value.code == "disturbance_earlier"


def test_only_what_moved_nothing_is_taken_back(cast: Cast) -> None:
    moving = enter(cast)
    with pytest.raises(DomainError) as refusal:
        remove_disturbance(disturbance_id=moving.pk)
    assert refusal.value.code == "disturbance_earlier"
    idle = enter(cast, DOWN - 9 * HOUR, DOWN - 8 * HOUR)
    remove_disturbance(disturbance_id=idle.pk)
    assert list(Disturbance.objects.all()) == [moving]
    assert History.objects.filter(table="dailylog_disturbance", operation="DELETE", row=str(idle.pk)).exists()


def test_days_of_a_closed_month_stay(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits._sources, "month", lambda day: (Limits(), day.month == 3))
    # Over 3 April, the deadline of 31 March.
    start = datetime(2026, 4, 3, 22, tzinfo=ZONE)
    with pytest.raises(DomainError) as refusal:
        record_disturbance(
            user_id=cast.operator.pk, start=start, end=start + 3 * HOUR, note="Mati", now=start + 9 * HOUR
        )
    assert refusal.value.code == "month_closed"


def test_a_slip_of_the_year_is_refused(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        enter(cast, DOWN.replace(year=2025), UP)
    assert refusal.value.code == "disturbance_long"


def test_an_outage_in_a_closed_month_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dailylog.actions.disturbances.is_closed", lambda day: day == DOWN.date())
    with pytest.raises(DomainError) as refusal:
        enter(cast)
    assert refusal.value.code == "month_closed"
