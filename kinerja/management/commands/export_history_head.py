"""export_history_head: the head of the chain on standard output, to be kept where this server cannot reach."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.models import HistorySeal


class Command(BaseCommand):
    """``export_history_head``; exit status 1 while there is none."""

    help = "Print the head of the chain over history: number:sha256."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, nothing else."""
        head = HistorySeal.objects.last()
        if head is None:
            raise CommandError("Riwayat belum disegel.")
        self.stdout.write(head.head)
