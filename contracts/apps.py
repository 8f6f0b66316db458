"""contracts: what was promised."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """The app that knows what was promised."""

    name = "contracts"
    verbose_name = "Perjanjian kinerja"
