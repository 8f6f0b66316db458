"""What waits in somebody's inbox."""

from typing import Any

from organization.models import Notice

#: Beyond this the exact number tells nobody anything, and counting it would cost.
MOST_COUNTED = 99


def unread_count(user: Any) -> int:
    """How many notices a person has not opened, at most one more than ``MOST_COUNTED``; one query on an index."""
    return Notice.objects.visible_to(user).unread()[: MOST_COUNTED + 1].count()


def unread_words(user: Any) -> str:
    """The number beside the bell: empty for none, ``99+`` for very many."""
    count = unread_count(user)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
