"""The OPDs of the region with their sums of a day, as they are drawn."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dailylog.queries.offices import read_offices
from kinerja.ui.fragments import kept


@kept(16)
def offices_summed(text: str) -> SafeString:
    """What an ``offices_text`` says: a line for each OPD, and the region above them."""
    offices = read_offices(text)
    sums = {name: sum(getattr(each, name) for each in offices) for name in ("people", "present", "away", "unmarked")}
    return render_to_string("dailylog/_team_offices_sums.html", {"offices": offices, **sums})
