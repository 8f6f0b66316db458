"""dailylog: what was done."""

from django.apps import AppConfig


class DailyLogConfig(AppConfig):
    """The app that knows what was done."""

    name = "dailylog"
    verbose_name = "Catatan harian"
