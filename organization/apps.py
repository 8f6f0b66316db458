"""organization: who is where, and when."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    """The app that knows who is where, and when."""

    name = "organization"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        """Register the interchange tables and the menu entry."""
        import organization.exports
        import organization.importers
        import organization.menu
        import organization.queries.doubts
        import organization.remarks
        import organization.sealed  # noqa: F401 -- registration needs the models to be loaded
