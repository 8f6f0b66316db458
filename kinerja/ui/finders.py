"""Finds the static files of apps whose pages use them, and those that are made from packages: the cut Bootstrap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from kinerja.ui import bootstrap


class AppsFinder(AppDirectoriesFinder):
    """Leaves out the styles and scripts of Django's admin: the back door has the look of the house and needs none."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        names = {config.name for config in apps.get_app_configs()} - {"django.contrib.admin"}
        super().__init__(names.intersection(app_names) if app_names else names, *args, **kwargs)


class PackageFinder(BaseFinder):
    """Serves ``vendor/bootstrap.css``, made when it is first asked for and kept with the other state."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.KINERJA_HOME / "made")

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing that could be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The absolute path of a made file, or nothing."""
        if path != "vendor/bootstrap.css":
            return [] if find_all else None
        found = str(self._made())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """All made files."""
        self._made()
        return [("vendor/bootstrap.css", self.storage)]

    def _made(self) -> Any:
        path = settings.KINERJA_HOME / "made" / "vendor" / "bootstrap.css"
        bootstrap.write(path)
        return path
