"""Joins parts of a volume into one PDF: pages, their labels, links of the contents, bookmarks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter

#: What the links of the contents begin with; the page of the volume follows.
LINK = "volume:"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's side bar; ``page`` counts from one within the volume."""

    label: str
    page: int
    below: list[Bookmark]


def join(
    contents: bytes, parts: Iterable[bytes], *, bookmarks: list[Bookmark], title: str, duplex: bool = False
) -> bytes:
    """The contents, then the parts. What makes the contents an archive's file is taken over for the whole."""
    writer = PdfFileWriter(stream_xrefs=True)
    front, catalog = _import(writer, contents)
    body = [page for part in parts for page in _import(writer, part)[0]]
    volume = _hang_pages(writer, [*front, *body])[len(front) :]
    for page in front:
        _aim_links(page, volume)
    for key in ("/OutputIntents", "/Lang", "/Metadata"):
        writer.root[pdf_name(key)] = catalog[key]
    writer.root[pdf_name("/PageLabels")] = _page_labels(len(front))
    if duplex:
        both_sides = generic.DictionaryObject({pdf_name("/Duplex"): pdf_name("/DuplexFlipLongEdge")})
        writer.root[pdf_name("/ViewerPreferences")] = both_sides
    if bookmarks:
        writer.root[pdf_name("/Outlines")] = _outlines(writer, bookmarks, volume)
    writer.update_root()
    writer.document_meta.title = title
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _import(writer: PdfFileWriter, pdf: bytes) -> tuple[list[Any], Any]:
    """The pages of a PDF and its catalog as objects of the writer; what pages share is brought over once."""
    reader: Any = PdfFileReader(io.BytesIO(pdf))
    tree = reader.root["/Pages"]
    pages = [ref.get_object() for ref in tree.raw_get("/Kids")]
    for page in pages:
        # Upwards the tree leads to all the other pages; the writer has a tree of its own.
        del page["/Parent"]
    kept = generic.DictionaryObject({key: reader.root.raw_get(key) for key in reader.root if key != "/Pages"})
    bundle = generic.ArrayObject([generic.ArrayObject(pages), kept])
    bundle.container_ref = reader.root.get_container_ref()
    brought: Any = writer.import_object(bundle)
    return list(brought[0]), brought[1]


def _hang_pages(writer: PdfFileWriter, pages: Sequence[Any]) -> list[Any]:
    """The pages as the writer's whole tree; its own way of adding one looks through all that are there."""
    tree_ref = writer.root.raw_get("/Pages")
    tree: Any = tree_ref.get_object()
    for page in pages:
        page[pdf_name("/Parent")] = tree_ref
        tree["/Kids"].append(writer.add_object(page))
    tree[pdf_name("/Count")] = generic.NumberObject(len(pages))
    return list(tree["/Kids"])


def _aim_links(page: Any, volume: Sequence[Any]) -> None:
    for annotation in page.get("/Annots", ()):
        link = annotation.get_object()
        address = str(link["/A"]["/URI"]) if "/A" in link else ""
        if address.startswith(LINK):
            del link["/A"]
            target = volume[int(address.removeprefix(LINK)) - 1]
            link[pdf_name("/Dest")] = generic.ArrayObject([target, pdf_name("/Fit")])


def _page_labels(front: int) -> Any:
    def style(name: str) -> Any:
        return generic.DictionaryObject({pdf_name("/S"): pdf_name(name)})

    numbers = [generic.NumberObject(0), style("/r"), generic.NumberObject(front), style("/D")]
    return generic.DictionaryObject({pdf_name("/Nums"): generic.ArrayObject(numbers)})


def _outlines(writer: PdfFileWriter, bookmarks: list[Bookmark], volume: Sequence[Any]) -> Any:
    root = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Outlines")})
    reference = writer.add_object(root)
    _hang(writer, root, reference, bookmarks, volume)
    return reference


def _hang(writer: PdfFileWriter, parent: Any, parent_ref: Any, marks: list[Bookmark], volume: Sequence[Any]) -> None:
    items = [generic.DictionaryObject() for _ in marks]
    references = [writer.add_object(item) for item in items]
    for index, (mark, item) in enumerate(zip(marks, items, strict=True)):
        item[pdf_name("/Title")] = generic.pdf_string(mark.label)
        item[pdf_name("/Parent")] = parent_ref
        item[pdf_name("/Dest")] = generic.ArrayObject([volume[mark.page - 1], pdf_name("/Fit")])
        if index:
            item[pdf_name("/Prev")] = references[index - 1]
        if index + 1 < len(marks):
            item[pdf_name("/Next")] = references[index + 1]
        if mark.below:
            _hang(writer, item, references[index], mark.below, volume)
            # Closed at first: a negative count.
            item[pdf_name("/Count")] = generic.NumberObject(-len(mark.below))
    parent[pdf_name("/First")] = references[0]
    parent[pdf_name("/Last")] = references[-1]
    parent[pdf_name("/Count")] = generic.NumberObject(len(marks))
