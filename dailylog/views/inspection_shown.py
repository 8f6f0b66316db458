"""What the inspectorate's month looks like: the sums by OPD, the OPDs to choose, and a finding in the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dailylog.models import Finding, FindingKind
from dailylog.queries.inspection import STATES, overview
from kinerja.ui.fragments import kept


@kept(32)
def sums(text: str) -> SafeString:
    """The table that an ``overview_text`` says."""
    lines = overview(text).lines
    totals = [sum(line.counts[at] for line in lines) for at in range(len(STATES))]
    context = {
        "lines": lines,
        "totals": list(zip(totals, (state.label for state in STATES), strict=True)),
        "waiting": totals[0] + totals[1],
        "states": [state.label for state in STATES],
    }
    return render_to_string("dailylog/_inspection_sums.html", context)


@kept(128)
def offices(text: str, chosen: int | None) -> SafeString:
    """The OPDs of an ``overview_text`` as choices."""
    return render_to_string("dailylog/_inspection_opds.html", {"opds": overview(text).opds, "chosen": chosen})


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in the list."""

    pk: int
    name: str
    kind: str
    date: date
    words: str
    state: str
    decided_by: str


def finding_line(finding: Finding) -> FindingLine:
    """A finding with its person and who decided at hand."""
    return FindingLine(
        pk=finding.pk,
        name=finding.employee.name,
        # Django compares a word with the words of all kinds to find its own, in every language anew.
        kind=str(FindingKind(finding.kind).label),
        date=finding.date,
        words=finding.words,
        state=finding.state,
        decided_by=finding.decided_by.name if finding.decided_by else "",
    )
