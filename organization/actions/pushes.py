"""Browsers that may be woken: taken up, dropped, and told that something is unread."""

from __future__ import annotations

import base64
import binascii
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kinerja.errors import DomainError
from organization import push
from organization.models import Employee, Notice, PushSubscription
from organization.models.reaching import QUIET_FROM, QUIET_TO

log = logging.getLogger(__name__)

#: Browsers of one person; the oldest makes room for a new one.
MOST_DEVICES = 8
#: A browser whose service refuses so many messages in a row is dropped; an outage of the service drops nobody.
MOST_FAILURES = 8
#: Bytes of the browser's public key and of its shared secret (RFC 8291).
_LENGTHS = {"p256dh": 65, "auth": 16}

# A notice older than a day wakes nobody: it stands in the inbox.
_TO_WAKE = """
SELECT s.id, s.employee_id FROM organization_pushsubscription s
JOIN organization_employee e ON e.id = s.employee_id AND e.is_active
LEFT JOIN organization_noticepreference p ON p.employee_id = s.employee_id
CROSS JOIN LATERAL (
    SELECT coalesce(p.quiet_from, %(quiet_from)s::time) AS since, coalesce(p.quiet_to, %(quiet_to)s::time) AS until
) q
WHERE coalesce(p.push, true) AND coalesce(s.retry_at <= %(now)s, true)
  AND NOT CASE WHEN q.since <= q.until THEN %(clock)s::time >= q.since AND %(clock)s::time < q.until
      ELSE %(clock)s::time >= q.since OR %(clock)s::time < q.until END
  AND EXISTS (
      SELECT FROM organization_notice n WHERE n.employee_id = s.employee_id AND n.read_at IS NULL
      AND n.id > s.told_up_to AND n.created_at > %(now)s - interval '1 day'
  )
ORDER BY s.id
"""


@transaction.atomic
def subscribe(*, by: Employee, endpoint: str, p256dh: str, auth: str, device: str) -> PushSubscription:
    """Let a browser be woken for this person from the next notice on. Raises ``DomainError`` ("push_…").

    The same browser once more is the same row; whoever used it before no longer owns it.
    """
    if not push.is_push_service(endpoint) or len(endpoint) > 1000:
        raise DomainError(
            "push_service", _("Layanan pemberitahuan peramban ini tidak dikenal. Gunakan Chrome, Edge, atau Firefox.")
        )
    if not (_fits("p256dh", p256dh) and _fits("auth", auth)):
        raise DomainError("push_keys", _("Peramban tidak memberi kunci yang utuh. Muat ulang halaman, lalu coba lagi."))
    newest = Notice.objects.visible_to(by).aggregate(newest=Max("pk"))["newest"] or 0
    values = {"employee": by, "p256dh": p256dh, "auth": auth, "device": device[:80]}
    fresh = {"told_up_to": newest, "failures": 0, "retry_at": None, "failure": "", "created_at": timezone.now()}
    made, _new = PushSubscription.objects.update_or_create(endpoint=endpoint, defaults=values | fresh)
    kept = PushSubscription.objects.visible_to(by).order_by("-created_at", "-pk").values_list("pk", flat=True)
    PushSubscription.objects.filter(pk__in=list(kept)[MOST_DEVICES:]).delete()
    return made


def unsubscribe(*, by: Employee, subscription_id: int) -> None:
    """End one of one's own browsers. Raises ``PushSubscription.DoesNotExist`` for another's."""
    PushSubscription.objects.visible_to(by).get(pk=subscription_id).delete()


def subscriptions_to_wake(*, now: datetime) -> dict[int, int]:
    """Subscription id → person's id wherever something is unread that the browser does not know; one query.

    Left out: who does not want it, quiet hours, and browsers that failed a moment ago.
    """
    clock = f"{timezone.localtime(now):%H:%M:%S}"
    with connection.cursor() as cursor:
        cursor.execute(_TO_WAKE, {"now": now, "clock": clock, "quiet_from": str(QUIET_FROM), "quiet_to": str(QUIET_TO)})
        return dict(cursor.fetchall())


@transaction.atomic
def push_news(*, subscription_id: int, now: datetime) -> bool:
    """Tell one browser the subject of the newest unread notice and how many more there are; whether it was told.

    Its row is locked meanwhile, so that two workers tell it once. A worker killed after sending tells it again: the
    second message takes the place of the first on the screen. A subscription that the browser ended is deleted.
    """
    rows = PushSubscription.objects.select_for_update(skip_locked=True, of=("self",))
    subscription = rows.filter(pk=subscription_id).first()
    if subscription is None:
        return False
    news = Notice.objects.filter(
        employee_id=subscription.employee_id, read_at__isnull=True, pk__gt=subscription.told_up_to
    ).order_by("-pk")
    newest = news.first()
    if newest is None:
        return False
    try:
        push.send(subscription, _message(newest, news.count() - 1))
    except push.PushGoneError:
        subscription.delete()
        return False
    except push.PushFailedError as error:
        _put_off(subscription, now, error)
        return False
    PushSubscription.objects.filter(pk=subscription.pk).update(
        told_up_to=newest.pk, failures=0, retry_at=None, failure=""
    )
    return True


def _message(newest: Notice, more: int) -> dict[str, str]:
    with override(settings.LANGUAGE_CODE):
        others = _("dan %(count)s pemberitahuan lain") % {"count": more} if more else ""
    return {"title": "Kinerja", "body": f"{newest.subject}\n{others}".strip(), "url": reverse("inbox")}


def _put_off(subscription: PushSubscription, now: datetime, error: push.PushFailedError) -> None:
    log.warning("push %s was not taken: %s", subscription.pk, error)
    failures = subscription.failures + 1
    if error.refused and failures >= MOST_FAILURES:
        subscription.delete()
        return
    subscription.failures = min(failures, MOST_FAILURES)
    subscription.retry_at = now + max(timedelta(minutes=2**subscription.failures), error.wait)
    subscription.failure = str(error)[:100]
    subscription.save(update_fields=["failures", "retry_at", "failure"])


def _fits(name: str, value: str) -> bool:
    try:
        found = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(found) == _LENGTHS[name] and (name != "p256dh" or found[:1] == b"\x04")
