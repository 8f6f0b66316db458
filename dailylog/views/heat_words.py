"""A day of a calendar in a shape, a letter, a shade and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dailylog.rules.heat import Cell, DayKind
from kinerja.ui import wording
from kinerja.ui.fragments import kept
from kinerja.ui.links import link


@dataclass(frozen=True)
class ShownCell:
    """A day as it is drawn: shape, a letter where there is no room for one, its state, all in words, shade, address."""

    cell: Cell
    shape: str
    letter: str
    state: str
    words: str
    css: str
    url: str = ""

    @property
    def hours(self) -> str:
        """The logged time, short: ``5j 15m``; empty for none."""
        return duration(self.cell.logged, short=True) if self.cell.logged else ""

    @property
    def check_in(self) -> time | None:
        """The mark of coming, if there is one."""
        return self.cell.marks.check_in if self.cell.marks else None

    @property
    def check_out(self) -> time | None:
        """The mark of going, if there is one."""
        return self.cell.marks.check_out if self.cell.marks else None

    @property
    def expected(self) -> str:
        """The expected time, short; empty for none."""
        return duration(self.cell.expected, short=True) if self.cell.expected else ""


def duration(minutes: int, *, short: bool = False) -> str:
    """Minutes as hours and minutes: ``5 jam 15 menit``; short ``5j 15m``."""
    whole, rest = divmod(minutes, 60)
    if short:
        return _("%(hours)sj %(minutes)sm") % {"hours": wording.number(whole), "minutes": f"{rest:02d}"}
    words = {"hours": wording.number(whole), "minutes": rest}
    return _("%(hours)s jam %(minutes)s menit") % words if rest else _("%(hours)s jam") % words


def shown(cell: Cell, today: date, nip: str = "") -> ShownCell:
    """A day with its shape, letter, words and shade; with a NIP it leads to the day's page."""
    leads = nip and (cell.present or cell.logged or cell.kind in {DayKind.WORK, DayKind.LEAVE})
    return ShownCell(cell, *look_of(cell, today), _day_url(nip, cell.day) if leads else "")


def look_of(cell: Cell, today: date) -> Look:
    """How a day looks, apart from its date."""
    now = cell.day == today
    return _look(cell.kind, cell.why, cell.present, cell.late, cell.logged, cell.expected, cell.level, now)


class Look(NamedTuple):
    """Shape, letter, state and all words of a day, and its classes."""

    shape: str
    letter: str
    state: str
    words: str
    css: str


# A page of people has hundreds of days, of which many are alike.
@kept(2048)
def _look(kind: str, why: str, present: bool, late: int, logged: int, expected: int, level: int, now: bool) -> Look:
    shape, letter, state = _state(kind, why, late, present=present, logged=logged > 0, now=now)
    words = state
    if logged:
        words = _("%(words)s, tercatat %(time)s") % {"words": words, "time": duration(logged)}
    if expected:
        words = _("%(words)s dari %(time)s") % {"words": words, "time": duration(expected)}
    off = kind in {DayKind.HOLIDAY, DayKind.FREE, DayKind.OUTSIDE, DayKind.AHEAD} and not logged
    css = "off" if off else f"tm-l{level}"
    return Look(shape, letter, state, words, f"{css} now" if now else css)


def _state(kind: str, why: str, late: int, *, present: bool, logged: bool, now: bool) -> tuple[str, str, str]:
    """Shape, letter and words of a day, apart from its minutes."""
    match kind:
        case DayKind.LEAVE:
            return "leave", pgettext("kalender", "C"), why
        case DayKind.HOLIDAY:
            return "", pgettext("kalender", "L"), why
        case DayKind.FREE:
            return "", "", _("bukan hari kerja")
        case DayKind.AHEAD:
            return "", "", _("belum")
        case DayKind.OUTSIDE:
            return "", "", _("tanpa jabatan")
    if not present:
        return ("wait", "", _("belum ada tanda hadir")) if now else ("bad", _("A"), _("tanpa tanda hadir"))
    if late:
        words = _("terlambat %(minutes)s menit") if logged else _("terlambat %(minutes)s menit, tanpa catatan")
        return "late", pgettext("kalender", "T"), words % {"minutes": late}
    return ("done", "", _("hadir")) if logged else ("draft", pgettext("kalender", "K"), _("hadir tanpa catatan"))


def _day_url(nip: str, day: date) -> str:
    """The page of a person's day; it belongs to the floor above, without which there is none."""
    try:
        return link("day_detail", nip=nip, day=str(day))
    except NoReverseMatch:
        return ""
