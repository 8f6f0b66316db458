"""The pages of the cascade as they are drawn: what to look at, what is missing, the plan with its targets."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from contracts.queries import gaps as missing
from contracts.queries.cascade import TABLES, Look, branch_of, cascade_in
from kinerja.ui.fragments import kept
from kinerja.ui.lasting import lasting

#: A cascade of at most so many targets is shown with all branches open.
OPEN = 40
PAGE_SIZE = 50


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


class Branch(NamedTuple):
    """A target with what is above and below it, as it is drawn under its heading; of a part only what is below."""

    indicator: str
    holder: str
    post: str
    html: SafeString


@lasting(*TABLES)
def branch(look: Look, target: int, page: str, query: str, viewer: int, *, part: bool) -> Branch:
    """One target with those above it and a page of what is derived from it; ``part``: what is derived alone."""
    path, found, whole = branch_of(look, target)
    context = {
        "path": path,
        "branch": found,
        "page": Paginator(found.children, len(found.children) or 1 if whole else PAGE_SIZE).get_page(page),
        "query": query,
        "open": whole and len(found.children) <= OPEN,
        "viewer": viewer,
    }
    html = render_to_string(f"contracts/planning/{'_opened' if part else '_around'}.html", context)
    return Branch(found.target.indicator, found.target.agreement.holder.name, found.post, html)


@lasting(*TABLES)
def gaps(look: Look, kind: str, page: str, query: str, viewer: int) -> SafeString:
    """A page of the gaps of one kind; of targets that hang on nothing the most frequent indicators as well."""
    found = missing.Gaps(look, kind)
    context = {
        "kind": kind,
        "page": Paginator(found, PAGE_SIZE).get_page(page),
        "groups": found.by_indicator(PAGE_SIZE // 5) if kind == missing.LOOSE else (),
        "query": query,
        "viewer": viewer,
    }
    return render_to_string("contracts/planning/_gaps.html", context)
