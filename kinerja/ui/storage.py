"""Static files with their digest in the name, whose addresses are worked out once."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


# WhiteNoise ships no types.
class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Remembers addresses: a page asks for the same few up to a hundred times, and they stay until the next start."""

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file; ValueError when it was not collected."""
        known: dict[str | None, str] = self.__dict__.setdefault("_addresses", {})
        if name not in known:
            known[name] = super().url(name, force)
        return known[name]
