"""Who may do what with the days of people: one predicate each."""

from typing import Any

from dailylog.models import Activity, ActivityStatus, Evidence
from organization.access import access_for
from organization.models import Role
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
