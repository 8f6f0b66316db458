"""What waits in somebody's inbox."""

from typing import Any

from organization.access import MOST_COUNTED, access_for


def unread_words(user: Any) -> str:
    """The number beside the bell, read with the user's rights: empty for none, ``99+`` for very many."""
    count = access_for(user).unread
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
