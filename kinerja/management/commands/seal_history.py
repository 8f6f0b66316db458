"""seal_history: close a link of the chain now (beat does it every five minutes)."""

from typing import Any

from django.core.management.base import BaseCommand

from kinerja.chain.sealing import seal_history
from kinerja.models import HistorySeal


class Command(BaseCommand):
    """``seal_history``."""

    help = "Seal the rows of history that are new."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many links were made, and the head."""
        made = seal_history()
        self.stdout.write(f"{made} mata rantai baru; kepala {HistorySeal.objects.last() or '-'}")
