"""What the drafting page shows: the superior's targets with who took what, and the own lines with their checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from contracts.models import Accumulation, Agreement, Contribution, Line, Target, Version
from contracts.queries.above import targets_above
from contracts.queries.readiness import lacks_of
from contracts.rules import smart
from contracts.rules.spreading import BLANK, HUNDRED, weights_sum, year_figure
from kinerja.rounding import ratio_half_up
from kinerja.ui import wording

#: What the presentation demands beyond the six letters.
MEANS = frozenset({"means", "programme", "budget", "risk"})
#: The shape beside a letter.
SHAPES = {smart.OK: "ok", smart.PENDING: "wait", smart.WARNING: "warn", smart.MISSING: "none"}


@dataclass(frozen=True, slots=True)
class Check:
    """A finding as the page says it."""

    letter: str
    level: str
    shape: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A line with the figure of its year and its checks; ``troubles`` are those to do something about.

    ``lacks`` names the means that the presentation still demands.
    """

    line: Line
    year: Decimal | None
    checks: tuple[Check, ...]
    lacks: tuple[str, ...] = ()

    @property
    def troubles(self) -> list[Check]:
        """The checks that ask for something."""
        return [check for check in self.checks if check.level in (smart.WARNING, smart.MISSING)]


@dataclass(frozen=True, slots=True)
class Taker:
    """Who took over how much of a target, ``year`` in the target's own accumulation."""

    name: str
    year: Decimal | None
    direct: bool


@dataclass(frozen=True, slots=True)
class AboveRow:
    """A superior's target; ``taken`` is what all takers of a sum take together, None where it cannot be added."""

    target: Target
    year: Decimal | None
    takers: tuple[Taker, ...]
    taken: Decimal | None
    mine: Line | None

    @property
    def percent(self) -> Decimal | None:
        """How much of the target is taken, in percent with two decimals."""
        if self.taken is None or not self.year:
            return None
        return ratio_half_up(self.taken * HUNDRED, self.year, 2)

    @property
    def left(self) -> Decimal | None:
        """What nobody has taken yet; None where it cannot be told or nothing is left."""
        if self.taken is None or self.year is None or self.taken >= self.year:
            return None
        return self.year - self.taken


def own_rows(version: Version) -> list[OwnRow]:
    """The lines in order; 3 queries."""
    lines = list(version.lines.select_related("parent__agreement__holder", "programme", "node"))
    words = last_words(version)
    return [
        OwnRow(
            line,
            year_figure(line.monthly, line.accumulation),
            checks_of(line, words.get(line.pk, "")),
            tuple(gettext(lack.word) for lack in lacks_of(line) if lack.field in MEANS),
        )
        for line in lines
    ]


def checks_of(line: Line, verdict: str) -> tuple[Check, ...]:
    """The six checks of a line, in the language of the page."""
    return tuple(say(finding) for finding in smart.check(facts_of(line, verdict)))


def warnings_of(rows: Iterable[OwnRow]) -> list[str]:
    """Warnings about the agreement as a whole."""
    return [say(finding).text for finding in smart.limits([facts_of(row.line, "") for row in rows])]


def say(finding: smart.Finding) -> Check:
    """A finding of the rules in the language of the page."""
    params = {
        name: wording.plain(value) if isinstance(value, Decimal) else value for name, value in finding.params.items()
    }
    return Check(finding.letter, finding.level, SHAPES[finding.level], gettext(finding.message) % params)


def facts_of(line: Line, verdict: str) -> smart.Facts:
    """A line as the rules see it."""
    return smart.Facts(
        indicator=line.indicator,
        objective=line.objective,
        unit_of_measure=line.unit_of_measure,
        accumulation=line.accumulation,
        polarity=line.polarity,
        monthly=tuple(line.monthly),
        definition=line.definition,
        formula=line.formula,
        data_source=line.data_source,
        has_parent=line.parent_id is not None,
        has_node=line.node_id is not None,
        baseline=line.baseline,
        verdict=verdict,
    )


def last_words(version: Version) -> dict[int, str]:
    """Line id → what the last presentation came to: "improve" if any reviewer's last word is that; 2 queries."""
    presentation = version.presentations.order_by("-number").first()
    if presentation is None:
        return {}
    words: dict[int, dict[int, str]] = defaultdict(dict)
    for verdict in presentation.verdicts.order_by("at", "pk"):
        words[verdict.line_id][verdict.reviewer_id] = verdict.fitness
    return {line: "improve" if "improve" in said.values() else "fit" for line, said in words.items()}


def total_weight(rows: Iterable[OwnRow]) -> Decimal:
    """What the weights add up to."""
    return weights_sum([row.line.weight for row in rows])


def readable_above(version: Version, user: Any) -> QuerySet[Target]:
    """The superior's targets that the reader may see: a draft of somebody above is nobody's business."""
    seen = Agreement.objects.visible_to(user)
    found = targets_above(version).filter(agreement__in=seen)
    return found.select_related("agreement__holder", "agreement__position").order_by("agreement", "indicator_code")


def choosable_parents(version: Version, user: Any, line: Line | None) -> QuerySet[Target]:
    """The superior's targets to choose from for a line; the one that it hangs on stays a choice."""
    known = Q(pk__in=readable_above(version, user).order_by().values("pk"))
    if line is not None and line.parent_id:
        known |= Q(pk=line.parent_id)
    return Target.objects.filter(known).select_related("agreement__holder").order_by("agreement", "indicator_code")


def above_rows(version: Version, user: Any, own: Sequence[OwnRow]) -> list[AboveRow]:
    """The superior's targets with who took what of them, those of the second party first; 2 queries."""
    targets = list(readable_above(version, user))
    takers: dict[int, list[Target]] = defaultdict(list)
    children = Target.objects.filter(parent__in=targets, agreement__ended_on__isnull=True)
    for child in children.exclude(agreement=version.agreement_id).select_related("agreement__holder"):
        takers[child.parent_id or 0].append(child)
    mine = {row.line.parent_id: row.line for row in own if row.line.parent_id}
    rows = [_above_row(version, target, takers[target.pk], mine.get(target.pk)) for target in targets]
    return sorted(rows, key=lambda row: row.target.agreement.holder_id != version.superior_id)


def _above_row(version: Version, target: Target, children: list[Target], mine: Line | None) -> AboveRow:
    parts: list[tuple[str, Target | Line]] = [(child.agreement.holder.name, child) for child in children]
    if mine is not None:
        parts.insert(0, (version.agreement.holder.name, mine))
    takers = tuple(
        Taker(name, year_figure(part.monthly, part.accumulation), part.contribution == Contribution.DIRECT)
        for name, part in parts
    )
    return AboveRow(
        target,
        year_figure(target.monthly, target.accumulation),
        takers,
        _added(target, [part for _, part in parts]),
        mine,
    )


def _added(target: Target, parts: Sequence[Target | Line]) -> Decimal | None:
    # Only sums of one and the same unit can be added.
    if target.accumulation != Accumulation.SUM or not parts:
        return None
    alike = [
        year
        for part in parts
        if part.unit_of_measure == target.unit_of_measure
        and part.accumulation == Accumulation.SUM
        and (year := year_figure(part.monthly, part.accumulation)) is not None
    ]
    return sum(alike, Decimal(0))


def last_year_of(version: Version, code: str) -> Sequence[Decimal | None]:
    """The twelve values of last year's target of the same person, else of the same post; blank without one."""
    before = Target.objects.filter(agreement__year=version.agreement.year - 1, indicator_code=code)
    found = (
        before.filter(agreement__holder=version.agreement.holder_id).order_by("-agreement").first()
        or before.filter(agreement__position=version.position_id).order_by("-agreement").first()
    )
    return found.monthly if found else BLANK
