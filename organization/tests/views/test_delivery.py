"""The operator sees counts and kinds of failures, never whose, and has them tried again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organization.actions.digests import digests_to_send
from organization.actions.pushes import subscriptions_to_wake
from organization.mailing import ATTEMPTS
from organization.models import Digest, Notice, PushSubscription
from tests.cast import Cast

NOW = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
TODAY = NOW.date()


@pytest.fixture
def operator(client: Client, cast: Cast, settings: Any) -> Iterator[Client]:
    settings.EMAIL_URL, settings.DEFAULT_FROM_EMAIL = "smtp://mail.test", "kinerja@kota.test"
    with patch.object(timezone, "now", lambda: NOW):
        client.force_login(cast.operator)
        yield client


def digest(cast: Cast, name: str, *, day: date = TODAY, **fields: Any) -> Digest:
    return Digest.objects.create(employee=cast.people[name], day=day, **fields)


@pytest.fixture
def mails(cast: Cast) -> None:
    """One of each kind today, and one given up yesterday."""
    refused: dict[str, Any] = {"claimed_at": NOW, "failure": "SMTPRecipientsRefused 550"}
    digest(cast, "staff", sent_at=NOW, claimed_at=NOW, attempts=1)
    digest(cast, "lead", attempts=ATTEMPTS, **refused)
    digest(cast, "kabid", attempts=2, **refused)
    digest(cast, "head", attempts=1, claimed_at=NOW)
    digest(cast, "mayor")
    digest(cast, "lead", day=TODAY - timedelta(days=1), attempts=ATTEMPTS, **refused)


def browser(cast: Cast, name: str, **fields: Any) -> PushSubscription:
    person = cast.people[name]
    Notice.objects.create(employee=person, kind="test", key="a", subject="Baru", created_at=NOW)
    return PushSubscription.objects.create(employee=person, endpoint=f"https://push.test/{name}", **fields)


@pytest.mark.usefixtures("mails")
def test_each_mail_is_counted_once(operator: Client) -> None:
    [row, before] = operator.get(reverse("org_delivery")).context["found"].days
    assert (row.made, row.sent, row.waiting, row.given_up, row.unknown) == (5, 1, 2, 1, 1)
    assert (before.day, before.given_up) == (TODAY - timedelta(days=1), 1)


@pytest.mark.usefixtures("mails")
def test_page_names_kinds_but_nobody(operator: Client, cast: Cast) -> None:
    browser(cast, "staff", failures=3, failure="status 500", retry_at=NOW + timedelta(hours=1))
    page = operator.get(reverse("org_delivery")).content.decode()
    assert "SMTPRecipientsRefused 550" in page
    assert "status 500" in page
    assert not any(person.name in page for name, person in cast.people.items() if name != "operator")


@pytest.mark.usefixtures("mails")
def test_refused_mails_of_today_are_tried_again_but_no_doubtful_one(operator: Client, cast: Cast) -> None:
    before = set(digests_to_send(day=TODAY, now=NOW))
    assert before == {Digest.objects.get(employee=cast.mayor).pk}
    operator.post(reverse("org_delivery_retry"), {"apa": "surel"})
    names = set(Digest.objects.filter(pk__in=digests_to_send(day=TODAY, now=NOW)).values_list("employee_id", flat=True))
    assert names == {cast.lead.pk, cast.kabid.pk, cast.mayor.pk}
    assert digests_to_send(day=TODAY - timedelta(days=1), now=NOW) == []


def test_failing_browsers_are_tried_again_and_keep_their_failures(operator: Client, cast: Cast) -> None:
    failing = browser(cast, "staff", failures=3, failure="status 500", retry_at=NOW + timedelta(hours=1))
    assert subscriptions_to_wake(now=NOW) == {}
    operator.post(reverse("org_delivery_retry"), {"apa": "peramban"})
    assert subscriptions_to_wake(now=NOW) == {failing.pk: cast.staff.pk}
    failing.refresh_from_db()
    assert failing.failures == 3


def test_server_without_mail_says_so(operator: Client, settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert "Peladen surel belum disetel" in operator.get(reverse("org_delivery")).content.decode()
