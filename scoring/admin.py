"""What the back door shows of scoring: when jobs ran. No figure, and nothing that a figure follows from."""

from __future__ import annotations

from django.contrib.admin import register
from django.utils.translation import gettext_lazy as _

from organization.back_door.rows import RawRows
from organization.back_door.site import site
from scoring.models import Job


@register(Job, site=site)
class JobRows(RawRows):
    """Started and repeated on the page of runs. ``above`` holds figures and is not shown."""

    purpose = _("Kapan sebuah bagian penghitungan dibangunkan, mulai, dan selesai; berapa kali dicoba.")
    list_display = ("month", "kind", "unit_code", "state", "attempts", "created_at")
    facts = (
        "month",
        "kind",
        "unit_code",
        "as_of",
        "state",
        "attempts",
        "error",
        "requested_by",
        "created_at",
        "sent_at",
        "started_at",
        "finished_at",
    )
    watched = False
    words = {"requested_by": _("diminta oleh")}
