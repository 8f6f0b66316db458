"""The states of a version of an agreement, and which may follow which.

PermenPANRB 53/2014: an agreement is presented before it is signed, and a signed one changes only by an amendment. The
same table stands in the database as a trigger (``contracts/migrations``); a test holds the two together.
"""

from __future__ import annotations

DRAFT = "draft"
PRESENTED = "presented"
RETURNED = "returned"
AGREED = "agreed"
SIGNED_FIRST = "signed_first"
IN_FORCE = "in_force"
AMENDED = "amended"
ENDED = "ended"
REFUSED = "refused"
CANCELLED = "cancelled"

#: State → the states that may follow. A single-party declaration goes from agreed straight into force.
FOLLOWS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({PRESENTED, CANCELLED}),
    PRESENTED: frozenset({RETURNED, AGREED, CANCELLED}),
    RETURNED: frozenset({PRESENTED, CANCELLED}),
    AGREED: frozenset({RETURNED, SIGNED_FIRST, IN_FORCE, REFUSED, CANCELLED}),
    SIGNED_FIRST: frozenset({IN_FORCE, REFUSED}),
    IN_FORCE: frozenset({AMENDED, ENDED}),
    AMENDED: frozenset(),
    ENDED: frozenset(),
    REFUSED: frozenset(),
    CANCELLED: frozenset(),
}

#: The states in which lines may be written.
EDITABLE = frozenset({DRAFT, RETURNED})

#: The states of a version on which work goes on; an agreement has at most one such version at a time.
OPEN = frozenset({DRAFT, PRESENTED, RETURNED, AGREED, SIGNED_FIRST})


def may_follow(before: str, after: str) -> bool:
    """Whether a version may go from one state to another; an unknown state has no successor."""
    return after in FOLLOWS.get(before, frozenset())
