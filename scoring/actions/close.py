"""Closes a month: a last scoring, a seal, a lock (rules §11)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.models import Employee
from scoring.actions.score import finish_revision, open_revision, score_scope
from scoring.models import Month, Reading, Revision, RevisionState
from scoring.periods import local_now
from scoring.queries import published
from scoring.queries.scene import Scene


def close_month(*, month: date, by: Employee | None = None, as_of: datetime | None = None) -> Revision:
    """Score ``month`` a last time, seal the figures and lock everything they were made from.

    DomainError "objection_open" before the objection window has passed, "readings_waiting" while a reported value
    waits for its verifier, "month_closed" when it is closed already. After this only a reopening by two persons
    makes a new revision; this one stays readable.
    """
    as_of = as_of or local_now()
    with transaction.atomic():
        scene = Scene(month, as_of)
        revision = open_revision(scene)
        _check_ready(scene)
        score_scope(scene, revision, closing=True)
        finish_revision(revision)
        revision.seal = seal(revision)
        revision.state = RevisionState.LOCKED
        revision.save(update_fields=["seal", "state"])
        Month.objects.filter(month=month).update(locked_at=timezone.now(), locked_by=by)
    return revision


def _check_ready(scene: Scene) -> None:
    month = scene.month
    until = scene.calendar.objection_deadline(month.year, month.month, scene.policy)
    if scene.as_of <= until:
        message = _("Bulan %(month)s belum dapat ditutup: keberatan masih dapat diajukan sampai %(until)s.")
        values = {"month": f"{month:%Y-%m}", "until": f"{until:%Y-%m-%d %H:%M}"}
        raise DomainError("objection_open", message % values)
    waiting = Reading.objects.filter(month=month, verified__isnull=True).count()
    if waiting:
        message = _("Bulan %(month)s belum dapat ditutup: %(count)s laporan nilai masih menunggu verifikasi.")
        raise DomainError("readings_waiting", message % {"month": f"{month:%Y-%m}", "count": waiting})


def seal(revision: Revision) -> str:
    """SHA-256 of the revision's published tables: the figures of a closed month can be checked against it forever."""
    digest = hashlib.sha256()
    for rows in (published.scores, published.achievements, published.year_to_date, published.pledges):
        for row in rows(revision):
            digest.update("\x1f".join("" if cell is None else str(cell) for cell in row).encode() + b"\n")
    return digest.hexdigest()
