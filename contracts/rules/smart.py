"""Is a target SMART? A check for each letter, with the reason in a sentence.

Domain sheet §2.4: specific, measurable, achievable, relevant, time-bound and continuously improved. What is *missing*
has to be written; a *warning* is for the reviewers to weigh. The limits on the number of indicators are those of the
Ministry of Finance and only warn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.rules.spreading import HUNDRED, Monthly, year_figure
from kinerja.text import gettext_noop as _

OK = "ok"
#: Not known yet: the reviewers say it in the presentation.
PENDING = "pending"
WARNING = "warning"
MISSING = "missing"

#: More than this per objective, or per officer, is hard to steer by.
MOST_PER_OBJECTIVE = 3
MOST_PER_OFFICER = 10
#: A figure further than this from last year's, in percent of it, needs a reason.
FAR_FROM_BASELINE = Decimal(50)
# "buah/unit", "dokumen dan laporan": two things are counted as one.
_SEVERAL_UNITS = re.compile(r"[/,;&]|\b(?:dan|atau|serta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks need of a line. ``verdict`` is the last presentation's: "fit", "improve" or "" (not judged)."""

    indicator: str
    objective: str
    unit_of_measure: str
    accumulation: str
    polarity: str
    monthly: Monthly
    definition: str
    formula: str
    data_source: str
    has_parent: bool
    has_node: bool
    baseline: Decimal | None
    verdict: str

    @property
    def year(self) -> Decimal | None:
        """The figure of the year."""
        return year_figure(self.monthly, self.accumulation)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its letter, how it went, and why, in the Indonesian of the source with what to fill in."""

    letter: str
    level: str
    message: str
    params: dict[str, object] = field(default_factory=dict)


def check(line: Facts) -> tuple[Finding, ...]:
    """The six letters of a line, in the order S M A R T C."""
    return (_specific(line), _measurable(line), _achievable(line), _relevant(line), _timed(line), _improved(line))


def _specific(line: Facts) -> Finding:
    if not line.definition.strip():
        return Finding("S", MISSING, _("Definisi operasional belum diisi: apa yang dihitung, apa yang tidak."))
    if _SEVERAL_UNITS.search(line.unit_of_measure):
        return Finding(
            "S",
            WARNING,
            _("Satuan “%(unit)s” tampak lebih dari satu. Pakai satu satuan saja."),
            {"unit": line.unit_of_measure},
        )
    return Finding("S", OK, _("Definisi ada, satuannya satu."))


def _measurable(line: Facts) -> Finding:
    if not line.unit_of_measure.strip():
        return Finding("M", MISSING, _("Satuan belum diisi."))
    if not line.formula.strip():
        return Finding("M", MISSING, _("Rumus dalam kata-kata belum diisi."))
    if not line.data_source.strip():
        return Finding("M", MISSING, _("Sumber data belum diisi."))
    return Finding("M", OK, _("Satuan, rumus, dan sumber data ada."))


def _achievable(line: Facts) -> Finding:
    if line.verdict == "fit":
        return Finding("A", OK, _("Dinyatakan layak dalam paparan."))
    if line.verdict == "improve":
        return Finding("A", WARNING, _("Penelaah meminta perbaikan dalam paparan terakhir."))
    return Finding("A", PENDING, _("Belum ditelaah: dinilai penelaah dalam paparan."))


def _relevant(line: Facts) -> Finding:
    if not (line.has_parent or line.has_node):
        return Finding("R", MISSING, _("Belum terhubung ke sasaran atasan atau simpul perencanaan."))
    away = _distance(line)
    if away is not None and away > FAR_FROM_BASELINE:
        return Finding(
            "R",
            WARNING,
            _("Lebih dari %(limit)s persen dari capaian tahun lalu. Jelaskan dalam cara mencapai."),
            {"limit": FAR_FROM_BASELINE},
        )
    return Finding("R", OK, _("Terhubung ke sasaran di atasnya."))


def _distance(line: Facts) -> Decimal | None:
    if line.year is None or not line.baseline:
        return None
    return abs(line.year - line.baseline) * HUNDRED / abs(line.baseline)


def _timed(line: Facts) -> Finding:
    if line.year is None:
        return Finding("T", MISSING, _("Target bulanan belum diisi."))
    # A zero that should be as high as possible is never due (rules §3).
    due = [value for value in line.monthly if value is not None and (value or line.polarity != "maximize")]
    if not due:
        return Finding("T", MISSING, _("Semua target bulanan nol, jadi tidak pernah jatuh tempo."))
    return Finding("T", OK, _("Jatuh tempo pada %(count)s bulan."), {"count": len(due)})


def _improved(line: Facts) -> Finding:
    if line.baseline is None:
        return Finding("C", WARNING, _("Capaian tahun lalu belum diisi, jadi kemajuan tidak dapat dinilai."))
    if line.year is not None and _is_weaker(line.year, line.baseline, line.polarity):
        return Finding("C", WARNING, _("Lebih lemah daripada capaian tahun lalu."))
    return Finding("C", OK, _("Tidak lebih lemah daripada capaian tahun lalu."))


def _is_weaker(year: Decimal, baseline: Decimal, polarity: str) -> bool:
    return {"maximize": year < baseline, "minimize": year > baseline}.get(polarity, False)


def limits(lines: Sequence[Facts]) -> tuple[Finding, ...]:
    """Warnings about the agreement as a whole: too many indicators, or one of them twice."""
    return (*_too_many(lines), *_twice(lines))


def _too_many(lines: Sequence[Facts]) -> Iterator[Finding]:
    if len(lines) > MOST_PER_OFFICER:
        yield Finding(
            "",
            WARNING,
            _("%(count)s indikator. Sebaiknya paling banyak %(most)s agar dapat dikendalikan."),
            {"count": len(lines), "most": MOST_PER_OFFICER},
        )
    for objective, count in Counter(line.objective.strip() for line in lines).items():
        if count > MOST_PER_OBJECTIVE:
            yield Finding(
                "",
                WARNING,
                _("%(count)s indikator pada sasaran “%(objective)s”. Sebaiknya paling banyak %(most)s."),
                {"count": count, "objective": objective, "most": MOST_PER_OBJECTIVE},
            )


def _twice(lines: Sequence[Facts]) -> Iterator[Finding]:
    names = Counter(" ".join(line.indicator.split()).casefold() for line in lines)
    said: set[str] = set()
    for line in lines:
        name = " ".join(line.indicator.split()).casefold()
        if names[name] > 1 and name not in said:
            said.add(name)
            yield Finding(
                "", WARNING, _("Indikator “%(indicator)s” muncul lebih dari satu kali."), {"indicator": line.indicator}
            )
