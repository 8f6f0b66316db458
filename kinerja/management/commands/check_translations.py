"""Fail when something on a page cannot be read in English."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinerja import translations
from kinerja.template_text import untranslated


class Command(BaseCommand):
    """``manage.py check_translations``: exit 1 with a list of what is missing."""

    help = "Lists sentences without an English translation, and words in templates that are not marked as sentences."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """List, then fail if there was anything to list."""
        found = translations.faults()
        for path in translations.templates():
            name = path.relative_to(settings.BASE_DIR).as_posix()
            found += [f"{name}:{line}: not marked for translation: {text!r}" for line, text in untranslated(path)]
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} sentences cannot be read in English.")
        self.stdout.write("Every sentence has its translation.")
