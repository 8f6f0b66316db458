"""The overview of units as it is drawn."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kinerja.ui.fragments import kept
from organization.queries.overview import overview


@kept(32)
def units_board(text: str, day: date, *, may_read_board: bool) -> SafeString:
    """What an ``overview_text`` of a day says."""
    context = {"sheets": overview(text, day), "may_read_board": may_read_board}
    return render_to_string("organization/_units_board.html", context)
