"""The pledges as of a month: to the region's leaders, Ortala, the inspectorate, and each person concerned."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.ui.errors import Refused
from scoring.policies import may_see_all_pledges
from scoring.queries.frame import frame_of, latest_finished_month
from scoring.queries.pledge_page import PledgeStanding, has_pledged, pledge_standings, pledges_text
from scoring.views import pages
from scoring.views.pledges_shown import tables

HOLDERS_A_PAGE = 20


@require_GET
def pledges(request: HttpRequest, month: str) -> HttpResponse:
    """Runs, statuses and what is still needed; a holder sees the own pledge only."""
    frame = frame_of(pages.month_or_404(month))
    sees_all = may_see_all_pledges(request.user)
    if not sees_all and not has_pledged(request.user, frame.month.year):
        raise Refused(
            _("Status kesanggupan hanya untuk yang bersangkutan, kepala daerah, sekda, Ortala, dan Inspektorat.")
        )
    links = pages.month_links(frame, "pledges")
    if frame.revision is None:
        return pages.not_scored(request, links, "pledges", _("Kesanggupan"))
    found = pledge_standings(frame.revision, holder=None if sees_all else request.user)
    page = Paginator(found, HOLDERS_A_PAGE).get_page(request.GET.get("page"))
    shown = tuple(standing.agreement_id for standing in page.object_list)
    context = {
        "frame": frame,
        "links": links,
        "page": page,
        "tables": tables(pledges_text(frame.revision, shown), shown, frame.month) if shown else "",
        "sees_all": sees_all,
        "title": _title(found),
        "count": len(found),
        "december": frame.month.month == 12,
        "months_left": 12 - frame.month.month,
    }
    return render(request, "scoring/pledges.html", context)


def _title(found: Sequence[PledgeStanding]) -> str:
    """The result as a sentence."""
    endangered = sum(pledge.endangered > 0 for pledge in found)
    if not endangered:
        return _("Tidak ada kesanggupan yang terancam")
    return _("%(endangered)s dari %(count)s kesanggupan terancam") % {"endangered": endangered, "count": len(found)}


@require_GET
def pledges_now(request: HttpRequest) -> HttpResponse:
    """The pledges as of the last month that is over: the menu's address."""
    return redirect("pledges", month=pages.month_text(latest_finished_month(timezone.localdate())))
