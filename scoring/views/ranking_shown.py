"""The table of the ranking as it is drawn: rows, bands, the box of those that need a look, and the result in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinerja.ui import wording
from kinerja.ui.fragments import kept
from kinerja.ui.links import link
from scoring.queries.ranking_page import RankingLine, ranking_lines
from scoring.rules.standing import BEHIND, STANDINGS, UNKNOWN
from scoring.views.pages import month_text
from scoring.views.units_shown import REASONS

#: At most so many OPDs stand in the box of those that need a look.
MOST_ATTENTION = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is drawn: with its address when the viewer may open the OPD, and the reason for having no rank."""

    line: RankingLine
    url: str
    reason: str

    @property
    def word(self) -> str:
        """How the OPD stands, in a word."""
        return _(self.line.standing.word)

    @property
    def move(self) -> str:
        """The change of rank as a sign and a number."""
        climbed = self.line.climbed
        if climbed is None:
            return ""
        return f"▲{climbed}" if climbed > 0 else f"▼{-climbed}" if climbed else "–"

    @property
    def move_words(self) -> str:
        """The change of rank for who does not see signs."""
        climbed = self.line.climbed
        if climbed is None:
            return ""
        if not climbed:
            return _("tetap")
        return (_("naik %(ranks)s") if climbed > 0 else _("turun %(ranks)s")) % {"ranks": abs(climbed)}

    @property
    def short(self) -> str:
        """What is missing to 100: it tells bars apart that look alike."""
        score = self.line.score
        if score is None or score >= 100:
            return ""
        return _("kurang %(points)s") % {"points": wording.number(100 - score)}

    @property
    def concern(self) -> str:
        """Why the OPD needs a look, as a sentence."""
        line = self.line
        if line.score is None:
            return self.reason
        words = []
        if line.standing is BEHIND:
            words.append(_("IKO %(score)s, di bawah 80.") % {"score": wording.number(line.score)})
        if line.fell_steeply:
            words.append(_("Turun %(ranks)s peringkat sejak bulan sebelumnya.") % {"ranks": -(line.climbed or 0)})
        if line.behind and line.finished:
            words.append(_("%(count)s sasaran tertinggal.") % {"count": line.behind})
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Band:
    """The OPDs that stand alike; no name: everybody in one list."""

    name: str
    rows: list[Row]


@kept(32)
def board(
    text: str, month: date, opened: frozenset[int] | None, wanted: str, *, finished: bool, to_date: bool, by_name: bool
) -> SafeString:
    """The page below its heading, of a ``ranking_text``: OPDs in ``opened`` (None: all) lead to their page.

    ``wanted`` is the name that is looked for.
    """
    lines = ranking_lines(text, month, finished=finished)
    rows = _rows(lines, opened, month_text(month))
    found = [row for row in rows if wanted.lower() in row.line.name.lower()]
    context = {
        "to_date": to_date,
        "by_name": by_name,
        "text": wanted,
        "bands": _bands(found, by_name=by_name),
        "attention": _attention(rows) if not wanted else [],
        "title": _title(lines),
    }
    return render_to_string("scoring/_ranking_board.html", context)


def _rows(lines: Iterable[RankingLine], opened: frozenset[int] | None, month: str) -> list[Row]:
    return [
        Row(
            line=line,
            url=link("unit_month", code=line.code, month=month) if opened is None or line.unit_id in opened else "",
            reason=str(REASONS.get(line.reason, "")),
        )
        for line in lines
    ]


def _bands(rows: Sequence[Row], *, by_name: bool) -> list[Band]:
    """By how they stand; by name everybody stands in one list."""
    if by_name:
        return [Band("", sorted(rows, key=lambda row: row.line.name))]
    bands = [Band(_(each.group), [row for row in rows if row.line.standing is each]) for each in STANDINGS]
    return [band for band in bands if band.rows]


def _attention(rows: Iterable[Row]) -> list[Row]:
    """Those without a score, far behind, or falling steeply; the worst first."""
    found = [row for row in rows if row.line.standing in {BEHIND, UNKNOWN} or row.line.fell_steeply]
    return found[::-1][:MOST_ATTENTION]


def _title(lines: Iterable[RankingLine]) -> str:
    """The result as a sentence."""
    keys = [line.standing.key for line in lines]
    ranked = len(keys) - keys.count("unknown")
    if "unfinished" in keys:
        words = _("%(reached)s dari %(ranked)s OPD sudah mencapai sasaran, bulan belum selesai")
        return words % {"reached": keys.count("reached"), "ranked": ranked}
    if not ranked:
        return _("Belum ada OPD yang mempunyai IKO")
    words = _("%(reached)s dari %(ranked)s OPD mencapai sasaran")
    if keys.count("behind"):
        words = _("%(reached)s dari %(ranked)s OPD mencapai sasaran, %(behind)s tertinggal")
    return words % {"reached": keys.count("reached"), "ranked": ranked, "behind": keys.count("behind")}
