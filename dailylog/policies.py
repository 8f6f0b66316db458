"""Who may do what with the days of people: one predicate each."""

from typing import Any

from dailylog.models import Activity, ActivityStatus, Evidence, Finding
from organization.access import access_for, units_below
from organization.models import Role, Unit, UnitKind
from organization.policies import has_role, may_see_logs_of


def keeps_log(user: Any) -> bool:
    """Keep a daily log: whoever holds a post today."""
    return access_for(user).assignment is not None


def decides_for_others(user: Any) -> bool:
    """Decide on the entries of others: whoever heads a unit today, definitive or acting."""
    access = access_for(user)
    return bool(access.headed) or access.leads_region


def watches_others(user: Any) -> bool:
    """Look over the days of a team: whoever heads or monitors a unit, the region's leaders and the inspectorate."""
    access = access_for(user)
    return access.answers_for_units or access.sees_city_logs


def inspects(user: Any) -> bool:
    """Go through what the cross-checks found in the whole region, and review verdicts: the inspectorate."""
    return has_role(user, Role.INSPECTORATE)


def may_review_finding(user: Any, finding: Finding) -> bool:
    """Decide on a finding for the inspectorate: not about oneself, and not about somebody of one's own OPD."""
    if not inspects(user) or finding.employee_id == user.pk:
        return False
    own = Unit.objects.filter(pk__in=access_for(user).own_unit_ids, kind=UnitKind.OPD)
    colleagues = units_below(frozenset(own.values_list("pk", flat=True)))
    return not finding.employee.assignments.on(finding.date).filter(position__unit_id__in=colleagues).exists()


def may_record_disturbances(user: Any) -> bool:
    """Enter an outage that moves deadlines: the operator and the personnel board."""
    return has_role(user, Role.OPERATOR, Role.BKPSDM)


def may_enter_leave(user: Any, employee_id: int) -> bool:
    """Enter what others brought into a year of annual leave: BKPSDM, which nobody does for himself."""
    return has_role(user, Role.BKPSDM) and user.pk != employee_id


def may_see_activity(user: Any, activity: Activity) -> bool:
    """Read an entry: its person, whoever heads the person's units, the region's leaders and the inspectorate."""
    return may_see_logs_of(user, activity.employee)


def may_change_activity(user: Any, activity: Activity) -> bool:
    """Correct an entry or its photographs: its person alone, until it is approved."""
    return user.pk == activity.employee_id and activity.status != ActivityStatus.APPROVED


def may_remove_activity(user: Any, activity: Activity) -> bool:
    """Take an entry back: its person, as long as nobody has decided on it."""
    return may_change_activity(user, activity) and activity.status == ActivityStatus.SUBMITTED


def may_see_evidence(user: Any, evidence: Evidence) -> bool:
    """Look at a photograph: whoever may read the entry that it proves."""
    return may_see_activity(user, evidence.activity)
