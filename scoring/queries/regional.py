"""What the region itself promises: the targets of its head, who declares without a superior."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organization.models import Unit
from scoring.models import Achievement, Revision
from scoring.queries.frame import is_finished
from scoring.rules.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class RegionalLine:
    """A regional target, judged by the year so far: most of them are due in a few months only."""

    row: Achievement
    finished: bool

    @property
    def standing(self) -> Standing:
        """Word and shape of the achievement since January."""
        return standing(self.row.ytd_achievement, finished=self.finished)

    @property
    def missed(self) -> bool:
        """Whether it asks which offices caused it."""
        return self.row.ytd_achievement is not None and self.row.ytd_achievement < 100


def regional_lines(revision: Revision) -> list[RegionalLine]:
    """The region's targets in a revision, the lowest achievement since January first; one query."""
    rows = Achievement.objects.filter(revision=revision, target__agreement__superior__isnull=True)
    finished = is_finished(revision)
    lines = [RegionalLine(row, finished) for row in rows.select_related("target")]
    return sorted(lines, key=_by_need)


def _by_need(line: RegionalLine) -> tuple[bool, Decimal, str]:
    achieved = line.row.ytd_achievement
    return achieved is None, achieved or Decimal(0), line.row.target.indicator_code


def region_code() -> str | None:
    """The code of the region's own unit; None before there is one."""
    region = Unit.objects.region()
    return region.code if region else None
