"""The pages of the cascade as they are drawn: what to look at, what is missing, the plan with its targets."""

from __future__ import annotations

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contracts.queries.cascade import cascade_in
from kinerja.ui.fragments import kept

#: A cascade of at most so many targets is shown with all branches open.
OPEN = 40


class Tree(NamedTuple):
    """A cascade as it is drawn; ``total`` targets are in it, all of them where it is ``whole``."""

    total: int
    whole: bool
    uncarried: int
    html: SafeString


@kept(32)
def tree(text: str, viewer: int, query: str, *, pruned: bool) -> Tree:
    """The plan with the targets on it, of a ``page_text``; the viewer's own are marked.

    ``query`` are the parameters of the address, ``pruned`` leaves out what nobody shown carries.
    """
    found = cascade_in(text, pruned=pruned)
    context = {"cascade": found, "viewer": viewer, "query": query, "open": found.whole and found.total <= OPEN}
    html = render_to_string("contracts/planning/_cascade.html", context)
    return Tree(found.total, found.whole, found.uncarried, html)


@kept(256)
def choices(years: tuple[int, ...], year: int, opds: tuple[tuple[str, str], ...], opd: str) -> SafeString:
    """Year and OPD of the cascade; ``opds`` are codes and names, ``opd`` is the code of the one that is looked at."""
    context = {"years": years, "year": year, "opds": opds, "opd": opd}
    return render_to_string("contracts/planning/_cascade_filter.html", context)


@kept(256)
def counts(gaps: tuple[tuple[str, str, int], ...], query: str) -> SafeString:
    """How many gaps there are: word in the address, what they are, how many."""
    return render_to_string("contracts/planning/_counts.html", {"gaps": gaps, "query": query})
