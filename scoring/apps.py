"""scoring: what it amounts to."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """The app that knows what it amounts to."""

    name = "scoring"
    verbose_name = "Penilaian"

    def ready(self) -> None:
        """Register the interchange tables, and make the results known to ``export_table``."""
        import scoring.importers  # noqa: F401 -- registration needs the models to be loaded
        from scoring.exports import register_exports

        register_exports()
