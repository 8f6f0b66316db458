"""Many papers bound in one file: contents first, then each paper, with bookmarks and pages numbered through.

Papers are laid out one after another and written out in parts, so that memory does not grow with the volume's laid
out pages; the parts are joined at the end. A volume is for the print room: PDF/A-3u, and without the tags that each
paper by itself carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.template.loader import render_to_string

from contracts.paper.joining import Bookmark, Joining
from contracts.paper.layout import Sheet
from contracts.paper.printer import PRINTER, Sitting
from contracts.paper.render import sheet_of
from contracts.paper.sheet import Look
from contracts.rules.deed import Deed

#: Fonts inside, letters readable, no tags.
VARIANT = "pdf/a-3u"
#: After so many laid out pages a part is written and its memory given back.
PART_PAGES = 100
#: A page without anything on it.
EMPTY = '<html lang="id"><body></body></html>'
#: So many lines of the contents are laid out at a time.
CONTENTS = 1000


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper of a volume: the unit below which it stands, its deed, how it is shown."""

    group: str
    deed: Deed
    look: Look = PLAIN


class Entry(NamedTuple):
    """A line of the contents; ``page`` counts from one within the volume."""

    group: str
    holder: str
    post: str
    number: str
    page: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some papers of a volume as PDF, with their lines of the contents; ``pages`` is its length."""

    content: bytes
    entries: list[Entry]
    pages: int
    paper: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What some pages of the contents know of the whole: ``front`` pages of contents stand before them.

    ``fill`` ends them with the back of a sheet.
    """

    title: str
    scope: str
    paper_size: str
    count: int
    front: int
    fill: bool


def lay_parts(
    papers: Iterable[Bound], *, logo_of: Callable[[Deed], bytes | None], first_page: int = 1, duplex: bool = False
) -> Iterator[Part]:
    """Lay out paper after paper; a part comes as soon as it is full, before the next paper is asked for.

    ``papers`` come in the order of the volume, those of a unit together. ``logo_of`` gives the coat of arms that a deed
    names; ``first_page`` is the page of the volume on which the first paper begins. With ``duplex`` each paper ends
    with the back of a sheet, empty where need be, so that printed on both sides the next begins a sheet of its own.
    A part is one sitting of the press. Raises ``UnprintableError`` for a paper beyond its limits.
    """
    waiting = iter(papers)
    free = first_page
    while True:
        with PRINTER.sitting() as sitting:
            part = _lay_part(waiting, sitting, free, logo_of=logo_of, duplex=duplex)
        if not part.pages:
            return
        yield part
        free += part.pages


def _lay_part(
    papers: Iterator[Bound], sitting: Sitting, first: int, *, logo_of: Callable[[Deed], bytes | None], duplex: bool
) -> Part:
    """Papers until a part is full or none is left; ``first`` is the page of the volume on which the part begins."""
    entries: list[Entry] = []
    free, paper_size = first, ""
    for paper in papers:
        look = replace(paper.look, bound_from=free)
        entries.append(_entry(paper, free))
        free += sitting.lay(sheet_of(paper.deed, look, logo=logo_of(paper.deed)))
        paper_size = paper.deed.paper
        if duplex and free % 2 == 0:
            free += sitting.lay(Sheet(EMPTY, (f"{paper_size}.css",)))
        if free - first >= PART_PAGES:
            break
    content = sitting.write(VARIANT) if entries else b""
    return Part(content, entries, free - first, paper_size)


def put_together(parts: Iterable[Part], *, title: str, scope: str, duplex: bool = False) -> Iterator[bytes]:
    """The volume piece by piece: contents, then the parts in their order. Raises ``ValueError`` for none.

    With ``duplex`` the contents fill whole sheets too, and a reader's print dialogue proposes both sides.
    """
    joining = Joining()
    entries: list[Entry] = []
    paper_size = ""
    for part in parts:
        entries += part.entries
        paper_size = paper_size or part.paper
        yield from joining.add(part.content)
    if not entries:
        raise ValueError("nothing to bind")
    front = 0
    for at in range(0, len(entries), CONTENTS):
        last = at + CONTENTS >= len(entries)
        contents = Contents(title, scope, paper_size, len(entries), front, fill=duplex and last)
        pdf, pages = _contents(entries[at : at + CONTENTS], contents)
        front += pages
        yield from joining.add_contents(pdf)
    yield from joining.end(bookmarks=_bookmarks(entries), duplex=duplex)


def bind(
    papers: Iterable[Bound],
    *,
    title: str,
    scope: str,
    logo_of: Callable[[Deed], bytes | None] = lambda _deed: None,
    duplex: bool = False,
) -> bytes:
    """The volume as PDF in one go. Raises ``ValueError`` when there is nothing to bind."""
    parts = lay_parts(papers, logo_of=logo_of, duplex=duplex)
    return b"".join(put_together(parts, title=title, scope=scope, duplex=duplex))


def _entry(paper: Bound, page: int) -> Entry:
    party = paper.deed.first_party
    return Entry(paper.group, party.name, party.position, paper.deed.number, page)


def _contents(entries: list[Entry], contents: Contents) -> tuple[bytes, int]:
    """Some pages of the contents, laid out in a sitting of their own, and how many they are."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    page = render_to_string(
        "contracts/paper/contents.html",
        {
            "title": contents.title,
            "scope": contents.scope,
            "groups": list(groups.items()),
            "count": contents.count,
            "begins": contents.front == 0,
        },
    )
    size = f"{contents.paper_size}.css"
    counting = f"@page :first {{ counter-reset: page {contents.front} }}"
    with PRINTER.sitting() as sitting:
        pages = sitting.lay(Sheet(page, (size, "paper.css", "contents.css"), counting))
        if contents.fill and (contents.front + pages) % 2:
            pages += sitting.lay(Sheet(EMPTY, (size,)))
        return sitting.write(VARIANT), pages


def _bookmarks(entries: list[Entry]) -> list[Bookmark]:
    marks: list[Bookmark] = []
    for entry in entries:
        if not marks or marks[-1].label != entry.group:
            marks.append(Bookmark(entry.group, entry.page, []))
        marks[-1].below.append(Bookmark(f"{entry.holder}, {entry.post}", entry.page, []))
    return marks
