"""The lines of a presentation with what each reviewer said last."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from contracts.models import Line, Presentation, Verdict, Version
from contracts.rules.spreading import year_figure


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A line, the year's figure, and every reviewer's last word on it."""

    line: Line
    year_target: Decimal | None
    words: tuple[Verdict, ...]


def reviewed_lines(version: Version, presentation: Presentation) -> list[Reviewed]:
    """The lines in order; two queries."""
    last: dict[int, dict[int, Verdict]] = defaultdict(dict)
    for verdict in presentation.verdicts.select_related("reviewer").order_by("at", "pk"):
        last[verdict.line_id][verdict.reviewer_id] = verdict
    lines = version.lines.select_related("programme", "parent__agreement__holder").order_by("order", "indicator_code")
    return [
        Reviewed(line, year_figure(line.monthly, line.accumulation), tuple(last[line.pk].values())) for line in lines
    ]
