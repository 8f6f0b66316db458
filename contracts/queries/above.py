"""The targets of the heads above that a draft may take a share of."""

from django.db.models import Q, QuerySet

from contracts.models import Target, Version
from organization.access import units_above
from organization.models import Level

_LEADERS = (
    Level.HEAD_OF_REGION,
    Level.REGIONAL_SECRETARY,
    Level.OPD_HEAD,
    Level.DIVISION_HEAD,
    Level.TEAM_LEAD,
)


def targets_above(version: Version) -> QuerySet[Target]:
    """The targets that a version's lines may take a share of.

    They are those of the second party's agreement of that year; of a unit whose head is an acting one, also those of
    the agreement that the units above made by their own heads. Agreements that ended do not count.
    """
    units = units_above(frozenset({version.position.unit_id}))
    leading = Q(agreement__position__unit_id__in=units, agreement__position__level__in=_LEADERS)
    return (
        Target.objects.filter(agreement__year=version.agreement.year, agreement__ended_on__isnull=True)
        .filter(Q(agreement__holder_id=version.superior_id) | leading)
        .exclude(agreement__holder_id=version.agreement.holder_id)
    )
