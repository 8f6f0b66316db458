"""What a browser sends of a page's form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

BOUNDARY = "----kinerja-form"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@dataclass(frozen=True)
class Form:
    """The fields of a form, and the names of files that nobody has chosen."""

    fields: Mapping[str, str]
    files: Sequence[str] = ()

    def filled(self, fields: Mapping[str, str]) -> Form:
        """The form with these fields typed."""
        return Form({**self.fields, **fields}, self.files)

    def body(self) -> bytes:
        """The form as multipart/form-data."""
        parts = [f'name="{name}"\r\n\r\n{value}\r\n' for name, value in self.fields.items()]
        empty = 'filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n'
        parts += [f'name="{name}"; {empty}' for name in self.files]
        told = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {part}" for part in parts)
        return f"{told}--{BOUNDARY}--\r\n".encode()


def form_of(page: str) -> Form:
    """The page's form that takes files, as it stands there: boxes unticked, hidden fields and choices as given."""
    reader = _Reader()
    reader.feed(page)
    return Form(reader.fields, reader.files)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.files: list[str] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fields that have a name."""
        found = dict(attrs)
        name, kind, value = found.get("name") or "", found.get("type"), found.get("value") or ""
        if tag == "form":
            self._inside = found.get("enctype") == "multipart/form-data"
        if tag == "option":
            # Without a chosen one the first counts.
            if self._select and ("selected" in found or self._select not in self.fields):
                self.fields[self._select] = value
        elif self._inside and name and "disabled" not in found:
            self._select = name if tag == "select" else ""
            if kind == "file":
                self.files.append(name)
            elif tag == "input" and kind not in {"radio", "checkbox"}:
                self.fields[name] = value
