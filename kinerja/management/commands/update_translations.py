"""Bring locale/en up to the sentences of the source."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja import translations


class Command(BaseCommand):
    """``manage.py update_translations``: new sentences appear without a translation, gone ones disappear."""

    help = "Collects the Indonesian sentences of modules and templates into locale/en/LC_MESSAGES/django.po."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Update and count."""
        total = translations.update()
        self.stdout.write(f"{total} sentences, {len(translations.faults())} of them still to translate.")
