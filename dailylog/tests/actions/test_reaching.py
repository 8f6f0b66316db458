"""The digest and the push messages are for people on duty."""

from datetime import datetime, time
from typing import Any

import pytest

from dailylog.actions.reaching import digests_due, pushes_due
from dailylog.models import Leave
from dailylog.tests.conftest import DAY, ZONE
from organization.models import Digest, Employee, Notice, PushSubscription
from tests.cast import Cast


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute), tzinfo=ZONE)


@pytest.fixture(autouse=True)
def news(cast: Cast, hours: None, settings: Any) -> None:
    """Two people with an address, a browser and something unread; one of them is on leave."""
    settings.EMAIL_URL, settings.DEFAULT_FROM_EMAIL = "smtp://mail.test", "kinerja@kota.test"
    Employee.objects.filter(pk__in=[cast.staff.pk, cast.lead.pk]).update(email="x@kota.test")
    for person in (cast.staff, cast.lead):
        Notice.objects.create(employee=person, kind="test", key="a", subject="Baru", created_at=at(8))
        PushSubscription.objects.create(employee=person, endpoint=f"https://push.test/{person.pk}")
    Leave.objects.create(employee=cast.lead, start=DAY, end=DAY, kind="annual")


def test_the_digest_of_the_day_is_made_in_the_morning_for_whoever_works(cast: Cast) -> None:
    assert digests_due(now=at(8, 10)) == []
    [made] = digests_due(now=at(8, 20))
    assert Digest.objects.get().employee == cast.staff
    # What is not sent yet is asked for again.
    assert digests_due(now=at(8, 30)) == [made]


def test_no_browser_is_woken_on_leave(cast: Cast) -> None:
    assert pushes_due(now=at(9)) == [PushSubscription.objects.get(employee=cast.staff).pk]
    assert pushes_due(now=at(20)) == []
