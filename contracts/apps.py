"""contracts: what was promised."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """The app that knows what was promised."""

    name = "contracts"
    verbose_name = "Perjanjian kinerja"

    def ready(self) -> None:
        """Register the interchange tables and the menu entries."""
        import contracts.importers
        import contracts.menu
        import contracts.move_effects
        import contracts.nip_effects
        import contracts.planning_tables
        import contracts.remarks
        import contracts.sealed
        import contracts.superior_doubts  # noqa: F401 -- registration needs the models to be loaded
