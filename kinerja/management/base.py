"""What commands that call actions share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.errors import DomainError


class DomainCommand(BaseCommand, ABC):
    """A thin door to an action: a domain error becomes one sentence on standard error and exit status 1."""

    @abstractmethod
    def run(self, **options: Any) -> None:
        """Do the work."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Call ``run`` and translate domain errors."""
        try:
            self.run(**options)
        except DomainError as error:
            raise CommandError(error.message) from error
