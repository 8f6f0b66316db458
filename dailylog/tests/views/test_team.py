"""The day of a team."""

from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.models import Attendance, Finding, Leave, Task
from dailylog.tests.conftest import DAY, ZONE, Make
from organization.models import Assignment, Employee
from tests.cast import SINCE, Cast

pytestmark = pytest.mark.usefixtures("hours")


@pytest.fixture(autouse=True)
def afternoon() -> Any:
    """It is a quarter to four on ``DAY``."""
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 10, 15, 45, tzinfo=ZONE)):
        yield


def page_of(client: Client, user: Employee, day: date = DAY, **query: str) -> Any:
    client.force_login(user)
    return client.get(reverse("team_day", args=[day]), query)


def come(person: Employee, day: date = DAY, at: time = time(7, 28), **fields: Any) -> None:
    Attendance.objects.create(employee=person, date=day, check_in=at, mode="wfo", **fields)


def row_of(response: Any, person: Employee) -> Any:
    return next(row for row in response.context["rows"] if row.member.id == person.pk)


def needs(response: Any, person: Employee) -> list[str]:
    return [words for _shape, words in row_of(response, person).needs]


def test_person_here_without_an_entry_is_named(client: Client, cast: Cast) -> None:
    come(cast.staff)
    response = page_of(client, cast.lead)
    assert row_of(response, cast.staff).presence == "di kantor sejak 07.28"
    assert needs(response, cast.staff) == ["belum ada catatan sampai 15.30"]


def test_work_is_entries_and_tasks_without_entry(client: Client, cast: Cast, make_activity: Make) -> None:
    come(cast.staff)
    given = {"author": cast.lead, "date": DAY}
    done = Task.objects.create(employee=cast.staff, title="Rapat", place="Balai Kota", **given)
    Task.objects.create(unit=cast.units["dki-1a"], title="Apel", place="Halaman", **given)
    Task.objects.create(employee=cast.colleague, title="Bukan tugasnya", **given)
    make_activity(cast.staff, task=done, estimate_minutes=30)
    response = page_of(client, cast.lead)
    found = [(each.work.title, each.work.place, each.shape) for each in row_of(response, cast.staff).work]
    assert found == [("Menjawab permohonan informasi", "Balai Kota", "sent"), ("Apel", "Halaman", "plan")]
    assert needs(response, cast.staff) == ["1 tugas melewati perkiraan waktu"]


def test_returned_entries_and_open_findings_wait_for_their_person(
    client: Client, cast: Cast, make_activity: Make
) -> None:
    make_activity(cast.staff, status="returned")
    Finding.objects.create(employee=cast.staff, date=DAY, kind="short_wfa_day")
    words = needs(page_of(client, cast.lead), cast.staff)
    assert words == ["1 catatan menunggu perbaikan", "1 temuan belum dijelaskan"]


def test_totals_of_an_office(client: Client, cast: Cast, make_activity: Make) -> None:
    come(cast.staff)
    make_activity(cast.staff)
    Leave.objects.create(employee=cast.kabid, start=DAY, end=DAY, kind="annual")
    response = page_of(client, cast.head)
    totals = response.context["totals"]
    # Operator, colleague and lead have no mark.
    assert (totals.people, totals.here, totals.away, totals.missing, totals.filed) == (5, 1, 1, 3, 1)
    assert "<b>1 dari 5</b> pegawai hadir, 1 cuti atau dinas luar, 3 tanpa tanda hadir" in response.content.decode()


def test_one_sees_only_the_own_units(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.other_head)
    assert [row.member.id for row in response.context["rows"]] == [cast.stranger.pk]
    assert page_of(client, cast.other_head, unit=str(cast.units["dki"].pk)).status_code == 404
    assert page_of(client, cast.other_head, unit="²").status_code == 404


def test_who_left_the_unit_is_no_longer_seen(client: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).update(end=DAY - timedelta(days=1))
    response = page_of(client, cast.lead, DAY - timedelta(days=1))
    assert response.context["rows"] == []
    assert "tidak ada pegawai lain di unit ini" in response.content.decode()


def test_unit_switch_narrows(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.head, unit=str(cast.units["dki-1a"].pk))
    assert {row.member.id for row in response.context["rows"]} == {cast.lead.pk, cast.staff.pk}


def test_search_and_state_narrow(client: Client, cast: Cast) -> None:
    come(cast.staff)
    found = page_of(client, cast.head, cari="dewi").context["rows"]
    assert [row.member.id for row in found] == [cast.staff.pk]
    found = page_of(client, cast.head, tampil="bantuan").context["rows"]
    assert [row.member.id for row in found] == [cast.staff.pk]


def test_leader_of_the_region_chooses_an_office_first(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.mayor)
    assert "rows" not in response.context
    assert "Pilih OPD" in response.content.decode()
    found = page_of(client, cast.mayor, unit=str(cast.units["dlh"].pk)).context["rows"]
    assert {row.member.id for row in found} == {cast.other_head.pk, cast.stranger.pk}


def test_entries_are_decided_by_whoever_may(client: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    assert row_of(page_of(client, cast.lead), cast.staff).decide_url == f"/persetujuan/{DAY}/?o={cast.staff.pk}"
    assert row_of(page_of(client, cast.head), cast.staff).decide_url == ""


def test_holiday_and_day_to_come(client: Client, cast: Cast) -> None:
    holiday = page_of(client, cast.lead, date(2026, 3, 20)).content.decode()
    assert "libur: Hari Raya Nyepi" in holiday
    assert "Bukan hari kerja bagi 1 pegawai." in holiday
    assert "Rencana hari itu" in page_of(client, cast.lead, DAY + timedelta(days=1)).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_number_of_queries_is_that_of_one_person(
    client: Client, cast: Cast, make_activity: Make, people: int, django_assert_num_queries: Any
) -> None:
    for number in range(people):
        person = cast.person(f"Pegawai {number}")
        Assignment.objects.create(
            employee=person, position=cast.position("dki-1a", "staff"), kind="definitive", start=SINCE
        )
        come(person)
        make_activity(person)
    client.force_login(cast.asisten)
    client.get(reverse("team_day", args=[DAY]))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("team_day", args=[DAY]))


QUERIES = 12
