"""Who is where, and when."""

from organization.models.assignment import Assignment, AssignmentKind
from organization.models.employee import Employee
from organization.models.holiday import Holiday, HolidayKind, WithdrawnHoliday
from organization.models.login import LoginAttempt
from organization.models.nip_correction import NipCorrection
from organization.models.notice import Notice
from organization.models.position import HEAD_LEVEL, Level, Position
from organization.models.reaching import Digest, NoticePreference, PushSubscription
from organization.models.role import Role, RoleGrant
from organization.models.roster import RosterDay, Shift
from organization.models.schedule import Schedule, ScheduleHours
from organization.models.second_factor import SecondFactor
from organization.models.unit import Unit, UnitKind

__all__ = [
    "HEAD_LEVEL",
    "Assignment",
    "AssignmentKind",
    "Digest",
    "Employee",
    "Holiday",
    "HolidayKind",
    "Level",
    "LoginAttempt",
    "NipCorrection",
    "Notice",
    "NoticePreference",
    "Position",
    "PushSubscription",
    "Role",
    "RoleGrant",
    "RosterDay",
    "Schedule",
    "ScheduleHours",
    "SecondFactor",
    "Shift",
    "Unit",
    "UnitKind",
    "WithdrawnHoliday",
]
