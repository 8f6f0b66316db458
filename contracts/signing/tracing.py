"""Finds the paper that a strange file was made from: by its beginning, its token, or its signatures."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence

from django.utils.dateparse import parse_datetime

from contracts.models import Signature, StoredFile, Version
from contracts.signing.inspection import Seen

# In a signature the stroke before the token is written as an octal number.
_TOKEN = re.compile(rb"(?:/|\\057)([a-z2-7]{32})(?![a-z2-7])")
_STREAM = re.compile(rb"stream\r?\n")
#: Bytes that one stream, and all together, may unfold to while the token is looked for.
MOST_OF_ONE, MOST_OF_ALL, MOST_STREAMS = 2_000_000, 20_000_000, 500
MOST_REVISIONS = 20


def version_of(pdf: bytes, seen: Sequence[Seen]) -> Version | None:
    """The version, with its document, that ``pdf`` seems to have been made from."""
    found = _by_beginning(pdf) or _by_token(pdf) or _by_signature(seen)
    if found is None:
        return None
    return Version.objects.select_related("agreement__holder", "superior", "document").get(pk=found)


def _by_beginning(pdf: bytes) -> int | None:
    """A revision of ours, unchanged, at the beginning of the file."""
    prefixes = []
    for mark in list(re.finditer(rb"%%EOF\r?\n?", pdf))[-MOST_REVISIONS:]:
        # A writer may or may not end its revision with a new line.
        prefixes += [pdf[: mark.end()], pdf[: mark.start() + 5]]
    digests = {hashlib.sha256(prefix).hexdigest() for prefix in prefixes}
    files = StoredFile.objects.filter(sha256__in=digests).values("pk")
    by_paper = Version.objects.filter(document__in=files).values_list("pk", flat=True).first()
    return by_paper or Signature.objects.filter(shown__in=files).values_list("version", flat=True).first()


def _by_token(pdf: bytes) -> int | None:
    tokens = {match.decode() for text in _texts(pdf) for match in _TOKEN.findall(text)}
    return Version.objects.filter(token__in=list(tokens)[:20]).values_list("pk", flat=True).first() if tokens else None


def _texts(pdf: bytes) -> Iterator[bytes]:
    """The file as it is, and its packed streams unfolded, within limits."""
    yield pdf
    left = MOST_OF_ALL
    for match in list(_STREAM.finditer(pdf))[:MOST_STREAMS]:
        if left <= 0:
            return
        try:
            text = zlib.decompressobj().decompress(pdf[match.end() : match.end() + MOST_OF_ONE], MOST_OF_ONE)
        except zlib.error:
            continue
        left -= len(text)
        yield text


def _by_signature(seen: Sequence[Seen]) -> int | None:
    for one in seen:
        at = parse_datetime(one.claimed_at) if one.claimed_at else None
        if at is None:
            continue
        rows = Signature.objects.filter(certificate__serial=one.serial, signed_at=at)
        found = rows.values_list("version", flat=True).first()
        if found is not None:
            return found
    return None
