"""The ranking of the OPDs: the month or the year to date, with the way down to each OPD that the viewer may open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.ui import wording
from kinerja.ui.errors import Refused
from organization.access import Access, access_for
from scoring.policies import may_see_ranking
from scoring.queries.frame import frame_of
from scoring.queries.ranking_page import RankingLine, ranking_lines
from scoring.queries.regional import region_code
from scoring.rules.standing import BEHIND, STANDINGS, UNKNOWN
from scoring.views import pages
from scoring.views.units_shown import reason_text

#: At most so many OPDs stand in the box of those that need a look.
MOST_ATTENTION = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is drawn: with its address when the viewer may open the OPD, and the reason for having no rank."""

    line: RankingLine
    url: str
    reason: str
    values: list[Decimal | None]

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
        if line.targets.behind and line.finished:
            words.append(_("%(count)s sasaran tertinggal.") % {"count": line.targets.behind})
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Band:
    """The OPDs that stand alike; no name: everybody in one list."""

    name: str
    rows: list[Row]


@require_GET
def ranking(request: HttpRequest, month: str) -> HttpResponse:
    """The ranking of a month; ``?basis=tahun`` is the year to date, ``?urut=nama`` by name, ``?cari=`` narrows."""
    if not may_see_ranking(request.user):
        raise Refused(_("Peringkat OPD dibuka untuk pimpinan, pemantau, dan kepala unit."))
    frame = frame_of(pages.month_or_404(month))
    links = pages.month_links(frame, "ranking")
    if frame.revision is None:
        return pages.not_scored(request, links, "ranking", _("Peringkat OPD"))
    to_date = request.GET.get("basis") == "tahun"
    text = request.GET.get("cari", "").strip()[:100]
    by_name = request.GET.get("urut") == "nama"
    lines = ranking_lines(frame.revision, to_date=to_date)
    access = access_for(request.user)
    rows = _rows(lines, access, month)
    found = [row for row in rows if text.lower() in row.line.figure.unit.name.lower()] if text else rows
    context = {
        "frame": frame,
        "links": links,
        "to_date": to_date,
        "by_name": by_name,
        "text": text,
        "bands": _bands(found, by_name=by_name),
        "found": len(found),
        "count": len(lines),
        "attention": _attention(rows) if not text else [],
        "title": _title(lines),
        # Said once for all rows.
        "words": {
            "unranked": _("tanpa peringkat"),
            "reached": _("tercapai"),
            "short": _("kurang"),
            "behind": _("tertinggal"),
        },
        "region": _region_url(month) if access.sees_city else "",
        "export": pages.export_url(request.user, "rankings_ytd" if to_date else "rankings", month),
    }
    return render(request, "scoring/ranking.html", context)


def _region_url(month: str) -> str:
    """The page of the region's own targets."""
    code = region_code()
    return reverse("unit_month", kwargs={"code": code, "month": month}) if code else ""


def _rows(lines: Iterable[RankingLine], access: Access, month: str) -> list[Row]:
    return [
        Row(
            line=line,
            url=reverse("unit_month", kwargs={"code": line.figure.unit.code, "month": month})
            if access.may_see_unit_figures(line.figure.unit_id)
            else "",
            reason=reason_text(line.figure),
            values=[value for _month, value in line.history],
        )
        for line in lines
    ]


def _bands(rows: Sequence[Row], *, by_name: bool) -> list[Band]:
    """By how they stand; by name everybody stands in one list."""
    if by_name:
        return [Band("", sorted(rows, key=lambda row: row.line.figure.unit.name))]
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
