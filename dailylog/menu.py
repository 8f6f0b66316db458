"""The entries of this app in the menu."""

from django.utils.translation import gettext_lazy as _

from dailylog.policies import keeps_log
from kinerja.menu import MenuItem, register


def register_menu() -> None:
    """Make the entries known."""
    today = frozenset({"day_log", "activity", "activity_edit", "activity_remove"})
    register(MenuItem("day", _("Hari ini"), "day", "today", keeps_log, 10, today))
