"""What a paper may load: nothing but the few files that are handed over by name (reliability R31)."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "paper:"


class OnlyThese(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives out the given files under ``paper:NAME``; no network, no disk, no ``data:``, no redirects.

    Anything else stops the printing: our own templates ask for nothing else, so that somebody else must have.
    """

    def __init__(self, files: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False)
        self._files = dict(files)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file of that name; ``FatalURLFetchingError`` for every other address."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._files:
            raise FatalURLFetchingError(f"a paper may not load {url[:80]!r}")
        content, media_type = self._files[name]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
