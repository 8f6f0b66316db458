"""What waits in somebody's inbox."""

from typing import Any

from kinerja.prepared import Prepared

#: Beyond this the exact number tells nobody anything, and counting it would cost.
MOST_COUNTED = 99

# Every page counts: planned once a connection.
_UNREAD = Prepared(
    "organization_unread",
    """
SELECT count(*) FROM (
    SELECT FROM organization_notice WHERE employee_id = %(employee)s AND read_at IS NULL LIMIT %(most)s
) unread
""",
    employee="bigint",
    most="int",
)


def unread_count(user: Any) -> int:
    """How many notices a person has not opened, at most one more than ``MOST_COUNTED``; one query on an index."""
    return int(_UNREAD.rows({"employee": user.pk, "most": MOST_COUNTED + 1})[0][0])


def unread_words(user: Any) -> str:
    """The number beside the bell: empty for none, ``99+`` for very many."""
    count = unread_count(user)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
