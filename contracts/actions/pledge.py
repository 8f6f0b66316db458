"""The pledge is given once a year: how it goes over to an agreement of the other kind."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Agreement, Event, Version
from contracts.queries.pledged import on_paper, pledges_beside
from contracts.rules import states


def take_over_pledge(*, holder_ids: Collection[int], year: int, kind: str) -> None:
    """Take the pledge out of these people's drafts of another kind, for the agreement that now carries it."""
    beside = pledges_beside(holder_ids=holder_ids, year=year, kind=kind).exclude(on_paper())
    drafts = list(beside.values_list("pk", flat=True))
    if not drafts:
        return
    Agreement.objects.filter(pk__in=drafts).update(pledge=False)
    note = _("Lembar kesanggupan pindah ke perjanjian jenis lain tahun ini.")
    open_ones = Version.objects.filter(agreement__in=drafts, state__in=states.OPEN).values_list("pk", flat=True)
    now = timezone.now()
    Event.objects.bulk_create(Event(version_id=pk, kind="pledge_moved", at=now, note=note) for pk in open_ones)
