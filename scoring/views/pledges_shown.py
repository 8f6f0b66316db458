"""The tables of pledges as they are drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinerja.ui import wording
from kinerja.ui.fragments import kept
from kinerja.ui.links import link
from scoring.queries.pledge_page import Pledge, PledgedTarget, pledges_of
from scoring.views.pages import month_text

#: Shape and word of a status.
_STATUS = {
    "ok": ("done", gettext_lazy("Sesuai kesanggupan")),
    "watch": ("warn", gettext_lazy("Perlu diawasi")),
    "at_risk": ("bad", gettext_lazy("Terancam")),
    "breached": ("bad", gettext_lazy("Memenuhi syarat peninjauan")),
    "": ("none", gettext_lazy("Belum dinilai")),
}


@kept(32)
def tables(text: str, agreement_ids: tuple[int, ...], month: date) -> SafeString:
    """A table for each pledge of a ``pledges_text``, in the order of ``agreement_ids``."""
    pledges = [_pledge(pledge, month_text(month)) for pledge in pledges_of(text, agreement_ids, month)]
    return render_to_string("scoring/_pledges.html", {"pledges": pledges})


def _pledge(pledge: Pledge, month: str) -> dict[str, Any]:
    shape, word = _STATUS[pledge.status]
    return {
        "name": pledge.name,
        "signed": pledge.signed,
        "shape": shape,
        "word": word,
        "targets": [_target(target, month) for target in pledge.targets],
    }


def _target(target: PledgedTarget, month: str) -> dict[str, Any]:
    shape, _word = _STATUS[target.status]
    run = _("%(run)s bulan, batas %(threshold)s") % {"run": target.run or 0, "threshold": target.threshold}
    return {
        "target": target,
        "shape": shape,
        "word": run if target.run else _("tidak ada"),
        "needed": _needed(target),
        "url": link("target_month", pk=target.pk, month=month),
    }


def _needed(target: PledgedTarget) -> str:
    """What the months left must bring, as a sentence."""
    unit, need = target.unit, target.need
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
