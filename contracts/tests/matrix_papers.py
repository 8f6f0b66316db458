"""Who may hold which paper, and who keeps letterheads."""

import io
from typing import Any

from django.utils import timezone
from PIL import Image

from contracts.actions.letterheads import save_letterhead
from contracts.models import Agreement, StoredFile, Volume
from contracts.tests import flow
from tests.cast import Cast
from tests.matrix import CITY, HEADS, Row, everyone, only

_STAFF_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}
_ORTALA = frozenset({"ortala"})
YEAR = timezone.localdate().year


def _draft(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.drafted(cast.staff, year=YEAR).pk}


def _proven(cast: Cast) -> dict[str, Any]:
    version = flow.drafted(cast.staff, year=YEAR)
    version.ground_file = StoredFile.objects.keep(b"%PDF-1.7 dasar", "application/pdf")
    version.save(update_fields=["ground_file"])
    return {"pk": version.pk}


def _agreed(cast: Cast) -> dict[str, Any]:
    return {"pk": flow.agreed(cast.staff, year=YEAR).pk}


def _imported(cast: Cast) -> dict[str, Any]:
    return {"pk": Agreement.objects.create(year=YEAR, holder=cast.staff, superior=cast.lead).pk}


def _letterhead(cast: Cast) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "navy").save(out, format="PNG")
    head = save_letterhead(unit=cast.units["dki"], lines="DINAS", place="Kota", paper="f4", logo=out.getvalue())
    return {"pk": head.pk}


def _volume(cast: Cast) -> dict[str, Any]:
    done = Volume.objects.create(requested_by=cast.ortala, year=YEAR, state="done", size=8)
    return {"pk": done.pk}


def _seen_and_ortala() -> dict[str, int]:
    return only(_STAFF_SEEN_BY, status=403, others=404) | {"ortala": 200}


ROWS = [
    Row("ground_paper", only(_STAFF_SEEN_BY, others=404), _proven),
    Row("agreement_print", only(_STAFF_SEEN_BY, others=404), _draft),
    Row("agreement_copy", only(_STAFF_SEEN_BY, others=404), _imported),
    Row("wet_form", _seen_and_ortala(), _agreed),
    Row("wet", _seen_and_ortala(), _agreed),
    Row("agreements_print", only(CITY, HEADS)),
    Row("agreements_print", only(CITY, HEADS), method="POST"),
    Row("volume_file", only(_ORTALA, others=404) | {"staff": 403}, _volume),
    Row("letterheads", only(_ORTALA)),
    Row("letterhead_new", everyone(405)),
    Row("letterhead_new", only(_ORTALA, status=302), method="POST"),
    Row("letterhead_region", only(_ORTALA)),
    Row("letterhead", only(_ORTALA), lambda cast: {"code": cast.units["dki"].code}),
    Row("letterhead_logo", only(_ORTALA), _letterhead),
    Row("letterhead_sample", only(_ORTALA), _letterhead),
    Row("letterhead_remove", everyone(405), _letterhead),
    Row("letterhead_remove", only(_ORTALA, status=302), _letterhead, method="POST"),
]
