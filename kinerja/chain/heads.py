"""Heads of the chain as people keep them: lines of text that end in ``number:sha256``."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})\Z")


def read_heads(lines: Iterable[str]) -> tuple[list[tuple[int, str]], list[str]]:
    """The heads (number, digest) in these lines, and the lines that are none; ``#`` begins a remark."""
    heads, unreadable = [], []
    for line in lines:
        words = line.partition("#")[0].split()
        if not words:
            continue
        if found := _HEAD.match(words[-1].lower()):
            heads.append((int(found[1]), found[2]))
        else:
            unreadable.append(line.strip())
    return heads, unreadable
