"""How often the daily pages ask the database: as often for much as for little, and seldom."""

from collections.abc import Iterator
from datetime import time, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog.actions.check import check_days
from dailylog.actions.tasks import Work, give_task
from dailylog.models import Activity, Attendance, Finding
from dailylog.tests.actions.test_filing import target_of
from dailylog.tests.conftest import DAY, NOW, Make
from tests.cast import Cast

PAGE = reverse("day_log", args=[DAY])
#: The bar for one entry and for a page (savepoints of the test's own transaction among them).
MOST = 20

pytestmark = pytest.mark.usefixtures("hours", "clock")


@pytest.fixture
def clock() -> Iterator[None]:
    with patch.object(timezone, "now", lambda: NOW):
        yield


def sent(**fields: str) -> dict[str, str]:
    values = {"key": str(uuid4()), "description": "Rapat", "output": "Notula", "start": "08:00", "end": "09:00"}
    return {f"f1-{name}": value for name, value in (values | fields).items()}


def of(client: Client, cast: Cast) -> Client:
    client.force_login(cast.staff)
    return client


@pytest.mark.parametrize("fields", [{}, {"start": "", "end": ""}, {"quantity": "2"}])
def test_entry_is_filed_in_few_queries(
    client: Client, cast: Cast, fields: dict[str, str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(7), check_out=time(17), mode="wfo")
    of(client, cast)
    with django_assert_max_num_queries(MOST):
        assert client.post(PAGE, sent(**fields)).status_code == 302
    assert Activity.objects.count() == 1


def test_entry_that_contradicts_is_filed_and_found_in_few_queries(
    client: Client, cast: Cast, make_activity: Make, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_activity(cast.staff, start=time(7, 30), end=time(10))
    of(client, cast)
    with django_assert_max_num_queries(MOST):
        client.post(PAGE, sent())
    assert list(Finding.objects.values_list("kind", flat=True)) == ["overlapping_activities"]


def test_entry_for_a_target_is_filed_in_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    target = target_of(cast.staff, 2026)
    of(client, cast)
    with django_assert_max_num_queries(MOST):
        client.post(PAGE, sent(target=str(target.pk), quantity="3"))
    assert Activity.objects.get().unit_of_measure == "berkas"


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, follow=True).status_code == 200
    return len(queries)


def test_page_of_the_day_asks_as_often_for_much_as_for_little(client: Client, cast: Cast, make_activity: Make) -> None:
    of(client, cast)
    few = count(client, PAGE)
    for n in range(6):
        make_activity(cast.staff, start=time(8 + n), end=time(17))
        make_activity(cast.staff, date=DAY - timedelta(days=1 + n), target=None)
    assert count(client, PAGE) == few
    give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=Work("Siaran pers", date=DAY))
    check_days([cast.staff.pk], DAY, now=NOW)
    assert Finding.objects.exists()
    # One for the findings, three for tasks.
    assert count(client, PAGE) <= few + 4 <= MOST


def test_queue_asks_as_often_for_much_as_for_little(client: Client, cast: Cast, make_activity: Make) -> None:
    client.force_login(cast.lead)
    page = reverse("approval_day", args=[DAY])
    first = make_activity(cast.staff)
    # The first look at an entry is remembered in the session.
    client.get(page)
    few = count(client, page)
    for n in range(1, 6):
        make_activity(cast.staff, start=time(8 + n), end=time(17))
        make_activity(cast.staff, date=DAY - timedelta(days=n))
    check_days([cast.staff.pk], DAY, now=NOW)
    client.get(f"{page}?k={first.pk}")
    assert count(client, f"{page}?k={first.pk}") == few <= MOST
