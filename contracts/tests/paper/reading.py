"""Reading our own papers back."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader


def reader(pdf: bytes) -> Any:
    """The PDF, opened strictly: a repaired file is a broken file. Its objects are whatever the file says."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page in one line each, with single spaces."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader(pdf).pages]


def whole_text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(page_texts(pdf))
