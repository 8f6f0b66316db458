"""The pages of one table: look at rows, at what history says of them, and mend the fields named ``mendable``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin, ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.errors import DomainError
from kinerja.ui.address import client_address
from organization import policies
from organization.actions import mending, second_factor
from organization.actions.confirm import confirm_identity
from organization.back_door.listing import NewestPages, RawList
from organization.back_door.shown import cells
from organization.back_door.trail import trail_of
from organization.forms.mending import MendForm
from organization.models import Employee

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    Admin = ModelAdmin[Any]
else:
    Admin = ModelAdmin

ROWS_ON_A_PAGE = 50


class RawRows(Admin):
    """Rows of a table as they are, for the operator: nothing is added, nothing deleted, nothing done to many at once.

    ``list_display`` and ``facts`` name the fields that the list and a row show; what neither names is shown nowhere,
    in history neither. ``purpose`` says what the table is looked at for. ``mendable`` are the fields that may be
    changed; only a table whose changes are ``watched`` by history has any, or a page of its history.
    """

    purpose: str | StrPromise = ""
    list_display: tuple[str, ...]
    facts: tuple[str, ...] = ()
    mendable: tuple[str, ...] = ()
    watched = True
    words: dict[str, str | StrPromise] = {}
    #: What the search finds by, in full: only what an index answers.
    search_words: str | StrPromise = ""

    actions = None
    list_per_page = list_max_show_all = ROWS_ON_A_PAGE
    ordering = ("-pk",)
    paginator = NewestPages
    preserve_filters = False
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()
    change_list_template = "organization/back_door/list.html"
    form = MendForm

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor is operator today."""
        return policies.may_open_back_door(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The same."""
        return policies.may_open_back_door(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The operator, where a field may be mended."""
        return bool(self.mendable) and policies.may_open_back_door(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """No parameter of an address filters: by Django's default even what is not shown could be guessed by it."""
        return False

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Rows have one address."""
        return False

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """What the list's columns refer to."""
        return tuple(name for name in self.list_display if isinstance(self.opts.get_field(name), ForeignKey))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list with plain cells."""
        return RawList

    def get_urls(self) -> list[Any]:
        """The list, a row, and its history where there is one; no page to add or to delete."""
        guard, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        looked_at = require_http_methods(["GET", "HEAD", "POST"])(self.change_view)
        found = [
            path("", guard(require_safe(self.changelist_view)), name=f"{name}_changelist"),
            path("<str:object_id>/", guard(looked_at), name=f"{name}_change"),
        ]
        if self.watched:
            kept = guard(require_safe(self.history_view))
            found.append(path("<str:object_id>/riwayat/", kept, name=f"{name}_history"))
        return found

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back from the list."""
        return [(pgettext("operator", "Pintu belakang"), reverse("admin:index"))]

    def _way_back(self) -> list[tuple[str, str]]:
        return [*self.crumbs, (capfirst(str(self.opts.verbose_name)), self.address())]

    def title(self, row: Any) -> str:
        """What a row is called above its page."""
        return str(row)

    def address(self, row: Model | None = None, page: str = "change") -> str:
        """Where the list is, or a row, or its history."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_{page}", args=[row.pk]) if row is not None else reverse(f"{name}_changelist")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A row; where something may be mended, with a form that asks for the reason and who one is."""
        row = self._row_or_404(request, object_id)
        if not self.has_change_permission(request, row):
            if request.method == "POST":
                raise PermissionDenied
            return self._row_page(request, row, None)
        form = self._form(request, row)
        if request.method == "POST" and form.is_valid() and self._mended(request, row, form):
            messages.success(request, _("Baris diperbaiki. Alasan dan nama Anda tercatat dalam riwayatnya."))
            return redirect(self.address(row))
        return self._row_page(request, row, form)

    def _row_page(self, request: HttpRequest, row: Model, form: MendForm | None) -> HttpResponse:
        # What a refused form has put on the row is not what stands in the table.
        row.refresh_from_db()
        context = {
            "admin": self,
            "row": row,
            "title": self.title(row),
            "facts": cells(self, row, self.facts),
            "form": form,
            "history": self.address(row, "history") if self.watched else "",
            "crumbs": self._way_back(),
        }
        status = 422 if form is not None and form.errors else 200
        return render(request, "organization/back_door/row.html", context, status=status)

    def _form(self, request: HttpRequest, row: Model) -> MendForm:
        kind: Any = modelform_factory(self.model, form=self.form, fields=self.mendable)
        data = request.POST if request.method == "POST" else None
        asks_code = second_factor.is_asked(_operator(request).pk)
        form: MendForm = kind(data, instance=row, asks_code=asks_code)
        return form

    def _mended(self, request: HttpRequest, row: Model, form: MendForm) -> bool:
        values = form.cleaned_data
        try:
            confirm_identity(
                by=_operator(request),
                password=values["password"],
                code=values.get("code", ""),
                address=client_address(request),
            )
            changes = {name: values[name] for name in self.mendable}
            mending.mend(model=self.model, pk=row.pk, changes=changes, reason=values["reason"])
        except DomainError as error:
            form.add_domain_error(error)
            return False
        return True

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What history says of a row, the newest first."""
        row = self._row_or_404(request, object_id)
        context = {
            "admin": self,
            "title": self.title(row),
            "trail": trail_of(self, row),
            "crumbs": [*self._way_back(), (self.title(row), self.address(row))],
        }
        return render(request, "organization/back_door/trail.html", context)

    def _row_or_404(self, request: HttpRequest, object_id: str | None) -> Model:
        row: Model | None = self.get_object(request, object_id or "")
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row


def _operator(request: HttpRequest) -> Employee:
    if not isinstance(request.user, Employee):
        raise PermissionDenied
    return request.user
