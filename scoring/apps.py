"""scoring: what it amounts to."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The app that knows what it amounts to."""

    name = "scoring"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        """Register the interchange tables, the results that ``export_table`` gives, and the entries of the menu."""
        import scoring.agreement_results
        import scoring.importers
        import scoring.remarks  # noqa: F401 -- registration needs the models to be loaded
        from scoring.exports import register_exports
        from scoring.limits import register_limits
        from scoring.menu import register_menu

        register_exports()
        register_limits()
        register_menu()
