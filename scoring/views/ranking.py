"""The ranking of the OPDs: the month or the year to date, with the way down to each OPD that the viewer may open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kinerja.ui.errors import Refused
from kinerja.ui.links import link
from organization.access import Access, access_for
from scoring.policies import may_see_ranking
from scoring.queries.frame import frame_of, is_finished
from scoring.queries.ranking_page import ranking_text
from scoring.queries.regional import region_code
from scoring.views import pages
from scoring.views.ranking_shown import board


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
    access = access_for(request.user)
    context = {
        "frame": frame,
        "links": links,
        "to_date": to_date,
        "board": board(
            ranking_text(frame.revision, to_date=to_date),
            frame.month,
            _open_to(access),
            request.GET.get("cari", "").strip()[:100],
            # A year to date is made of finished months, but for the last one: it is judged like any other.
            finished=to_date or is_finished(frame.revision),
            to_date=to_date,
            by_name=request.GET.get("urut") == "nama",
        ),
        "region": _region_url(month) if access.sees_city else "",
        "export": pages.export_url(request.user, "rankings_ytd" if to_date else "rankings", month),
    }
    return render(request, "scoring/ranking.html", context)


def _region_url(month: str) -> str:
    """The page of the region's own targets."""
    code = region_code()
    return link("unit_month", code=code, month=month) if code else ""


def _open_to(access: Access) -> frozenset[int] | None:
    """The units whose figures the viewer may open, None for all; see ``Access.may_see_unit_figures``."""
    return None if access.sees_city else access.unit_ids | access.own_unit_ids
