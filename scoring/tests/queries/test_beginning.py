"""The steps of a new region, each from nothing to something."""

from datetime import UTC, date, datetime, time

import pytest

from organization.models import Holiday, Role, RoleGrant, Schedule, ScheduleHours, Unit
from scoring.models import Month
from scoring.queries import beginning
from scoring.tests.city import make_city
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def _done() -> set[str]:
    return {str(step.title) for step in beginning.steps(TODAY) if step.done}


def test_in_an_empty_region_every_step_is_open() -> None:
    found = beginning.steps(TODAY)
    assert len(found) == 10
    assert _done() == set()


def test_a_schedule_counts_once_it_has_hours() -> None:
    schedule = Schedule.objects.create(code="5-hari")
    assert "Jadwal kerja" not in _done()
    ScheduleHours.objects.create(schedule=schedule, weekday=1, start=time(7, 30), end=time(16), break_minutes=60)
    assert "Jadwal kerja" in _done()


def test_holidays_of_another_year_do_not_count() -> None:
    Holiday.objects.create(date=date(2025, 1, 1), name="Tahun Baru", kind="public")
    assert "Hari libur" not in _done()
    Holiday.objects.create(date=date(2026, 1, 1), name="Tahun Baru", kind="public")
    assert "Hari libur" in _done()


def test_units_count_once_one_of_them_has_a_schedule(cast: Cast) -> None:
    title = "Daerah, OPD, bidang, dan tim"
    Unit.objects.update(schedule=None)
    assert title not in _done()
    Unit.objects.filter(kind="region").update(schedule=Schedule.objects.create(code="5-hari"))
    assert title in _done()


def test_offices_need_somebody_each_today(cast: Cast) -> None:
    RoleGrant.objects.all().delete()
    for role in (Role.BKPSDM, Role.ORTALA, Role.INSPECTORATE):
        assert "Peran" not in _done()
        grant = RoleGrant.objects.create(employee=cast.bkpsdm, role=role, start=date(2026, 1, 1))
    assert "Peran" in _done()
    RoleGrant.objects.filter(pk=grant.pk).update(end=date(2026, 3, 9))
    assert "Peran" not in _done()


def test_nothing_is_left_to_say_once_every_step_is_done(cast: Cast) -> None:
    make_city(cast)
    schedule = Schedule.objects.create(code="5-hari")
    ScheduleHours.objects.create(schedule=schedule, weekday=1, start=time(7, 30), end=time(16), break_minutes=60)
    Unit.objects.filter(kind="region").update(schedule=schedule)
    Holiday.objects.get_or_create(date=date(2026, 1, 1), defaults={"name": "Tahun Baru", "kind": "public"})
    for role in (Role.BKPSDM, Role.ORTALA, Role.INSPECTORATE):
        RoleGrant.objects.create(employee=cast.bkpsdm, role=role, start=date(2026, 1, 1))
    assert [str(step.title) for step in beginning.steps(TODAY) if not step.done] == []
    assert beginning.steps(TODAY) == []


def test_a_region_that_has_closed_a_month_is_not_new_again_in_january() -> None:
    month = Month.objects.create(month=date(2025, 11, 1))
    assert beginning.steps(TODAY) != []
    month.locked_at = datetime(2025, 12, 15, tzinfo=UTC)
    month.save()
    assert beginning.steps(TODAY) == []
