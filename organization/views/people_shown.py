"""The list of people as it is drawn."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kinerja.ui.fragments import kept
from organization.forms.people import PeopleFilter
from organization.queries.people import read_page
from organization.views.pages import page_of

PAGE_SIZE = 50


class Board(NamedTuple):
    """The page below its heading, and how many people the heading counts."""

    people: int
    html: SafeString


@kept(64)
def people_board(
    text: str,
    opds: tuple[tuple[int, str], ...],
    asked: tuple[tuple[str, str], ...],
    *,
    query: str,
    may_read_board: bool,
) -> Board:
    """What a ``page_text`` says, below the filter as it was ``asked``; ``query`` are the address's other parameters."""
    rows, number, count = read_page(text)
    context = {
        "page": page_of(rows, number=number, count=count, size=PAGE_SIZE),
        "rows": rows,
        "query": query,
        "filter": PeopleFilter(dict(asked), opds),
        "may_read_board": may_read_board,
    }
    return Board(count, render_to_string("organization/_people_board.html", context))
