"""Shifts kept and rosters published."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError

from kinerja.errors import DomainError
from kinerja.models import History
from organization.actions.rosters import publish_roster
from organization.actions.shifts import remove_shift, save_shift
from organization.models import Notice, RosterDay, Shift
from organization.queries.roster_page import effects_of
from tests.cast import Cast

DAY = date(2026, 3, 10)


@pytest.fixture
def night(db: None) -> Shift:
    return save_shift(code="M", name="Malam", start=time(22), end=time(6), break_minutes=60)


def test_a_shift_may_end_next_morning_until_ten(night: Shift) -> None:
    assert night.hours.end == 30 * 60
    with pytest.raises(DomainError, match=r"10\.00"):
        save_shift(code="X", name="Panjang", start=time(22), end=time(10, 1), break_minutes=0)


def test_a_shift_needs_time_beside_its_break(db: None) -> None:
    with pytest.raises(DomainError, match="Istirahat"):
        save_shift(code="X", name="Pendek", start=time(7), end=time(8), break_minutes=60)


def test_a_code_is_given_once(night: Shift) -> None:
    with pytest.raises(DomainError, match="sudah ada"):
        save_shift(code="M", name="Malam lain", start=time(21), end=time(5), break_minutes=0)
    again = save_shift(code="M", name="Malam hari", start=time(22), end=time(6), break_minutes=60, shift_id=night.pk)
    assert again.pk == night.pk


def test_hours_of_a_closed_month_are_left_to_a_new_code(night: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_shift: Shift) -> None:
        raise DomainError("month_closed", "Bulan ini sudah ditutup.")

    monkeypatch.setattr("organization.actions.shifts.save_checked", closed)
    with pytest.raises(DomainError, match="Buat giliran baru dengan kode lain") as refused:
        save_shift(code="M", name="Malam", start=time(21), end=time(6), break_minutes=60, shift_id=night.pk)
    assert refused.value.code == "month_closed"


def test_a_shift_in_use_stays(night: Shift, cast: Cast) -> None:
    publish_roster(plan={cast.staff.pk: {DAY: "M"}})
    with pytest.raises(DomainError, match="dipakai"):
        remove_shift(shift_id=night.pk)


def test_publishing_writes_changes_takes_away_and_tells_once(night: Shift, cast: Cast) -> None:
    next_day = DAY + timedelta(days=1)
    assert publish_roster(plan={cast.staff.pk: {DAY: "M", next_day: "L"}}) == 2
    assert publish_roster(plan={cast.staff.pk: {DAY: "M", next_day: "L"}}) == 0
    assert publish_roster(plan={cast.staff.pk: {DAY: "L", next_day: None}}) == 2
    assert [(row.date, row.shift) for row in RosterDay.objects.all()] == [(DAY, None)]
    assert Notice.objects.filter(employee=cast.staff, kind="roster").count() == 2
    assert History.objects.filter(table="organization_rosterday").count() == 4


def test_an_unknown_shift_is_named(night: Shift, cast: Cast) -> None:
    with pytest.raises(DomainError, match="Q"):
        publish_roster(plan={cast.staff.pk: {DAY: "Q"}})


def test_the_effect_tells_what_begins_what_is_past_and_what_is_too_close(night: Shift, cast: Cast) -> None:
    save_shift(code="P", name="Pagi", start=time(6), end=time(14), break_minutes=30)
    plan = {cast.staff.pk: {DAY: "M", DAY + timedelta(days=1): "P"}}
    (effect,) = effects_of(plan, today=DAY)
    assert effect.begins == [date(2026, 3, 1)]
    assert len(effect.past) == 10  # the whole month up to today is judged anew
    assert effect.silent == 29
    assert [close.night_to_morning for close in effect.warnings] == [True]
    publish_roster(plan=plan)
    (again,) = effects_of({cast.staff.pk: {DAY: "L"}}, today=DAY)
    assert (again.begins, list(again.past), list(again.warnings)) == ([], [DAY], [])


@pytest.mark.parametrize(
    ("constraint", "code", "words"),
    [("month_closed", "month_closed", "sudah ditutup"), ("rosterday_once", "rosterday_once", "bertentangan")],
)
def test_a_refusal_of_the_database_becomes_a_sentence(
    night: Shift, cast: Cast, monkeypatch: pytest.MonkeyPatch, constraint: str, code: str, words: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("organization.actions.rosters._write", refuse)
    monkeypatch.setattr("organization.actions.rosters.constraint_of", lambda _error: constraint)
    with pytest.raises(DomainError, match=words) as refused:
        publish_roster(plan={cast.staff.pk: {DAY: "M"}})
    assert refused.value.code == code
