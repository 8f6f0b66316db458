"""A reviewer's words on all lines of a presentation at once."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.actions.versions import judge, locked, log
from contracts.models import Fitness, Presentation
from kinerja.errors import DomainError
from organization.models import Employee


@dataclass(frozen=True, slots=True)
class Word:
    """What a reviewer says of a line: a ``Fitness``, with a note."""

    fitness: str
    note: str = ""


@transaction.atomic
def judge_lines(*, presentation: Presentation, by: Employee, words: dict[int, Word]) -> int:
    """Write a reviewer's words by line id; those that he said already are not said twice. Returns how many are new.

    Raises ``DomainError`` where the presentation is no longer the one under review: another one has been made since
    the reviewer opened the page.
    """
    version = locked(presentation.version_id)
    if version.presentations.filter(number__gt=presentation.number).exists():
        raise DomainError("presented_again", _("Perjanjian ini sudah dipaparkan kembali. Telaah paparan terbaru."))
    said = {
        verdict.line_id: (verdict.fitness, verdict.note)
        for verdict in presentation.verdicts.filter(reviewer=by).order_by("at", "pk")
    }
    lines = {line.pk: line for line in version.lines.all()}
    new = {pk: word for pk, word in words.items() if said.get(pk) != (word.fitness, word.note.strip())}
    for pk, word in new.items():
        judge(presentation=presentation, line=lines[pk], by=by, fitness=word.fitness, note=word.note)
    if new:
        log(version, "judged", by, _summary(list(new.values())))
    return len(new)


def _summary(words: list[Word]) -> str:
    fit = sum(word.fitness == Fitness.FIT for word in words)
    improve = len(words) - fit
    if not improve:
        return ngettext("%(fit)d indikator layak", "%(fit)d indikator layak", fit) % {"fit": fit}
    return _("%(fit)d indikator layak, %(improve)d perlu perbaikan") % {"fit": fit, "improve": improve}
