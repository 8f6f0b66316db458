"""The site: one index and the pages of each registered table, for whoever is operator today."""

from __future__ import annotations

from functools import update_wrapper
from importlib import import_module
from typing import Any, cast

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import include, path
from django.utils.module_loading import module_has_submodule
from django.views.decorators.http import require_safe

from organization import policies
from organization.actions import second_factor
from organization.back_door.rows import RawRows


class BackDoor(AdminSite):
    """Django's admin without its own ways to log in, to change passwords, to search across tables or to add models.

    Django's pages of those kinds are not switched off but not there: only what ``get_urls`` names has an address.
    """

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor is operator today."""
        return policies.may_open_back_door(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let in operators; 404 for others. Who owes a second step is led to it, also in the middle of a session."""

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            if policies.needs_second_factor(request.user) and not second_factor.is_asked(request.user.pk or 0):
                return redirect("second_factor")
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer

        return update_wrapper(guarded, view)

    def get_urls(self) -> list[Any]:
        """The index, and for each table its list, its rows and their history."""
        tables = [
            path(f"{rows.opts.app_label}/{rows.opts.model_name}/", include(rows.get_urls())) for rows in self.rows
        ]
        return [path("", self.admin_view(require_safe(self.index)), name="index"), *tables]

    @property
    def rows(self) -> list[RawRows]:
        """The tables that are registered, by their names."""
        found = [cast(RawRows, rows) for rows in self._registry.values()]
        return sorted(found, key=lambda one: str(one.opts.verbose_name))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing: the pages have the shell of the house."""
        return {}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Every table, what it is good for, and whether something can be mended there."""
        rows = self.rows
        context = {
            "mended": [one for one in rows if one.mendable],
            "looked_at": [one for one in rows if not one.mendable],
        }
        return TemplateResponse(request, "organization/back_door/index.html", context)


site = BackDoor(name="admin")


def tables() -> BackDoor:
    """The site, once every app has registered its tables."""
    for config in apps.get_app_configs():
        if not config.name.startswith("django.") and module_has_submodule(config.module, "admin"):
            import_module(f"{config.name}.admin")
    return site
