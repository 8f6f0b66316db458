"""Working hours and holidays kept."""

from datetime import date, time
from typing import Any

import pytest

from kinerja.errors import DomainError
from organization.actions import calendar as actions
from organization.models import Holiday, Notice, Schedule, ScheduleHours, WithdrawnHoliday
from organization.queries.calendar import calendar_differences
from organization.tasks import remind_of_holidays as by_the_clock
from tests.cast import Cast

INDEPENDENCE = date(2026, 8, 17)


def hours(schedule: Schedule, **changes: Any) -> ScheduleHours:
    values = {"weekday": 1, "start": time(7, 30), "end": time(16), "break_minutes": 60, **changes}
    return actions.set_hours(schedule_id=schedule.pk, **values)


def test_hours_of_the_same_day_and_date_are_changed_not_doubled(db: None) -> None:
    schedule = actions.create_schedule(code="5-day")
    first = hours(schedule)
    again = hours(schedule, end=time(15, 30))
    ramadan = hours(schedule, valid_from=date(2026, 2, 18), valid_to=date(2026, 3, 19))
    assert (again.pk == first.pk, ramadan.pk == first.pk, schedule.hours.count()) == (True, False, 2)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end": time(7, 30)}, "hours_empty"),
        ({"break_minutes": 510}, "hours_empty"),
        (
            {"valid_from": date(2026, 2, 18), "valid_to": date(2026, 2, 17)},
            "schedule_hours_validity_order",
        ),
    ],
)
def test_hours_refuse(db: None, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as error:
        hours(actions.create_schedule(code="5-day"), **changes)
    assert error.value.code == code


def test_schedule_code_is_taken_once(db: None) -> None:
    actions.create_schedule(code="5-day")
    with pytest.raises(DomainError, match="Jadwal 5-day sudah ada"):
        actions.create_schedule(code="5-day")


def test_removed_hours_are_gone(db: None) -> None:
    row = hours(actions.create_schedule(code="5-day"))
    actions.remove_hours(hours_id=row.pk)
    assert not row.schedule.hours.exists()


def test_load_brings_public_holidays_and_joint_leave_once(db: None) -> None:
    loaded = actions.load_holidays(year=2026)
    assert {one.change for one in loaded} == {"add"}
    assert Holiday.objects.get(date=INDEPENDENCE).kind == "public"
    assert Holiday.objects.get(date=date(2026, 12, 24)).kind == "joint_leave"
    assert actions.load_holidays(year=2026) == []


def test_load_corrects_its_own_rows_and_keeps_edited_ones(db: None) -> None:
    actions.load_holidays(year=2026)
    actions.set_holiday(day=INDEPENDENCE, name="HUT RI", kind="public", decree="SKB 1/2026")
    Holiday.objects.filter(date=date(2026, 12, 25)).update(name="Salah")
    Holiday.objects.create(date=date(2026, 7, 1), name="Dihapus", kind="public", from_package=True)
    changes = [(one.day, one.change) for one in actions.load_holidays(year=2026)]
    assert changes == [(date(2026, 7, 1), "remove"), (date(2026, 12, 25), "change")]
    assert Holiday.objects.get(date=INDEPENDENCE).name == "HUT RI"


def test_withdrawn_day_stays_withdrawn_until_it_is_set_again(db: None) -> None:
    actions.load_holidays(year=2026)
    actions.remove_holiday(day=INDEPENDENCE, decree="SE 5/2026")
    assert calendar_differences(2026) == []
    actions.set_holiday(day=INDEPENDENCE, name="HUT RI", kind="public", decree="")
    assert not WithdrawnHoliday.objects.exists()


def test_special_day_and_withdrawal_need_a_decree(db: None) -> None:
    actions.load_holidays(year=2026)
    with pytest.raises(DomainError, match="Isi nomor keputusan"):
        actions.set_holiday(day=date(2026, 5, 30), name="Hari jadi kota", kind="special", decree="")
    with pytest.raises(DomainError, match="Isi nomor keputusan"):
        actions.remove_holiday(day=INDEPENDENCE, decree="")


def test_imported_day_counts_as_edited(db: None) -> None:
    Holiday.objects.create(date=INDEPENDENCE, name="Dari tabel", kind="public")
    actions.load_holidays(year=2026)
    assert Holiday.objects.get(date=INDEPENDENCE).name == "Dari tabel"


def told(cast: Cast) -> set[tuple[str, str, str]]:
    notices = Notice.objects.filter(kind="holidays_missing").select_related("employee")
    names = {person.pk: name for name, person in cast.people.items()}
    return {(names[notice.employee_id], notice.subject, notice.url) for notice in notices}


def asked(year: int) -> set[tuple[str, str, str]]:
    subject, page = f"Hari libur {year} belum dimuat", f"/libur/{year}/"
    return {("bkpsdm", subject, page), ("operator", subject, page)}


def test_a_year_without_holidays_is_asked_for_once_a_month(cast: Cast) -> None:
    assert actions.remind_of_holidays(day=date(2027, 1, 1)) == 2
    assert actions.remind_of_holidays(day=date(2027, 1, 2)) == 0
    assert told(cast) == asked(2027)
    assert actions.remind_of_holidays(day=date(2027, 2, 1)) == 2


def test_next_year_is_asked_for_from_november_on(cast: Cast) -> None:
    Holiday.objects.create(date=date(2026, 1, 1), name="Tahun Baru", kind="public")
    assert actions.remind_of_holidays(day=date(2026, 10, 31)) == 0
    assert actions.remind_of_holidays(day=date(2026, 11, 1)) == 2
    assert told(cast) == asked(2027)
    Holiday.objects.create(date=date(2027, 1, 1), name="Tahun Baru", kind="public")
    assert actions.remind_of_holidays(day=date(2026, 12, 31)) == 0


def test_the_clock_asks_for_the_holidays_of_today(cast: Cast) -> None:
    assert by_the_clock() == 2
