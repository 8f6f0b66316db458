"""The ground as a Django app, so that its commands and template tags are found."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KinerjaConfig(AppConfig):
    """Holds no models of any domain."""

    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Guards are hardened once all migrations have run."""
        from kinerja.guards import after_migrating

        post_migrate.connect(after_migrating, sender=self, dispatch_uid="kinerja.guards")
