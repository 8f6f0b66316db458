"""Putting SQL together from our own declarations."""


def sql(*parts: str) -> str:
    """Join the words of a statement. Every name in it comes from our own declarations, values never do."""
    return " ".join(part for part in parts if part)


def quoted(name: str) -> str:
    """A column name, safe for words that SQL keeps for itself (``end``, ``limit``)."""
    return '"' + name + '"'
