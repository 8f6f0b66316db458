"""The ground as a Django app, so that its commands and template tags are found."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class KinerjaConfig(AppConfig):
    """Holds no models of any domain."""

    name = "kinerja"
    verbose_name = "Kinerja"

    def ready(self) -> None:
        """Guards are hardened once all migrations have run; connections plan what is prepared once."""
        from kinerja.guards import after_migrating
        from kinerja.prepared import plan_once

        post_migrate.connect(after_migrating, sender=self, dispatch_uid="kinerja.guards")
        connection_created.connect(plan_once, dispatch_uid="kinerja.prepared")
