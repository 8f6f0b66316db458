"""dailylog: what was done."""

from django.apps import AppConfig


class DailyLogConfig(AppConfig):
    """The app that knows what was done."""

    name = "dailylog"
    verbose_name = "Catatan harian"

    def ready(self) -> None:
        """Register the interchange tables and the entries of the menu."""
        import dailylog.agreement_results
        import dailylog.importers
        import dailylog.nip_effects
        import dailylog.person_facts
        import dailylog.remarks
        import dailylog.sealed
        import dailylog.superior_doubts  # noqa: F401 -- registration needs the models to be loaded
        from dailylog.menu import register_menu

        register_menu()
