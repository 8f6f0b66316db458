"""How a command is told to end, and that what it started ends with it."""

import ctypes
import signal
from types import FrameType

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, ``kill``, and a terminal that was closed."""

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def interrupt_once() -> None:
    """Turn the first ending into ``KeyboardInterrupt`` and ignore those after it: cleaning up takes its seconds.

    Set outright, because a shell lets its background commands ignore Ctrl-C.
    """
    for ending in ENDINGS:
        signal.signal(ending, _interrupt)


def end_with_parent() -> None:
    """In a new process: receive TERM when the parent is gone, even if it was killed outright."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for ending in ENDINGS:
        # A handler, not SIG_IGN: programs started for the cleaning up would inherit that.
        signal.signal(ending, lambda *_: None)
    raise KeyboardInterrupt
