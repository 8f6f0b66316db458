"""The digest: at most one e-mail a person and day, which names what is unread and leads to the inbox.

The row comes before the mail: a worker claims it, commits, sends, and writes down what came of it. Killed in between,
it leaves a claimed row, of which nobody can say whether the mail left; it is not sent again (at most once). The same
holds where the line breaks while the mail is being handed over. Only what the mail server refused, or an unreachable
one, is tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from organization.mailing import ATTEMPTS, MailRefusedError, MailUnclearError, hand_over, mail_is_set_up
from organization.models import Digest, Employee, Notice

log = logging.getLogger(__name__)

#: What the server refused is tried again after so long.
RETRY_AFTER = timedelta(minutes=15)
#: Subjects named in one mail; the rest is counted.
MOST_NAMED = 20

# Whoever has an address, wants a digest, and has something unread that no earlier digest named.
_OPEN = """
INSERT INTO organization_digest (employee_id, day, created_at, attempts, failure)
SELECT e.id, %(day)s, %(now)s, 0, '' FROM organization_employee e
LEFT JOIN organization_noticepreference p ON p.employee_id = e.id
WHERE e.id = ANY (%(people)s::bigint[]) AND e.is_active AND e.email <> '' AND coalesce(p.digest, true)
  AND EXISTS (
      SELECT FROM organization_notice n
      WHERE n.employee_id = e.id AND n.read_at IS NULL AND n.created_at > coalesce(
          (SELECT max(d.created_at) FROM organization_digest d WHERE d.employee_id = e.id), '-infinity')
  )
ON CONFLICT (employee_id, day) DO NOTHING
"""


def open_digests(*, day: date, employee_ids: Collection[int], now: datetime) -> int:
    """Make today's digest for those of these people who have something new unread; how many are new.

    One statement; again on the same day it finds nobody. Nothing is kept for later on a server that sends no mail.
    """
    if not employee_ids or not mail_is_set_up():
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"day": day, "now": now, "people": list(employee_ids)})
        return int(cursor.rowcount)


def digests_to_send(*, day: date, now: datetime) -> list[int]:
    """Ids of the day's digests that are new, or were refused a while ago and may be tried again."""
    waiting = Digest.objects.filter(day=day, sent_at__isnull=True, attempts__lt=ATTEMPTS)
    refused = ~Q(failure="") & Q(claimed_at__lt=now - RETRY_AFTER)
    return list(waiting.filter(Q(claimed_at__isnull=True) | refused).order_by("pk").values_list("pk", flat=True))


def send_digest(*, digest_id: int, now: datetime) -> bool:
    """Send one digest if nobody else does; whether it was sent now. Called outside a transaction.

    What the server answers when it refuses stands in the row and in the log, without address and text of the mail.
    """
    digest = _claim(digest_id, now)
    if digest is None:
        return False
    with override(settings.LANGUAGE_CODE):
        message = _message(digest)
    if message is None:
        # Everything was read meanwhile: nothing to say today.
        Digest.objects.filter(pk=digest.pk).update(attempts=ATTEMPTS)
        return False
    try:
        hand_over(message)
    except MailRefusedError as error:
        log.warning("digest %s was not sent: %s", digest.pk, error)
        Digest.objects.filter(pk=digest.pk).update(failure=str(error)[:300])
        return False
    except MailUnclearError as error:
        # The row stays claimed: as after a crash, nobody knows, and nobody gets it twice.
        log.warning("digest %s may not have been sent: %s", digest.pk, error)
        return False
    Digest.objects.filter(pk=digest.pk).update(sent_at=now)
    return True


def _claim(digest_id: int, now: datetime) -> Digest | None:
    with transaction.atomic():
        rows = Digest.objects.select_for_update(skip_locked=True).filter(pk=digest_id, sent_at__isnull=True)
        retriable = Q(claimed_at__isnull=True) | ~Q(failure="")
        digest = rows.filter(retriable, attempts__lt=ATTEMPTS).first()
        if digest is not None:
            Digest.objects.filter(pk=digest.pk).update(claimed_at=now, failure="", attempts=F("attempts") + 1)
    return digest


def _message(digest: Digest) -> EmailMultiAlternatives | None:
    person: Employee = digest.employee
    unread = Notice.objects.visible_to(person).unread()
    count = unread.count()
    if not count or not person.email:
        return None
    subjects = list(unread.values_list("subject", flat=True)[:MOST_NAMED])
    base = settings.PUBLIC_URL.rstrip("/")
    context = {
        "count": count,
        # A line break in a subject would begin a line of the mail's own text.
        "subjects": [" ".join(subject.split()) for subject in subjects],
        "more": count - len(subjects),
        "inbox": base + reverse("inbox"),
        "settings": base + reverse("account") + "#pemberitahuan",
    }
    message = EmailMultiAlternatives(
        subject=_("Kinerja: %(count)s pemberitahuan belum dibaca") % {"count": count},
        body=render_to_string("organization/digest.txt", context),
        to=[person.email],
        headers={"List-Unsubscribe": f"<{context['settings']}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("organization/digest.html", context), "text/html")
    return message
