"""``renew_signing_keys``: the second step of changing the key under which signing keys are kept."""

from typing import Any

from django.core.management.base import BaseCommand

from contracts.signing.authority import take_new_storage_key
from kinerja.audit import acting


class Command(BaseCommand):
    """Thin door to ``take_new_storage_key``."""

    help = "After putting a new key first in KINERJA_SIGNING_KEY: moves the authority to it and ends old certificates."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many; a second time there is nothing left to do."""
        with acting("renew_signing_keys"):
            moved, ended = take_new_storage_key()
        self.stdout.write(f"{moved} re-encrypted, {ended} certificates ended")
