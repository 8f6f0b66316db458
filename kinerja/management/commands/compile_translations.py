"""Compile the translations, which the program reads at its start."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja import translations


class Command(BaseCommand):
    """``manage.py compile_translations``: .po to .mo, without the gettext programs."""

    help = "Writes the .mo file beside every locale/*/LC_MESSAGES/django.po."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and count."""
        self.stdout.write(f"{len(translations.compile_all())} languages compiled.")
