"""The entries of this app in the menu."""

from django.utils.translation import gettext_lazy as _

from dailylog.policies import decides_for_others, inspects, keeps_log, watches_others
from kinerja.menu import MenuItem, register


def register_menu() -> None:
    """Make the entries known."""
    today = {"day_log", "activity", "activity_edit", "findings", "tasks", "task_new"}
    today |= {"requests", "correction_new", "leave_new", "overtime_new", "leave_person"}
    register(MenuItem("day", _("Hari ini"), "day", "today", keeps_log, 10, frozenset(today)))
    waiting = frozenset({"approval_day"})
    register(MenuItem("approve", _("Persetujuan"), "approve", "approvals", decides_for_others, 15, waiting))
    inspected = frozenset({"inspection_month", "inspection_finding"})
    register(MenuItem("inspect", _("Pengawasan"), "shield", "inspection", inspects, 17, inspected))
    team = frozenset({"team_day", "team_month", "team_heat"})
    register(MenuItem("team", _("Tim"), "team", "team_today", watches_others, 16, team))
