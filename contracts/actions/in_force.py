"""The moment an agreement counts: all parties have signed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from contracts.actions.mirror import mirror, write_target
from contracts.models import Agreement, Event, State, StoredFile, Target, Version
from contracts.rules.periods import last_day


@transaction.atomic
def put_in_force(*, version: Version, document: StoredFile, signed_on: date | None = None) -> None:
    """Put a version in force with its signed paper; the version before becomes amended.

    ``signed_on`` is the day that a paper signed by hand bears (default: today).

    A first version seals the agreement; an amendment writes its lines into the sealed targets, which a trigger lets
    pass for this version, once, and for the months from its first on only. The signatures must be stored already.
    """
    agreement = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    now = timezone.now()
    for before in agreement.versions.select_for_update().filter(state=State.IN_FORCE):
        before.state = State.AMENDED
        before.save()
        Event.objects.create(version=before, kind="amended", by=None)
    if agreement.sealed_at is None:
        version.agreement = agreement
        mirror(version)
        _save_in_force(version, document)
        agreement.superior, agreement.position = version.superior, version.position
        agreement.signed_on, agreement.sealed_at = signed_on or timezone.localdate(now), now
        agreement.ended_on = last_day(agreement.year, agreement.period)
        agreement.save()
    else:
        _save_in_force(version, document)
        _amend_targets(version)
        agreement.superior, agreement.position = version.superior, version.position
        agreement.save()
    version.applied_at = now
    version.save()
    Event.objects.create(version=version, kind="in_force", by=None)


def _save_in_force(version: Version, document: StoredFile) -> None:
    version.state = State.IN_FORCE
    version.document = document
    version.save()


def _amend_targets(version: Version) -> None:
    known = {target.pk: target for target in Target.objects.filter(agreement_id=version.agreement_id)}
    for line in version.lines.exclude(weight=0):
        write_target(line, known.get(line.target_id or 0))
