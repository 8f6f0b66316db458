"""Doors and addresses of the pages of units."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinerja.ui.errors import Refused
from organization.access import access_for
from organization.models import Unit
from scoring.models import OrganizationScore
from scoring.policies import may_see_ranking
from scoring.queries.unit_page import target_ids, unit_with_those_above
from scoring.views.pages import month_text
from scoring.views.tree import Trail

REASONS = {
    "no_head": _("Belum ada kepala unit pada hari terakhir bulan ini, jadi belum ada IKO."),
    "no_agreement": _("Kepala unit belum mempunyai perjanjian kinerja yang berlaku bulan ini, jadi belum ada IKO."),
    "other_post": _(
        "Perjanjian kepala unit tidak ditandatangani dalam jabatan di unit ini, jadi unit ini belum ada IKO-nya."
    ),
    "nothing_due": _("Tidak ada sasaran yang jatuh tempo bulan ini, jadi tidak ada IKO."),
}


def unit_or_404(request: HttpRequest, code: str) -> Unit:
    """A unit whose figures are in the viewer's scope; 403 for an OPD that the viewer knows from the ranking only."""
    unit = unit_with_those_above(code)
    if unit is None:
        raise Http404
    if access_for(request.user).may_see_unit_figures(unit.pk):
        return unit
    if unit.kind == "opd" and may_see_ranking(request.user):
        raise Refused(_("Rincian OPD ini hanya untuk kepala OPD itu, pemantaunya, dan pimpinan daerah."))
    raise Http404


def unit_trail(figure: OrganizationScore) -> Trail:
    """Where the figures of a unit's tree are to be found; one query for the targets behind it."""
    month = figure.revision.month_id
    return Trail(
        address=reverse(
            "explain_unit_figure",
            kwargs={"revision": figure.revision_id, "code": figure.unit.code, "path": "PATH"},
        ),
        links={
            f"iko.a_{number}": reverse("target_month", kwargs={"pk": target, "month": month_text(month)})
            for number, target in enumerate(target_ids(figure), start=1)
        },
    )
