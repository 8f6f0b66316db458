"""Django's list of a table, as plain cells, and no longer than somebody turns its pages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.utils.http import urlencode

from organization.back_door.shown import Cell, cells, label_of

if TYPE_CHECKING:
    from organization.back_door.rows import RawRows

    Pages = Paginator[Any]
else:
    Pages = Paginator

#: Rows that a list leads to, the newest ones; older rows are found by their key. Turning further reads whole tables.
NEWEST = 2000


class NewestPages(Pages):
    """Pages of the first ``NEWEST`` rows; only these are counted."""

    @cached_property
    def count(self) -> int:
        """Rows that the pages lead to."""
        rows: Any = self.object_list
        found: int = rows[:NEWEST].count()
        return found


class RawList(ChangeList):
    """Django's list of a table, as plain cells."""

    model_admin: RawRows
    list_display: tuple[str, ...]

    @property
    def headings(self) -> list[str]:
        """The words above the columns."""
        return [label_of(self.model_admin, name) for name in self.list_display]

    @property
    def lines(self) -> list[tuple[str, list[Cell]]]:
        """The address of each row, and its cells."""
        return [
            (self.model_admin.address(row), cells(self.model_admin, row, self.list_display, linked=False))
            for row in self.result_list
        ]

    @property
    def page(self) -> Any:
        """The page of the paginator, for the links to its neighbours."""
        return self.paginator.get_page(self.page_num)

    @property
    def kept(self) -> str:
        """The parameters that a link to another page keeps."""
        return f"{urlencode({SEARCH_VAR: self.query})}&" if self.query else ""

    @property
    def cut(self) -> int:
        """How many rows are shown at most, where there may be more; else 0."""
        return NEWEST if self.result_count == NEWEST else 0
