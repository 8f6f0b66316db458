"""Where somebody's pledge of a year stands already."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from contracts.models import Agreement, Version
from contracts.rules import states


def on_paper() -> Q:
    """Agreements whose sheet of the pledge is frozen, signed or not."""
    frozen = Version.objects.filter(state__in=(states.AGREED, states.SIGNED_FIRST)).values("agreement")
    return Q(sealed_at__isnull=False) | Q(pk__in=frozen)


def pledges_beside(*, holder_ids: Collection[int], year: int, kind: str) -> QuerySet[Agreement]:
    """These people's open agreements of another kind with the pledge, frozen or not."""
    found = Agreement.objects.filter(year=year, holder__in=holder_ids, pledge=True, ended_on__isnull=True)
    return found.exclude(kind=kind)
