"""Last year's agreements copied forward as drafts, many at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.copied_drafts import write_drafts
from contracts.actions.copied_lines import copy_lines
from contracts.actions.pledge import take_over_pledge
from contracts.models import Agreement, Event, Round
from contracts.queries.last_year import Source, sources_of
from contracts.queries.pledged import on_paper, pledges_beside
from contracts.queries.round_people import Asked, asked_people
from kinerja.errors import DomainError
from kinerja.text import gettext_noop
from organization.models import Employee, Level

BATCH = 1000

#: Reason for which a person gets no copy → what the page says of it.
LEFT_OUT: dict[str, str] = {
    "begun": gettext_noop("sudah mempunyai perjanjian untuk tahun ini"),
    "other_period": gettext_noop("mempunyai perjanjian sejenis untuk masa lain yang masih terbuka"),
    "pledged": gettext_noop("sudah menyatakan kesanggupan pada perjanjian jenis lain"),
    "no_last_year": gettext_noop("tidak mempunyai perjanjian yang ditandatangani tahun lalu"),
    "other_post": gettext_noop("memegang jabatan lain dari tahun lalu"),
    "no_superior": gettext_noop("belum mempunyai atasan"),
}


def copy_forward(
    *, in_round: Round, by: Employee | None, unit_ids: Iterable[int] | None = None, since: datetime | None = None
) -> Counter[str]:
    """Give everyone of the round who held the same post last year a draft with last year's lines.

    Returns how many were ``copied`` and how many left out, by a reason of ``LEFT_OUT``. Never over anything that is
    there, so that a second run changes nothing; a copy made after ``since`` counts as made by this run. Raises
    ``DomainError`` for a closed round.
    """
    outcome: Counter[str] = Counter()
    for _done, part in copy_in_batches(in_round=in_round, by=by, unit_ids=unit_ids, since=since):
        outcome.update(part)
    return outcome


def copy_in_batches(
    *, in_round: Round, by: Employee | None, unit_ids: Iterable[int] | None = None, since: datetime | None = None
) -> Iterator[tuple[int, Counter[str]]]:
    """The same step by step, each in a transaction of its own: (people in the step, outcomes)."""
    if in_round.closed_at is not None:
        raise DomainError("round_closed", _("Putaran ini sudah ditutup. Buka putaran baru untuk tahun berikutnya."))
    people = asked_people(in_round, timezone.localdate(), unit_ids=unit_ids or ())
    # Superiors come first, so that a line finds the target of the superior that it hangs on.
    for _depth, storey in groupby(people, key=lambda asked: asked.depth):
        members = list(storey)
        for at in range(0, len(members), BATCH):
            part = members[at : at + BATCH]
            yield len(part), _copy(in_round, by, part, since)


@transaction.atomic
def _copy(in_round: Round, by: Employee | None, people: Sequence[Asked], since: datetime | None) -> Counter[str]:
    ids = [asked.employee_id for asked in people]
    # Guards and foreign keys keep the plan that suited the tables when they were small, and read them from end to end.
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
    # The person is the lock, as where one begins alone (contracts.actions.opening.open_version).
    list(Employee.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    present = _present(in_round, ids, since) | _pledged(in_round, people)
    sources = sources_of(in_round, [pk for pk in ids if pk not in present])
    outcome: Counter[str] = Counter()
    chosen: list[tuple[Asked, Source]] = []
    for asked in people:
        source = sources.get(asked.employee_id)
        reason = present.get(asked.employee_id) or _reason(asked, source)
        outcome[reason or "copied"] += 1
        if reason is None and source is not None:
            chosen.append((asked, source))
    if chosen:
        _write(in_round, by, chosen)
    return outcome


def _reason(asked: Asked, source: Source | None) -> str | None:
    if asked.superior is None and asked.holding.level != Level.HEAD_OF_REGION:
        return "no_superior"
    if source is None:
        return "no_last_year"
    return None if source.position_id == asked.holding.position_id else "other_post"


def _present(in_round: Round, ids: Sequence[int], since: datetime | None) -> dict[int, str]:
    """Whoever has something for the year already, with the word for it."""
    found = {}
    open_ones = Agreement.objects.filter(year=in_round.year, kind=in_round.kind, holder__in=ids, ended_on__isnull=True)
    for holder, period in open_ones.values_list("holder_id", "period"):
        found[holder] = "begun" if period == in_round.period else "other_period"
    if since is not None:
        copies = Event.objects.filter(kind="copied", at__gte=since, version__round=in_round)
        made = copies.filter(version__agreement__holder__in=ids)
        found.update(dict.fromkeys(made.values_list("version__agreement__holder_id", flat=True), "copied"))
    return found


def _pledged(in_round: Round, people: Sequence[Asked]) -> dict[int, str]:
    """Whoever would pledge a second time in the year."""
    ids = [asked.employee_id for asked in people if asked.holding.level in in_round.pledge_levels]
    if not ids:
        return {}
    pledged = pledges_beside(holder_ids=ids, year=in_round.year, kind=in_round.kind).filter(on_paper())
    return dict.fromkeys(pledged.values_list("holder_id", flat=True), "pledged")


def _write(in_round: Round, by: Employee | None, chosen: Sequence[tuple[Asked, Source]]) -> None:
    pledging = [asked.employee_id for asked, _source in chosen if asked.holding.level in in_round.pledge_levels]
    if pledging:
        take_over_pledge(holder_ids=pledging, year=in_round.year, kind=in_round.kind)
    versions = write_drafts(in_round, by, [asked for asked, _source in chosen])
    copy_lines(in_round, list(zip((source for _asked, source in chosen), versions, strict=True)))
