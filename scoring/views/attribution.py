"""The attribution of a missed regional indicator to the offices that caused it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from contracts.models import Accumulation, Source, Target
from kinerja.ui import wording
from scoring import policies
from scoring.queries.attribution import Attribution, attribution, regional_targets
from scoring.queries.frame import frame_of
from scoring.views import pages


@require_GET
def regional_attribution(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """Which offices fall short of their part of a regional target, and by how much of the whole."""
    frame = frame_of(pages.month_or_404(month))
    target = get_object_or_404(regional_targets(request.user), pk=pk)
    if not policies.may_see_ranking(request.user):
        raise PermissionDenied
    links = pages.month_links(frame, "regional_attribution", pk=pk)
    if frame.revision is None:
        return pages.not_scored(request, links, "regional_attribution", target.indicator, pk=pk)
    found = attribution(frame.revision, target)
    context = {
        "frame": frame,
        "links": links,
        "target": target,
        "found": found,
        "counted": target.source == Source.CASES,
        # Rates of several offices do not add up to anything; numbers of things do.
        "addable": target.source == Source.CASES or target.accumulation == Accumulation.SUM,
        "sentence": _sentence(found, target),
        "crumbs": [(_("Peringkat OPD"), reverse("ranking", args=[month]))],
    }
    return render(request, "scoring/attribution.html", context)


def _sentence(found: Attribution, target: Target) -> str:
    """What the figures say, in one sentence."""
    guilty = found.guilty
    if not found.causes:
        if found.supports:
            return _("Tidak ada OPD yang menjanjikan indikator ini sendiri; yang di bawah ini mendukungnya.")
        return _("Belum ada OPD yang menjanjikan indikator ini.")
    if not guilty:
        return _("Semua OPD memenuhi bagiannya sampai bulan ini.")
    first = guilty[0]
    return ngettext(
        "%(count)s OPD kurang dari janjinya. Kekurangan terbesar pada %(office)s: %(missing)s %(unit)s, "
        "%(share)s persen dari seluruh kekurangan.",
        "%(count)s OPD kurang dari janjinya. Kekurangan terbesar pada %(office)s: %(missing)s %(unit)s, "
        "%(share)s persen dari seluruh kekurangan.",
        len(guilty),
    ) % {
        "count": len(guilty),
        "office": first.unit.name if first.unit else first.target.agreement.holder.name,
        "missing": wording.plain(first.missing or 0),
        "unit": _("perkara") if target.source == Source.CASES else target.unit_of_measure,
        "share": wording.plain(first.share or 0),
    }
