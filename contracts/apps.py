"""contracts: what was promised."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """The app that knows what was promised."""

    name = "contracts"
    verbose_name = "Perjanjian kinerja"

    def ready(self) -> None:
        """Register the interchange tables."""
        import contracts.importers  # noqa: F401 -- registration needs the models to be loaded
