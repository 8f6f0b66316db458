"""Who makes an agreement with whom, on a day: the posts, and the titles as a paper prints them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.models import Assignment, AssignmentKind, Employee, Level
from organization.queries.authority import standing_of

_ACTING = {AssignmentKind.PLT.value: "Plt.", AssignmentKind.PLH.value: "Plh."}


@dataclass(frozen=True, slots=True)
class Parties:
    """The first party's post and the second party with theirs; no second one for a head of region."""

    own: Assignment
    superior: Assignment | None


def title(position_title: str, acting: str) -> str:
    """The title as printed: with "Plt." or "Plh." before it for who only acts in the post."""
    prefix = _ACTING.get(acting)
    return f"{prefix} {position_title}" if prefix else position_title


def parties_on(holder: Employee, day: date) -> Parties:
    """Who would sign with ``holder`` on a day.

    Raises ``DomainError`` ("no_post", "no_superior") where the organisation gives no answer.
    """
    own, superior = standing_of(holder, day)
    if own is None:
        raise DomainError(
            "no_post",
            _("%(person)s tidak memegang jabatan pada %(day)s. Minta BKPSDM mencatat penempatannya.")
            % {"person": holder.name, "day": day_words(day)},
        )
    if superior is None and own.position.level != Level.HEAD_OF_REGION:
        raise DomainError(
            "no_superior",
            _("%(person)s belum mempunyai atasan pada %(day)s. Minta BKPSDM menetapkan pejabat atau Plt.")
            % {"person": holder.name, "day": day_words(day)},
        )
    return Parties(own, superior)
