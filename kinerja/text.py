"""Marking of sentences for translation where Django may not be imported."""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Return the msgid unchanged; `makemessages` finds it by this name and the page translates it later."""
    return message
