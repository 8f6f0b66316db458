"""What was done."""

from dailylog.models.activity import Activity, ActivityStatus
from dailylog.models.attendance import Attendance, AttendanceMode
from dailylog.models.decision import Decision, ReturnReason, Verdict
from dailylog.models.disturbance import Disturbance
from dailylog.models.draft import ActivityDraft
from dailylog.models.evidence import Evidence
from dailylog.models.finding import Finding, FindingKind, FindingState
from dailylog.models.finding_review import FindingReview
from dailylog.models.leave import Leave, LeaveKind
from dailylog.models.leave_request import LeaveRequest
from dailylog.models.leave_return import LeaveReturn
from dailylog.models.opening_balance import OpeningBalance
from dailylog.models.overtime import Overtime
from dailylog.models.overtime_order import OvertimeOrder
from dailylog.models.presence import PresenceCorrection, PresenceTap, TapKind
from dailylog.models.requests import RequestState
from dailylog.models.task import Task, TaskAnswer

#: What somebody asks for and a superior decides on.
Request = PresenceCorrection | LeaveRequest | LeaveReturn

__all__ = [
    "Activity",
    "ActivityDraft",
    "ActivityStatus",
    "Attendance",
    "AttendanceMode",
    "Decision",
    "Disturbance",
    "Evidence",
    "Finding",
    "FindingKind",
    "FindingReview",
    "FindingState",
    "Leave",
    "LeaveKind",
    "LeaveRequest",
    "LeaveReturn",
    "OpeningBalance",
    "Overtime",
    "OvertimeOrder",
    "PresenceCorrection",
    "PresenceTap",
    "Request",
    "RequestState",
    "ReturnReason",
    "TapKind",
    "Task",
    "TaskAnswer",
    "Verdict",
]
