"""The day of a team."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog.models import Attendance, Finding, Leave, Task
from dailylog.queries import team_day
from dailylog.tests.conftest import DAY, ZONE, Make
from organization.models import Assignment, Employee, Unit
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


def row_of(response: Any, person: Employee) -> str:
    """The words of a person's row."""
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", response.content.decode(), re.DOTALL)
    row = next(row for row in rows if f">{person.name}</a>" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip()


def shown(response: Any) -> set[int]:
    return {member.id for member in response.context["members"]}


def test_person_here_without_an_entry_is_named(client: Client, cast: Cast) -> None:
    come(cast.staff)
    response = page_of(client, cast.lead)
    words = row_of(response, cast.staff)
    assert "di kantor sejak 07.28 belum ada catatan" in words
    assert words.endswith("belum ada catatan sampai 15.30")


def test_work_is_entries_and_tasks_without_entry(client: Client, cast: Cast, make_activity: Make) -> None:
    come(cast.staff)
    given = {"author": cast.lead, "date": DAY}
    done = Task.objects.create(employee=cast.staff, title="Rapat", place="Balai Kota", **given)
    Task.objects.create(unit=cast.units["dki-1a"], title="Apel", place="Halaman", **given)
    Task.objects.create(employee=cast.colleague, title="Bukan tugasnya", **given)
    make_activity(cast.staff, task=done, estimate_minutes=30)
    words = row_of(page_of(client, cast.lead), cast.staff)
    entry = "08.00–09.00 Menjawab permohonan informasi · Balai Kota , menunggu keputusan"
    assert f"{entry} Apel · Halaman , belum dikerjakan 1 tugas melewati perkiraan waktu" in words


def test_returned_entries_and_open_findings_wait_for_their_person(
    client: Client, cast: Cast, make_activity: Make
) -> None:
    make_activity(cast.staff, status="returned")
    Finding.objects.create(employee=cast.staff, date=DAY, kind="short_wfa_day")
    words = row_of(page_of(client, cast.lead), cast.staff)
    assert words.endswith("1 catatan menunggu perbaikan 1 temuan belum dijelaskan")


def test_totals_of_an_office(client: Client, cast: Cast, make_activity: Make) -> None:
    come(cast.staff)
    make_activity(cast.staff)
    Leave.objects.create(employee=cast.kabid, start=DAY, end=DAY, kind="annual")
    response = page_of(client, cast.head)
    page = response.content.decode()
    # Operator, colleague and lead have no mark.
    assert "<b>1 dari 5</b> pegawai hadir, 1 cuti atau dinas luar, 3 tanpa tanda hadir" in page
    assert "<b>1 dari 1</b> yang hadir sudah mengirim catatan" in page


def test_one_sees_only_the_own_units(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.other_head)
    assert shown(response) == {cast.stranger.pk}
    assert page_of(client, cast.other_head, unit=str(cast.units["dki"].pk)).status_code == 404
    assert page_of(client, cast.other_head, unit="²").status_code == 404


def test_who_left_the_unit_is_no_longer_seen(client: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).update(end=DAY - timedelta(days=1))
    response = page_of(client, cast.lead, DAY - timedelta(days=1))
    assert shown(response) == set()
    assert "tidak ada pegawai lain di unit ini" in response.content.decode()


def test_unit_switch_narrows(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.head, unit=str(cast.units["dki-1a"].pk))
    assert shown(response) == {cast.lead.pk, cast.staff.pk}


def test_search_and_state_narrow(client: Client, cast: Cast) -> None:
    come(cast.staff)
    assert shown(page_of(client, cast.head, cari="dewi")) == {cast.staff.pk}
    assert shown(page_of(client, cast.head, tampil="bantuan")) == {cast.staff.pk}


def test_leader_of_the_region_chooses_an_office_first(client: Client, cast: Cast) -> None:
    response = page_of(client, cast.mayor)
    assert "members" not in response.context
    assert "Pilih OPD" in response.content.decode()
    chosen = page_of(client, cast.mayor, unit=str(cast.units["dlh"].pk))
    assert shown(chosen) == {cast.other_head.pk, cast.stranger.pk}


def sums_of(client: Client, user: Employee, day: date = DAY) -> list[str]:
    """The page of who reads the whole region: a line for each OPD, as it is read aloud."""
    text = page_of(client, user, day, jumlah="1").content.decode()
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_leader_of_the_region_sees_who_is_there_in_each_office(client: Client, cast: Cast) -> None:
    come(cast.staff)
    come(cast.other_head)
    Leave.objects.create(employee=cast.lead, start=DAY, end=DAY, kind="annual")
    lines = sums_of(client, cast.mayor)
    # The division of the secretariat counts with it.
    assert "Sekretariat Daerah 0 dari 3 hadir 3 tanpa tanda hadir" in lines
    assert "Dinas Komunikasi dan Informatika 1 dari 6 hadir 1 cuti atau dinas luar 4 tanpa tanda hadir" in lines
    assert "Dinas Lingkungan Hidup 1 dari 2 hadir 1 tanpa tanda hadir" in lines


def test_before_anybody_has_come_nobody_is_missed(client: Client, cast: Cast) -> None:
    assert all("tanpa tanda hadir" not in line for line in sums_of(client, cast.mayor))


def test_an_office_of_nobody_says_so_and_one_below_another_counts_for_itself(client: Client, cast: Cast) -> None:
    Unit.objects.create(code="uptd", name="UPTD Baru", kind="opd", parent=cast.units["dlh"])
    lines = sums_of(client, cast.sekda)
    assert "UPTD Baru Belum ada pegawai" in lines
    assert "Dinas Lingkungan Hidup 0 dari 2 hadir" in lines


def test_the_sums_of_the_region_come_as_a_part_and_in_as_many_questions_for_more_offices(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.mayor)
    address = f"{reverse('team_day', args=[DAY])}?jumlah=1"
    for more in range(2):
        Unit.objects.create(code=f"uptd-{more}", name="UPTD", kind="opd")
        with django_assert_num_queries(5):
            part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert part.lstrip().startswith('<div id="jumlah"')


def test_entries_are_decided_by_whoever_may(client: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    link = f'<a href="/persetujuan/{DAY}/?o={cast.staff.pk}">Putuskan 1 catatan</a>'
    assert link in page_of(client, cast.lead).content.decode()
    assert "Putuskan" not in row_of(page_of(client, cast.head), cast.staff)


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


QUERIES = 6


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_not_found(client: Client, cast: Cast, day: str) -> None:
    client.force_login(cast.lead)
    assert client.get(f"/tim/{day}/").status_code == 404


@pytest.fixture
def large(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """An office of more people than a page names at once."""
    monkeypatch.setattr(team_day, "MOST_NAMED", 3)
    return cast


def test_of_a_large_office_those_right_below_are_named(client: Client, large: Cast) -> None:
    response = page_of(client, large.head)
    # Who heads a division, who is in none, and who is in one that nobody heads.
    assert shown(response) == {large.kabid.pk, large.operator.pk, large.colleague.pk}
    assert 'hx-get="?jumlah=1"' in response.content.decode()


def test_a_large_office_adds_up_by_unit(client: Client, large: Cast, make_activity: Make) -> None:
    come(large.staff)
    make_activity(large.staff, status="returned")
    page = page_of(client, large.head, jumlah="1").content.decode()
    line = re.search(r"<tr role=\"row\"><th scope=\"row\"[^>]*><a href=\"\?unit=(\d+)\">(.*?)</tr>", page, re.DOTALL)
    assert line is not None
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", line[2])).strip()
    assert "1 dari 3 hadir 2 tanpa tanda hadir 1 dari 1 mengirim catatan 1 orang perlu bantuan" in words
    assert f"?unit={line[1]}&amp;tampil=bantuan" in page
    assert "<b>1 dari 5</b> pegawai hadir" in page


def test_sums_alone_are_sent_to_the_page_that_stands(client: Client, large: Cast) -> None:
    client.force_login(large.head)
    part = client.get(reverse("team_day", args=[DAY]), {"jumlah": "1"}, headers={"HX-Request": "true"})
    assert part.content.decode().startswith('<div id="jumlah"')


def test_everybody_of_a_large_office_is_listed_when_asked_for(client: Client, large: Cast) -> None:
    assert len(shown(page_of(client, large.head, tampil="semua"))) == 5
    assert shown(page_of(client, large.head, cari="dewi")) == {large.staff.pk}
