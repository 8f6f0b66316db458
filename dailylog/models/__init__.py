"""What was done."""

from dailylog.models.activity import Activity, ActivityStatus
from dailylog.models.attendance import Attendance, AttendanceMode
from dailylog.models.leave import Leave, LeaveKind
from dailylog.models.overtime import Overtime

__all__ = ["Activity", "ActivityStatus", "Attendance", "AttendanceMode", "Leave", "LeaveKind", "Overtime"]
