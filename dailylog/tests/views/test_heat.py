"""Months as calendars."""

import re
from datetime import date, datetime, time
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.models import Attendance, Leave
from dailylog.tests.conftest import DAY, ZONE, Make
from dailylog.views import heat
from organization.models import Assignment, Employee
from tests.cast import SINCE, Cast

pytestmark = pytest.mark.usefixtures("hours")


@pytest.fixture(autouse=True)
def end_of_month() -> Any:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 30, 8, tzinfo=ZONE)):
        yield


def month_of(client: Client, user: Employee, person: Employee, month: str = "2026-03") -> Any:
    client.force_login(user)
    return client.get(reverse("team_heat", args=[person.nip, month]))


def cell(response: Any, day: int) -> Any:
    return response.context["cells"][day - 1]


def test_days_say_what_they_were(client: Client, cast: Cast, make_activity: Make) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(8, 17), check_out=time(16, 1), mode="wfo")
    make_activity(cast.staff, start=time(8, 30), end=time(11))
    make_activity(cast.staff, start=time(10), end=time(11, 30))
    Leave.objects.create(employee=cast.staff, start=date(2026, 3, 12), end=date(2026, 3, 13), kind="annual")
    response = month_of(client, cast.staff, cast.staff)
    assert cell(response, 10).words == "terlambat 47 menit, tercatat 3 jam dari 5 jam"
    assert (cell(response, 10).css, cell(response, 10).shape) == ("tm-l2", "late")
    assert cell(response, 11).words == "tanpa tanda hadir dari 5 jam"
    assert cell(response, 12).words == "cuti tahunan"
    assert cell(response, 14).words == "bukan hari kerja"
    assert cell(response, 20).words == "Hari Raya Nyepi"
    assert cell(response, 31).words == "belum"
    assert (response.context["total"].present, response.context["total"].required) == (1, 18)


def test_month_without_a_post_says_so(client: Client, cast: Cast) -> None:
    assert "Tanpa jabatan pada bulan ini" in month_of(client, cast.staff, cast.staff, "2023-12").content.decode()


def test_logs_of_others_are_not_there(client: Client, cast: Cast) -> None:
    assert month_of(client, cast.colleague, cast.staff).status_code == 404
    assert month_of(client, cast.bkpsdm, cast.staff).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "2026", "0000-01"])
def test_no_month_is_said_so(client: Client, cast: Cast, month: str) -> None:
    response = month_of(client, cast.staff, cast.staff, month)
    assert response.status_code == 404
    assert "bukan bulan" in response.content.decode()


def row_of(response: Any, person: Employee) -> str:
    """The words of a person's row in the team's month."""
    rows = re.findall(r"<tr>(.*?)</tr>", response.content.decode(), re.DOTALL)
    row = next(row for row in rows if f">{person.name}</a>" in row)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", row)).strip()


def named(response: Any) -> list[int]:
    return [each.id for each in response.context["people"]]


def test_team_is_in_rows(client: Client, cast: Cast, make_activity: Make) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(8), check_out=time(16), mode="wfo")
    client.force_login(cast.kabid)
    response = client.get(reverse("team_month", args=["2026-03"]))
    assert set(named(response)) == {cast.lead.pk, cast.staff.pk}
    assert "T terlambat 30 menit, tanpa catatan dari 5 jam" in row_of(response, cast.staff)
    assert row_of(response, cast.staff).endswith("1/20 hadir 0j 00m dari 100j 00m 1 terlambat")
    assert row_of(response, cast.lead).endswith("0/20 hadir 0j 00m dari 100j 00m 0 terlambat")


def test_who_left_the_unit_is_no_longer_in_its_rows(client: Client, cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).update(end=DAY)
    client.force_login(cast.kabid)
    assert named(client.get(reverse("team_month", args=["2026-03"]))) == [cast.lead.pk]


def test_team_of_others_is_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.other_head)
    address = reverse("team_month", args=["2026-03"])
    assert named(client.get(address)) == [cast.stranger.pk]
    assert client.get(address, {"unit": cast.units["dki"].pk}).status_code == 404


def test_of_a_large_office_those_right_below_are_in_rows(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heat, "PAGE_SIZE", 3)
    client.force_login(cast.head)
    address = reverse("team_month", args=["2026-03"])
    response = client.get(address)
    # Who heads a division, who is in none, and who is in one that nobody heads; the units lead on.
    assert set(named(response)) == {cast.kabid.pk, cast.operator.pk, cast.colleague.pk}
    assert f'href="?unit={cast.units["dki-1"].pk}"' in response.content.decode()
    assert len(named(client.get(address, {"semua": "1"}))) == 5


@pytest.mark.parametrize("people", [1, 3])
def test_number_of_queries_is_that_of_one_person(
    client: Client, cast: Cast, make_activity: Make, people: int, django_assert_num_queries: Any
) -> None:
    for number in range(people):
        person = cast.person(f"Pegawai {number}")
        Assignment.objects.create(
            employee=person, position=cast.position("dki-1a", "staff"), kind="definitive", start=SINCE
        )
        make_activity(person)
    client.force_login(cast.lead)
    client.get(reverse("team_month", args=["2026-03"]))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("team_month", args=["2026-03"]))


QUERIES = 7
