"""What a revision keeps of a person's month: the inputs from which its explanation is rebuilt (docs/explanation.md)."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict


class Kept(TypedDict):
    """As JSON holds it: pairs come back as lists, rupiah as text.

    The field ``IndividualScore.breakdown``; the figures themselves are columns of their own.
    """

    post: str
    """Code of the deciding post (rules §5)."""
    agreement: int | None
    """The agreement in force, by id."""
    unit_from: int | None
    """The unit whose IKO entered the IKI, by id."""
    rating: str | None
    required: int
    """Days (rules §4)."""
    expected: int
    """Minutes, as is ``counted`` (rules §4)."""
    counted: int
    absent: int
    late: Sequence[int]
    """Events by band, as are ``early`` (rules §6)."""
    early: Sequence[int]
    unfiled: int
    conduct: NotRequired[tuple[int, int]]
    """Findings that cost points, entries left undecided; missing where there is neither."""
    leave: Mapping[str, int]
    """Days by kind."""
    overtime: Sequence[tuple[str, int]]
    """Day and the minutes that overtime added to it."""
    workdays: int
    posts: Sequence[tuple[int, str]]
    """Workdays in each post and its base (rules §7)."""
    acting: Sequence[tuple[str, str]]
    """Code and base of each post held for another all month (rules §7)."""
