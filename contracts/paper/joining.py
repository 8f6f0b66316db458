"""Joins parts of a volume into one PDF while it is written: memory holds one part, whatever the number of pages.

The order of objects in a file is free. So the parts come first, as they are read; then the contents, whose links need
to know where the pages are; last the tree of pages, bookmarks, labels and the table of objects.
"""

from __future__ import annotations

import hashlib
import io
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

#: What the links of the contents begin with; the page of the volume follows.
LINK = "volume:"
#: A comment of high bytes tells others that the file is not text.
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES = 1, 2
#: What makes the contents an archive's file is taken over for the whole.
_TAKEN = ("/OutputIntents", "/Lang", "/Metadata")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's side bar; ``page`` counts from one within the volume."""

    label: str
    page: int
    below: list[Bookmark]


class Joining:
    """A PDF that is being written: each step gives the bytes that it adds."""

    def __init__(self) -> None:
        self._places = array("Q", [0, 0])
        self._length = 0
        self._digest = hashlib.sha256()
        self._begun = False
        #: Object numbers of the pages of the volume, and of the contents.
        self.body: list[int] = []
        self.front: list[int] = []
        self._catalog = generic.DictionaryObject()

    def add(self, pdf: bytes) -> Iterator[bytes]:
        """A part, behind those that are there."""
        yield from self._begin()
        yield from self._take(pdf, self.body)

    def add_contents(self, pdf: bytes) -> Iterator[bytes]:
        """A part of the contents, in front of all parts but behind other contents; its links find their pages."""
        yield from self._begin()
        yield from self._take(pdf, self.front)

    def end(self, *, bookmarks: Sequence[Bookmark], duplex: bool = False) -> Iterator[bytes]:
        """Everything that holds the pages together."""
        catalog = self._catalog
        catalog[pdf_name("/Type")] = pdf_name("/Catalog")
        catalog[pdf_name("/Pages")] = _ref(_PAGES)
        catalog[pdf_name("/PageLabels")] = _page_labels(len(self.front))
        if duplex:
            both_sides = generic.DictionaryObject({pdf_name("/Duplex"): pdf_name("/DuplexFlipLongEdge")})
            catalog[pdf_name("/ViewerPreferences")] = both_sides
        if bookmarks:
            root = self._number()
            catalog[pdf_name("/Outlines")] = _ref(root)
            yield from self._outline(root, generic.DictionaryObject(), bookmarks, closed=False)
        kids = generic.ArrayObject([_ref(number) for number in (*self.front, *self.body)])
        tree = {"/Type": pdf_name("/Pages"), "/Kids": kids, "/Count": generic.NumberObject(len(kids))}
        yield self._write(_PAGES, generic.DictionaryObject({pdf_name(key): value for key, value in tree.items()}))
        yield self._write(_CATALOG, catalog)
        yield from self._table()

    def _begin(self) -> Iterator[bytes]:
        if not self._begun:
            self._begun = True
            yield self._count(_HEAD)

    def _take(self, pdf: bytes, into: list[int]) -> Iterator[bytes]:
        reader: Any = PdfFileReader(io.BytesIO(pdf))
        numbers: dict[int, int] = {}
        for page in reader.root["/Pages"].raw_get("/Kids"):
            # Upwards the tree of the part leads to all its other pages; here the volume's takes its place.
            numbers[page.idnum] = self._number()
            into.append(numbers[page.idnum])
        parent = reader.root.raw_get("/Pages")
        numbers[parent.idnum] = _PAGES
        waiting = [number for number in numbers if number != parent.idnum]
        if into is self.front and len(self._catalog) == 0:
            for key in _TAKEN:
                self._catalog[pdf_name(key)] = self._renumbered(reader.root.raw_get(key), numbers, waiting)
        # Numbers are given as objects are met, so that what pages share is written once.
        for old in waiting:
            yield self._write(numbers[old], self._renumbered(reader.get_object(_ref(old)), numbers, waiting))

    def _renumbered(self, value: Any, numbers: dict[int, int], waiting: list[int]) -> Any:
        """The same object with references as they are in the volume; whatever it leads to waits to be written."""
        if isinstance(value, generic.IndirectObject):
            if value.idnum not in numbers:
                numbers[value.idnum] = self._number()
                waiting.append(value.idnum)
            return _ref(numbers[value.idnum])
        if isinstance(value, generic.ArrayObject):
            return generic.ArrayObject([self._renumbered(each, numbers, waiting) for each in value])
        if isinstance(value, generic.DictionaryObject):
            entries = {key: self._renumbered(value.raw_get(key), numbers, waiting) for key in value}
            if isinstance(value, generic.StreamObject):
                return generic.StreamObject(entries, encoded_data=value.encoded_data)
            return self._aimed(generic.DictionaryObject(entries))
        return value

    def _aimed(self, entries: Any) -> Any:
        """A link of the contents, led to its page."""
        action = entries.get("/A") if entries.get("/Subtype") == "/Link" else None
        address = str(action.get("/URI", "")) if isinstance(action, generic.DictionaryObject) else ""
        if address.startswith(LINK):
            del entries["/A"]
            entries[pdf_name("/Dest")] = self._place_of(int(address.removeprefix(LINK)))
        return entries

    def _place_of(self, page: int) -> Any:
        return generic.ArrayObject([_ref(self.body[page - 1]), pdf_name("/Fit")])

    def _outline(self, number: int, item: Any, marks: Sequence[Bookmark], *, closed: bool) -> Iterator[bytes]:
        """An entry of the outline, after all that is below it."""
        numbers = [self._number() for _ in marks]
        for index, mark in enumerate(marks):
            below = generic.DictionaryObject(
                {
                    pdf_name("/Title"): generic.pdf_string(mark.label),
                    pdf_name("/Parent"): _ref(number),
                    pdf_name("/Dest"): self._place_of(mark.page),
                }
            )
            if index:
                below[pdf_name("/Prev")] = _ref(numbers[index - 1])
            if index + 1 < len(marks):
                below[pdf_name("/Next")] = _ref(numbers[index + 1])
            yield from self._outline(numbers[index], below, mark.below, closed=True)
        if marks:
            item[pdf_name("/First")] = _ref(numbers[0])
            item[pdf_name("/Last")] = _ref(numbers[-1])
            # Closed at first: a negative count.
            item[pdf_name("/Count")] = generic.NumberObject(-len(marks) if closed else len(marks))
        yield self._write(number, item)

    def _number(self) -> int:
        self._places.append(0)
        return len(self._places)

    def _write(self, number: int, value: Any) -> bytes:
        self._places[number - 1] = self._length
        out = io.BytesIO()
        out.write(b"%d 0 obj\n" % number)
        value.write_to_stream(out, None)
        out.write(b"\nendobj\n")
        return self._count(out.getvalue())

    def _count(self, content: bytes) -> bytes:
        self._length += len(content)
        self._digest.update(content)
        return content

    def _table(self) -> Iterator[bytes]:
        at = self._length
        yield b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._places) + 1)
        for first in range(0, len(self._places), 1000):
            yield b"".join(b"%010d 00000 n \n" % place for place in self._places[first : first + 1000])
        # The identifier comes from the content, as a paper's own does.
        mark = self._digest.hexdigest()[:32].encode()
        yield b"trailer\n<< /Size %d /Root %d 0 R /ID [<%s> <%s>] >>\n" % (len(self._places) + 1, _CATALOG, mark, mark)
        yield b"startxref\n%d\n%%%%EOF\n" % at


def _ref(number: int) -> Any:
    return generic.IndirectObject(number, 0, None)


def _page_labels(front: int) -> Any:
    def style(name: str) -> Any:
        return generic.DictionaryObject({pdf_name("/S"): pdf_name(name)})

    numbers = [generic.NumberObject(0), style("/r"), generic.NumberObject(front), style("/D")]
    return generic.DictionaryObject({pdf_name("/Nums"): generic.ArrayObject(numbers)})
