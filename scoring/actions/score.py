"""Scores a month: the one action behind the page, the command, the nightly run and every OPD's task (rules §11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.models import Unit, UnitKind
from scoring.actions.store import store
from scoring.measurement.figures import UnitFigure
from scoring.measurement.month import Measurement
from scoring.measurement.targets import sums_of_all
from scoring.models import Month, Revision, RevisionState
from scoring.periods import local_now, to_aware
from scoring.queries.aside import Ahead
from scoring.queries.conduct import conduct_of
from scoring.queries.reduction import Reduction
from scoring.queries.scene import NO_PLACE, Scene


def score_month(*, month: date, opd_code: str | None = None, as_of: datetime | None = None) -> Revision:
    """Score ``month`` (its first day), of everybody or of one OPD, as of an instant in local time (default: now).

    The month's provisional revision is scored over. DomainError "month_closed" when the month is locked,
    "month_ahead" when it has not begun at the as-of instant, "opd_unknown" for a code that is no OPD.
    """
    as_of = as_of or local_now()
    opd_id = find_opd(opd_code) if opd_code else None
    # What an open transaction has written, another connection cannot see. For one OPD it is not worth the while.
    aside = opd_id is None and not connection.in_atomic_block
    with transaction.atomic():
        scene = Scene(month, as_of, opd_id)
        revision = open_revision(scene)
        score_scope(scene, revision, aside=aside)
        return finish_revision(revision)


def find_opd(code: str) -> int:
    """The id of an OPD by its code; DomainError "opd_unknown"."""
    found = Unit.objects.filter(code=code, kind=UnitKind.OPD).values_list("id", flat=True).first()
    if found is None:
        message = _("Tidak ada OPD dengan kode “%(code)s”. Periksa kode pada daftar unit.")
        raise DomainError("opd_unknown", message % {"code": code[:60]})
    return found


def open_revision(scene: Scene) -> Revision:
    """Lock the month and give its provisional revision, made when there is none; call inside a transaction."""
    if scene.as_of.date() < scene.month:
        message = _("Bulan %(month)s belum dimulai, jadi belum dapat dihitung.")
        raise DomainError("month_ahead", message % {"month": f"{scene.month:%Y-%m}"})
    Month.objects.get_or_create(month=scene.month)
    month = Month.objects.select_for_update().get(month=scene.month)
    if month.locked_at is not None:
        message = _("Bulan %(month)s sudah ditutup. Angkanya hanya berubah lewat pembukaan kembali oleh dua orang.")
        raise DomainError("month_closed", message % {"month": f"{scene.month:%Y-%m}"})
    revision = month.revisions.filter(state__in=[RevisionState.PROVISIONAL, RevisionState.RUNNING]).first()
    if revision is None:
        latest = month.revisions.order_by("-number").values_list("number", flat=True).first()
        revision = Revision(month=month, number=(latest or 0) + 1, state=RevisionState.RUNNING)
    revision.as_of = to_aware(scene.as_of)
    revision.policy = dict(scene.policy.values)
    revision.inputs = _inputs(scene)
    revision.started_at = timezone.now()
    revision.save()
    return revision


def score_scope(
    scene: Scene,
    revision: Revision,
    *,
    aside: bool = False,
    above: Mapping[int, UnitFigure] | None = None,
    closing: bool = False,
) -> list[UnitFigure]:
    """Measure and store the scene's scope: one OPD, the rest (``NO_PLACE``), or everybody.

    The figures of the units above the scope, to be handed to other parts of the same scoring as ``above``.
    ``closing``: what nobody has explained by now counts (rules §6).
    ``aside``: what can be done meanwhile is done meanwhile, the days on a connection of their own.
    """
    with Ahead(aside=aside) as ahead:
        # In this order: what the first step needs is asked for first.
        all_sums = ahead.begin(partial(sums_of_all, scene)) if scene.opd_id is None else None
        reduction = Reduction(scene)
        conduct = ahead.begin(partial(conduct_of, scene, closing=closing))
        counts = [ahead.begin(partial(reduction.counts, part)) for part in reduction.parts]
        measurement = Measurement(scene, above, all_sums)
        people = measurement.people(reduction, counts, conduct())
        store(measurement, people, revision.pk, aside=aside)
    return measurement.figures_above()


def finish_revision(revision: Revision) -> Revision:
    """Mark a revision as complete as of its instant."""
    revision.state = RevisionState.PROVISIONAL
    revision.finished_at = timezone.now()
    revision.save(update_fields=["state", "finished_at", "as_of", "policy", "inputs", "started_at"])
    return revision


def scopes() -> list[int]:
    """The OPDs of the city and the rest, by which a month is scored in parts."""
    found = Unit.objects.filter(kind=UnitKind.OPD).order_by("code").values_list("id", flat=True)
    return [*found, NO_PLACE]


def _inputs(scene: Scene) -> dict[str, Any]:
    """A copy of the inputs that carry no dates: the tree and the calendar (rules §0)."""
    return {
        "units": {
            unit.code: [unit.kind, scene.units[unit.parent_id].code if unit.parent_id else None, unit.schedule_id]
            for unit in scene.units.values()
        },
        "holidays": sorted(str(day) for day in scene.holidays if day.year == scene.month.year),
        "schedule_days": {
            str(schedule_id): [[str(day.date), day.start, day.end, day.break_minutes] for day in days]
            for schedule_id, days in scene.schedule_days.items()
        },
    }
