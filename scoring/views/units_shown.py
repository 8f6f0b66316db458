"""Doors and addresses of the pages of units."""

from __future__ import annotations

from itertools import pairwise

from django.db import DEFAULT_DB_ALIAS, connection
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinerja.ui.errors import Refused
from organization.access import access_for
from organization.models import Unit
from scoring.models import Achievement, OrganizationScore
from scoring.policies import may_see_ranking
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


# A unit with those above it, itself first: they are read with it, because every page of a unit shows the way back.
_WITH_THOSE_ABOVE = """
WITH RECURSIVE above AS (
    SELECT id, code, name, kind, parent_id, schedule_id, 0 AS height FROM organization_unit WHERE code = %s
    UNION ALL
    SELECT u.id, u.code, u.name, u.kind, u.parent_id, u.schedule_id, above.height + 1
    FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
) SELECT id, code, name, kind, parent_id, schedule_id FROM above ORDER BY height
"""
_FIELDS = ("id", "code", "name", "kind", "parent_id", "schedule_id")


def unit_or_404(request: HttpRequest, code: str) -> Unit:
    """A unit whose figures are in the viewer's scope; 403 for an OPD that the viewer knows from the ranking only."""
    unit = _unit_with_those_above(code)
    if unit is None:
        raise Http404
    if access_for(request.user).may_see_unit_figures(unit.pk):
        return unit
    if unit.kind == "opd" and may_see_ranking(request.user):
        raise Refused(_("Rincian OPD ini hanya untuk kepala OPD itu, pemantaunya, dan pimpinan daerah."))
    raise Http404


def _unit_with_those_above(code: str) -> Unit | None:
    with connection.cursor() as cursor:
        cursor.execute(_WITH_THOSE_ABOVE, [code])
        line = [Unit.from_db(DEFAULT_DB_ALIAS, _FIELDS, row) for row in cursor.fetchall()]
    for unit, above in pairwise(line):
        unit.parent = above
    return line[0] if line else None


def unit_trail(figure: OrganizationScore) -> Trail:
    """Where the figures of a unit's tree are to be found; one query for the targets behind it."""
    month = figure.revision.month_id
    targets = (
        Achievement.objects.filter(revision=figure.revision, target__agreement_id__in=[figure.agreement_id])
        .order_by("target__indicator_code")
        .values_list("target_id", flat=True)
    )
    return Trail(
        address=reverse(
            "explain_unit_figure",
            kwargs={"revision": figure.revision_id, "code": figure.unit.code, "path": "PATH"},
        ),
        links={
            f"iko.a_{number}": reverse("target_month", kwargs={"pk": target, "month": month_text(month)})
            for number, target in enumerate(targets, start=1)
        },
    )
