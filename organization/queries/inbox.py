"""What waits in somebody's inbox."""

from typing import Any

from django.db import connection

#: Beyond this the exact number tells nobody anything, and counting it would cost.
MOST_COUNTED = 99

# Every page counts: written out, because building the query from the model takes longer than answering it.
_UNREAD = """
SELECT count(*) FROM (
    SELECT FROM organization_notice WHERE employee_id = %(employee)s AND read_at IS NULL LIMIT %(most)s
) unread
"""


def unread_count(user: Any) -> int:
    """How many notices a person has not opened, at most one more than ``MOST_COUNTED``; one query on an index."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, {"employee": user.pk, "most": MOST_COUNTED + 1})
        return int(cursor.fetchone()[0])


def unread_words(user: Any) -> str:
    """The number beside the bell: empty for none, ``99+`` for very many."""
    count = unread_count(user)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
