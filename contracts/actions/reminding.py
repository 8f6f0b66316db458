"""Reminders of a round: each goes to the person for whom an agreement waits, once a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from contracts.models import Event, Round
from contracts.queries.round_status import (
    AGREED,
    DRAFT,
    IN_FORCE,
    NONE,
    REFUSED,
    RETURNED,
    SIGNED_FIRST,
    Board,
    Narrowing,
    Standing,
)
from contracts.rules.due import is_reminder_day
from kinerja.text import gettext_noop
from kinerja.ui.wording import day as day_words
from organization.actions.notices import tell
from organization.models import Employee, Notice

SUBJECT = gettext_noop("Perjanjian kinerja %(year)s: batas %(due)s")

#: State → what the first party is told of the own agreement.
OWN: dict[str, str] = {
    NONE: gettext_noop("Perjanjian Anda belum disusun."),
    DRAFT: gettext_noop("Perjanjian Anda belum dipaparkan."),
    RETURNED: gettext_noop("Perjanjian Anda dikembalikan dan menunggu perbaikan."),
    AGREED: gettext_noop("Perjanjian Anda menunggu tanda tangan Anda."),
    REFUSED: gettext_noop("Perjanjian Anda ditolak dan perlu disusun kembali."),
}
REVIEWS = gettext_noop("Perjanjian bawahan yang menunggu telaah Anda: %(count)s.")
SIGNATURES = gettext_noop("Perjanjian bawahan yang menunggu tanda tangan Anda: %(count)s.")

#: Reason for which nobody is reminded of an agreement → what the page says of it.
LEFT_OUT: dict[str, str] = {
    "in_force": gettext_noop("sudah berlaku"),
    "bureau": gettext_noop("menunggu Bagian Ortala, bukan pegawai"),
    "inactive": gettext_noop("akun yang ditunggu ditutup"),
    "today": gettext_noop("yang ditunggu sudah diingatkan hari ini"),
}


@dataclass(slots=True)
class Reminded:
    """How many people were told, and whose agreements were left out: reason → names of the first parties."""

    told: int = 0
    left_out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Waiting:
    """What waits for one person."""

    own: str = ""
    reviews: int = 0
    signatures: int = 0

    def text(self) -> str:
        """The sentences of the notice, in the language of the office."""
        parts = [OWN[self.own]] if self.own else []
        parts += [REVIEWS % {"count": self.reviews}] if self.reviews else []
        parts += [SIGNATURES % {"count": self.signatures}] if self.signatures else []
        return " ".join(parts)


def remind(*, in_round: Round, by: Employee | None, holder_ids: Collection[int]) -> Reminded:
    """Remind whoever the agreements of these people wait for; one notice a person and day.

    Superiors are told of everything that waits for them in the round, not only of what was chosen.
    """
    board = Board(in_round)
    chosen = board.rows(Narrowing(people=holder_ids), limit=None)
    return _remind(in_round, by, chosen, board)


def remind_late(*, today: date | None = None) -> int:
    """Remind everybody of every open round who is not through, on its reminder days; how many were told.

    Run as often as you like: the notices of a day are told once.
    """
    today = today or timezone.localdate()
    told = 0
    for in_round in Round.objects.filter(opened_at__isnull=False, closed_at__isnull=True):
        if is_reminder_day(in_round.due_on, today):
            board = Board(in_round)
            told += _remind(in_round, None, board.rows(Narrowing(state="open"), limit=None), board, today).told
    return told


@transaction.atomic
def _remind(
    in_round: Round, by: Employee | None, chosen: Iterable[Standing], board: Board, today: date | None = None
) -> Reminded:
    key = f"round:{in_round.pk}:{today or timezone.localdate()}"
    result = Reminded()
    reached = []
    known = set(Notice.objects.filter(key=key).values_list("employee_id", flat=True))
    for row in chosen:
        reason = _reason(row, known)
        if reason:
            result.left_out[reason].append(row.name)
        else:
            reached.append(row)
    texts: dict[str, list[int]] = defaultdict(list)
    for person, waiting in _waiting(reached, board).items():
        texts[waiting.text()].append(person)
    # The language of the office, whatever the language of whoever reminds.
    with override(settings.LANGUAGE_CODE):
        subject = SUBJECT % {"year": in_round.year, "due": day_words(in_round.due_on)}
    for body, people in texts.items():
        result.told += tell(
            employee_ids=people, kind="round_reminder", key=key, subject=subject, body=body, url=reverse("agreements")
        )
    versions = [row.version_id for row in reached if row.version_id is not None]
    Event.objects.bulk_create(Event(version_id=version, kind="reminded", by=by) for version in versions)
    return result


def _reason(row: Standing, known: Collection[int]) -> str | None:
    if row.state == IN_FORCE:
        return "in_force"
    if row.awaited_id is None:
        return "bureau"
    if not row.awaited_active:
        return "inactive"
    return "today" if row.awaited_id in known else None


def _waiting(reached: Iterable[Standing], board: Board) -> dict[int, _Waiting]:
    """Everything that waits for the people to be told, their own agreements and those of others."""
    people = {row.awaited_id for row in reached}
    found: dict[int, _Waiting] = defaultdict(_Waiting)
    if not people:
        return found
    for row in board.rows(Narrowing(state="open"), limit=None):
        if row.awaited_id not in people or row.awaited_id is None:
            continue
        waiting = found[row.awaited_id]
        if not row.awaits_superior:
            waiting.own = row.state
        elif row.state == SIGNED_FIRST:
            waiting.signatures += 1
        else:
            waiting.reviews += 1
    return found
