"""scoring: what it amounts to."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The app that knows what it amounts to."""

    name = "scoring"
    verbose_name = "Penilaian"
