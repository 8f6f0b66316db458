"""The balance of annual leave where it is needed: on the person's page, at the request, beside the decision."""

from datetime import date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog.actions.requests import ask_leave
from dailylog.models import Leave, LeaveRequest, OpeningBalance
from dailylog.tests.conftest import ZONE
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("hours", "march")


@pytest.fixture
def march() -> object:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 10, 16, 5, tzinfo=ZONE)):
        yield


def words(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def used(cast: Cast) -> None:
    """Brought in 6, taken 9, asked for 2."""
    OpeningBalance.objects.create(employee=cast.staff, year=2026, carried=6)
    Leave.objects.create(employee=cast.staff, start=date(2026, 2, 2), end=date(2026, 2, 12), kind="annual")
    ask_leave(employee_id=cast.staff.pk, kind="annual", start=date(2026, 4, 6), end=date(2026, 4, 7), reason="Keluarga")


def test_person_reads_the_balance_with_its_parts(client: Client, cast: Cast) -> None:
    used(cast)
    client.force_login(cast.staff)
    sentence = "Sisa cuti tahunan 2026: <b>7 hari</b> (hak 12 + sisa 2025 6 − diambil 9 − diajukan 2)"
    assert sentence in words(client, reverse("requests"))
    assert sentence in words(client, reverse("leave_new"))
    page = words(client, reverse("leave_person", args=[cast.staff.nip]))
    assert "Sisa 7 hari kerja" in page
    assert "2 Februari 2026 – 12 Februari 2026" in page


def test_the_person_s_page_names_the_balance_of_the_year_looked_at(client: Client, cast: Cast) -> None:
    used(cast)
    client.force_login(cast.bkpsdm)
    url = reverse("org_person", args=[cast.staff.nip])
    assert "Sisa cuti tahunan 2026: <b>7 hari</b> (hak 12 + sisa 2025 6" in words(client, url)
    assert "Sisa cuti tahunan 2027: <b>18 hari</b>" in words(client, f"{url}?tanggal=2027-02-01")


def test_superior_sees_what_the_leave_costs_and_what_is_left(client: Client, cast: Cast) -> None:
    used(cast)
    client.force_login(cast.lead)
    page = words(client, reverse("requests"))
    assert "Memerlukan 2 hari kerja." in page
    assert "Sisa cuti tahunan 2026: <b>7 hari</b>" in page
    assert "Melebihi sisa" not in page


def test_leave_granted_meanwhile_is_shown_as_beyond_the_balance(client: Client, cast: Cast) -> None:
    used(cast)
    Leave.objects.create(employee=cast.staff, start=date(2026, 6, 15), end=date(2026, 6, 24), kind="annual")
    client.force_login(cast.lead)
    assert "Melebihi sisa" in words(client, reverse("requests"))


def test_too_much_is_refused_at_the_field(client: Client, cast: Cast) -> None:
    used(cast)
    client.force_login(cast.staff)
    asked = {"kind": "annual", "start": "2026-06-15", "end": "2026-06-24", "reason": "Keluarga"}
    answer = client.post(reverse("leave_new"), asked)
    assert answer.status_code == 422
    [error] = answer.context["form"].errors["end"]
    assert error == "Cuti ini memerlukan 8 hari kerja; sisa cuti tahunan 2026 tinggal 7 hari."
    assert LeaveRequest.objects.count() == 1


def test_board_enters_what_earlier_years_left_but_not_its_own(client: Client, cast: Cast) -> None:
    client.force_login(cast.bkpsdm)
    url = reverse("leave_opening", args=[cast.staff.nip, 2026])
    assert client.post(url, {"carried": "7"}).context["form"].errors["note"]
    assert client.post(url, {"carried": "7", "note": "Ditangguhkan"}).status_code == 302
    assert OpeningBalance.objects.get().carried == 7
    assert client.get(reverse("leave_opening", args=[cast.bkpsdm.nip, 2026])).status_code == 403


def test_granted_leave_can_be_given_back_on_the_page(client: Client, cast: Cast) -> None:
    used(cast)
    request = LeaveRequest.objects.get()
    client.force_login(cast.lead)
    client.post(reverse("request_decide", args=["cuti", request.pk]), {"putusan": "kabul"})
    client.force_login(cast.staff)
    assert "Batalkan cuti" in words(client, reverse("requests"))
    client.post(reverse("request_withdraw", args=["cuti", request.pk]))
    assert not Leave.objects.filter(start=date(2026, 4, 6)).exists()


@pytest.mark.parametrize("year", ["abc", "1999", "2040", "20261"])
def test_years_out_of_reach_are_not_found(client: Client, cast: Cast, year: str) -> None:
    client.force_login(cast.staff)
    assert client.get(reverse("leave_person", args=[cast.staff.nip]), {"tahun": year}).status_code == 404


@pytest.mark.parametrize("many", [1, 6])
def test_the_page_of_requests_costs_the_same_however_many_wait(
    client: Client, cast: Cast, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(many):
        on = date(2026, 6, 8) + timedelta(days=7 * day)
        ask_leave(employee_id=cast.staff.pk, kind="annual", start=on, end=on, reason="Keluarga")
    client.force_login(cast.lead)
    client.get(reverse("requests"))
    with django_assert_max_num_queries(21):
        assert client.get(reverse("requests")).content.decode().count("Memerlukan 1 hari kerja.") == many


def test_both_read_what_the_kind_of_leave_asks_for(client: Client, cast: Cast) -> None:
    client.force_login(cast.staff)
    sent = {"kind": "sick", "start": "2026-12-01", "end": "2026-12-20", "reason": "Operasi"}
    page = " ".join(client.post(reverse("leave_new"), sent, follow=True).content.decode().split())
    assert "perlu surat keterangan dokter pemerintah" in page
    client.force_login(cast.lead)
    assert "perlu surat keterangan dokter pemerintah" in words(client, reverse("requests"))
