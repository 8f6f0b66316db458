"""The ground as a Django app, so that its commands and template tags are found."""

from django.apps import AppConfig


class KinerjaConfig(AppConfig):
    """Holds no models of any domain."""

    name = "kinerja"
    verbose_name = "Kinerja"
