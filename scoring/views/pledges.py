"""The pledges as of a month: to the region's leaders, Ortala, the inspectorate, and each person concerned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from contracts.models import Agreement
from kinerja.ui import wording
from kinerja.ui.errors import Refused
from scoring.policies import may_see_all_pledges
from scoring.queries.frame import frame_of, latest_finished_month
from scoring.queries.pledge_page import Pledge, PledgedTarget, PledgeStanding, pledge_standings, pledges_of
from scoring.views import pages

HOLDERS_A_PAGE = 20

#: Shape and word of a status.
_STATUS = {
    "ok": ("done", gettext_lazy("Sesuai kesanggupan")),
    "watch": ("warn", gettext_lazy("Perlu diawasi")),
    "at_risk": ("bad", gettext_lazy("Terancam")),
    "breached": ("bad", gettext_lazy("Memenuhi syarat peninjauan")),
    "": ("none", gettext_lazy("Belum dinilai")),
}


@require_GET
def pledges(request: HttpRequest, month: str) -> HttpResponse:
    """Runs, statuses and what is still needed; a holder sees the own pledge only."""
    frame = frame_of(pages.month_or_404(month))
    sees_all = may_see_all_pledges(request.user)
    own = Agreement.objects.filter(holder_id=request.user.pk, pledge=True, year=frame.month.year)
    if not sees_all and not own.exists():
        raise Refused(
            _("Status kesanggupan hanya untuk yang bersangkutan, kepala daerah, sekda, Ortala, dan Inspektorat.")
        )
    links = pages.month_links(frame, "pledges")
    if frame.revision is None:
        return pages.not_scored(request, links, "pledges", _("Kesanggupan"))
    found = pledge_standings(frame.revision, holder=None if sees_all else request.user)
    page = Paginator(found, HOLDERS_A_PAGE).get_page(request.GET.get("page"))
    shown = [standing.agreement_id for standing in page.object_list]
    context = {
        "frame": frame,
        "links": links,
        "page": page,
        "pledges": [_shown(pledge, month) for pledge in pledges_of(frame.revision, shown)],
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


def _shown(pledge: Pledge, month: str) -> dict[str, Any]:
    shape, word = _STATUS[pledge.status]
    return {
        "name": pledge.agreement.holder.name,
        "signed": pledge.agreement.signed_on,
        "shape": shape,
        "word": word,
        "targets": [_target(target, month) for target in pledge.targets],
    }


def _target(target: PledgedTarget, month: str) -> dict[str, Any]:
    shape, _word = _STATUS[target.status]
    run = _("%(run)s bulan, batas %(threshold)s") % {"run": target.row.run or 0, "threshold": target.threshold}
    return {
        "row": target.row,
        "shape": shape,
        "word": run if target.row.run else _("tidak ada"),
        "needed": _needed(target),
        "url": reverse("target_month", kwargs={"pk": target.row.target_id, "month": month}),
    }


def _needed(target: PledgedTarget) -> str:
    """What the months left must bring, as a sentence."""
    unit, need = target.row.target.unit_of_measure, target.need
    if need is None:
        return _("Tidak ada bulan tersisa")
    if need.total == 0:
        return _("Sasaran setahun sudah terpenuhi")
    each = wording.plain(need.each)
    if need.total is None:
        return _("%(each)s %(unit)s pada bulan jatuh tempo berikutnya") % {"each": each, "unit": unit}
    return _("%(total)s %(unit)s lagi, %(each)s sebulan") % {
        "total": wording.plain(need.total),
        "unit": unit,
        "each": each,
    }


@require_GET
def pledges_now(request: HttpRequest) -> HttpResponse:
    """The pledges as of the last month that is over: the menu's address."""
    return redirect("pledges", month=pages.month_text(latest_finished_month(timezone.localdate())))
