"""How a score stands, in one word of four: the same limits as the shades behind every bar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Standing:
    """A word for a score with the shape that goes with it; `group` names those who stand so."""

    key: str
    word: str
    shape: str
    group: str


REACHED = Standing("reached", _("Tercapai"), "ok", _("Tercapai, 100 ke atas"))
NEAR = Standing("near", _("Hampir tercapai"), "track", _("Hampir tercapai, 95 sampai di bawah 100"))
WATCH = Standing("watch", _("Waspada"), "warn", _("Waspada, 80 sampai di bawah 95"))
BEHIND = Standing("behind", _("Tertinggal"), "bad", _("Tertinggal, di bawah 80"))
UNFINISHED = Standing("unfinished", _("Bulan belum selesai"), "draft", _("Bulan belum selesai"))
UNKNOWN = Standing("unknown", _("Belum ada angka"), "none", _("Belum dapat diperingkat"))

STANDINGS = (REACHED, NEAR, WATCH, BEHIND, UNFINISHED, UNKNOWN)
FULL = Decimal(100)
_LIMITS = ((FULL, REACHED), (Decimal(95), NEAR), (Decimal(80), WATCH))


def standing(score: Decimal | None, *, finished: bool = True) -> Standing:
    """How a score in percent stands; None has no standing.

    Before the month is `finished` nobody is behind: its targets are those of the whole month.
    """
    if score is None:
        return UNKNOWN
    if not finished and score < FULL:
        return UNFINISHED
    return next((found for limit, found in _LIMITS if score >= limit), BEHIND)
