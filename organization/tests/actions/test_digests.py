"""The digest: one mail a person and day, of what is unread, at most once."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from organization.actions import digests
from organization.models import Digest, Employee, Notice, NoticePreference
from tests.cast import Cast

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 1, 20, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture(autouse=True)
def set_up(settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.test"
    settings.DEFAULT_FROM_EMAIL = "Kinerja <kinerja@kota.test>"
    settings.PUBLIC_URL = "https://kinerja.kota.test"


@pytest.fixture
def person(cast: Cast) -> Employee:
    """Somebody with an address and one unread notice."""
    cast.staff.email = "dewi@kota.test"
    cast.staff.save()
    notice(cast.staff, "Perjanjian menunggu tanda tangan")
    return cast.staff


def notice(person: Employee, subject: str, *, at: datetime = NOW - timedelta(hours=1), **fields: Any) -> Notice:
    return Notice.objects.create(
        employee=person, kind="test", key=f"{subject}{at}", subject=subject, created_at=at, **fields
    )


def opened(people: Collection[Employee], *, day: date = DAY, now: datetime = NOW) -> int:
    return digests.open_digests(day=day, employee_ids=[person.pk for person in people], now=now)


def sent(*, now: datetime = NOW) -> list[bool]:
    ids = digests.digests_to_send(day=timezone.localdate(now), now=now)
    return [digests.send_digest(digest_id=each, now=now) for each in ids]


def test_names_what_is_unread_and_nothing_else(person: Employee) -> None:
    notice(person, "Sudah dibaca", read_at=NOW)
    notice(person, "Kegiatan dikembalikan", body="Rapat dengan Bapak Slamet.")
    opened([person])
    assert sent() == [True]
    [message] = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert (message.to, message.from_email) == (["dewi@kota.test"], "Kinerja <kinerja@kota.test>")
    assert message.subject == "Kinerja: 2 pemberitahuan belum dibaca"
    html = str(message.alternatives[0][0])
    for text in (str(message.body), html):
        assert "Perjanjian menunggu tanda tangan" in text
        assert "Kegiatan dikembalikan" in text
        assert "https://kinerja.kota.test/kotak-masuk/" in text
        assert not any(word in text for word in ("Sudah dibaca", "Slamet", person.nip, person.name))
    assert message.extra_headers["List-Unsubscribe"] == "<https://kinerja.kota.test/akun/#pemberitahuan>"


def test_at_most_one_a_day(person: Employee) -> None:
    assert (opened([person]), sent()) == (1, [True])
    notice(person, "Baru", at=NOW)
    assert (opened([person]), sent()) == (0, [])


def test_the_next_day_only_with_something_new(person: Employee) -> None:
    opened([person])
    sent()
    tomorrow = NOW + timedelta(days=1)
    assert opened([person], day=DAY + timedelta(days=1), now=tomorrow) == 0
    notice(person, "Baru", at=NOW + timedelta(hours=3))
    assert opened([person], day=DAY + timedelta(days=1), now=tomorrow) == 1


def test_only_whoever_wants_it_has_an_address_and_is_asked_for(person: Employee, cast: Cast) -> None:
    for other in (cast.lead, cast.kabid, cast.head):
        notice(other, "Ada yang baru")
    Employee.objects.filter(pk__in=[cast.lead.pk, cast.head.pk]).update(email="lain@kota.test")
    NoticePreference.objects.create(employee=cast.lead, digest=False)
    opened([person, cast.lead, cast.kabid])
    assert list(Digest.objects.values_list("employee", flat=True)) == [person.pk]


def test_a_server_without_mail_keeps_nothing(person: Employee, settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert opened([person]) == 0
    assert not Digest.objects.exists()


def test_what_was_read_meanwhile_is_not_mailed(person: Employee) -> None:
    opened([person])
    Notice.objects.update(read_at=NOW)
    assert (sent(), sent(), mail.outbox) == ([False], [], [])


def test_a_refusal_is_seen_and_tried_again_later(person: Employee) -> None:
    opened([person])
    with patch.object(EmailMultiAlternatives, "send", side_effect=SMTPDataError(451, b"dewi@kota.test")):
        assert sent() == [False]
    assert Digest.objects.get().failure == "SMTPDataError 451"
    assert sent(now=NOW + timedelta(minutes=10)) == []
    assert sent(now=NOW + timedelta(minutes=20)) == [True]
    assert Digest.objects.get().failure == ""


def test_after_five_refusals_it_rests(person: Employee) -> None:
    opened([person])
    with patch.object(EmailMultiAlternatives, "send", side_effect=SMTPRecipientsRefused({})):
        tries = [sent(now=NOW + timedelta(minutes=20 * number)) for number in range(7)]
    assert tries == [[False]] * 5 + [[]] * 2


def test_killed_while_sending_it_is_not_sent_again(person: Employee) -> None:
    opened([person])
    with patch.object(EmailMultiAlternatives, "send", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        sent()
    assert sent(now=NOW + timedelta(hours=2)) == []
    assert Digest.objects.get().sent_at is None


@pytest.mark.django_db(transaction=True)
def test_the_claim_is_committed_before_the_mail_leaves(person: Employee) -> None:
    opened([person])
    seen = []

    def look(_message: EmailMultiAlternatives) -> None:
        from django.db import connection

        seen.append((connection.in_atomic_block, Digest.objects.get().claimed_at))

    with patch.object(EmailMultiAlternatives, "send", look):
        sent()
    assert seen == [(False, NOW)]


def test_a_line_break_opens_no_header_and_no_line(person: Employee) -> None:
    Notice.objects.all().delete()
    notice(person, "Satu\r\nBcc: lain@kota.test")
    opened([person])
    sent()
    [message] = mail.outbox
    assert message.recipients() == ["dewi@kota.test"]
    assert "- Satu Bcc: lain@kota.test\n" in str(message.body)


def test_an_address_with_a_line_break_is_refused_and_seen(person: Employee) -> None:
    Employee.objects.filter(pk=person.pk).update(email="dewi@kota.test\nBcc: lain@kota.test")
    opened([person])
    assert (sent(), mail.outbox) == ([False], [])
    assert "BadHeaderError" in Digest.objects.get().failure


def test_a_message_that_comes_twice_sends_once(person: Employee) -> None:
    assert opened([person]) == 1
    digest = Digest.objects.get()
    assert [digests.send_digest(digest_id=digest.pk, now=NOW) for _twice in range(2)] == [True, False]
    assert len(mail.outbox) == 1
