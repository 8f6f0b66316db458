"""The inbox: telling people something, and what they have opened."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from organization.models import Employee, Notice

# ON CONFLICT, so that two workers that tell the same occasion at once still tell each person once.
_TELL = """
INSERT INTO organization_notice (employee_id, kind, key, subject, body, url, created_at)
SELECT DISTINCT told, %s, %s, %s, %s, %s, %s::timestamptz FROM unnest(%s::bigint[]) AS told
ON CONFLICT (employee_id, key) DO NOTHING
"""

_TELL_EACH = """
INSERT INTO organization_notice (employee_id, kind, key, subject, body, url, created_at)
SELECT t.employee_id, %s, %s, t.subject, t.body, t.url, %s::timestamptz
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS t(employee_id, subject, body, url)
ON CONFLICT (employee_id, key) DO NOTHING
"""


class Message(NamedTuple):
    """What one person is told: sentences in the language of the office, and a path of the program."""

    employee_id: int
    subject: str
    body: str = ""
    url: str = ""


def tell_each(messages: Sequence[Message], *, kind: str, key: str) -> int:
    """Tell each of these people something of their own under one occasion; how many are new. One statement."""
    if not messages:
        return 0
    people, subjects, bodies, urls = zip(*messages, strict=True)
    columns = [list(people), [subject[:200] for subject in subjects], list(bodies), list(urls)]
    with connection.cursor() as cursor:
        cursor.execute(_TELL_EACH, [kind, key, timezone.now(), *columns])
        return int(cursor.rowcount)


def tell(*, employee_ids: Iterable[int], kind: str, key: str, subject: str, body: str = "", url: str = "") -> int:
    """Put a notice into these people's inboxes and return how many are new; one statement for any number.

    ``key`` names the occasion: who was told under it before is not told again. ``subject`` and ``body`` are sentences
    in the language of the office, ``url`` a path of the program.
    """
    ids = list(employee_ids)
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [kind, key, subject[:200], body, url, timezone.now(), ids])
        return int(cursor.rowcount)


@transaction.atomic
def mark_read(*, notice_id: int, by: Employee) -> Notice:
    """Open one of one's own notices; the first opening counts. Raises ``Notice.DoesNotExist`` for another's."""
    notice = Notice.objects.visible_to(by).select_for_update().get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, by: Employee) -> int:
    """Mark everything in one's own inbox as read; how many notices that were."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())
