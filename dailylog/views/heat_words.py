"""A day of a calendar in a shape, a letter, a shade and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dailylog.rules.heat import Cell, DayKind
from kinerja.ui import wording
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
    shape, letter, state = _look(cell, today)
    words = state
    if cell.logged:
        words = _("%(words)s, tercatat %(time)s") % {"words": words, "time": duration(cell.logged)}
    if cell.expected:
        words = _("%(words)s dari %(time)s") % {"words": words, "time": duration(cell.expected)}
    off = cell.kind in {DayKind.HOLIDAY, DayKind.FREE, DayKind.OUTSIDE, DayKind.AHEAD} and not cell.logged
    css = "off" if off else f"tm-l{cell.level}"
    if cell.day == today:
        css += " now"
    leads = nip and (cell.present or cell.logged or cell.kind in {DayKind.WORK, DayKind.LEAVE})
    return ShownCell(cell, shape, letter, state, words, css, _day_url(nip, cell.day) if leads else "")


def _look(cell: Cell, today: date) -> tuple[str, str, str]:
    """Shape, letter and words of a day, apart from its minutes."""
    match cell.kind:
        case DayKind.LEAVE:
            return "leave", pgettext("kalender", "C"), cell.why
        case DayKind.HOLIDAY:
            return "", pgettext("kalender", "L"), cell.why
        case DayKind.FREE:
            return "", "", _("bukan hari kerja")
        case DayKind.AHEAD:
            return "", "", _("belum")
        case DayKind.OUTSIDE:
            return "", "", _("tanpa jabatan")
    if not cell.present:
        return (
            ("wait", "", _("belum ada tanda hadir")) if cell.day == today else ("bad", _("A"), _("tanpa tanda hadir"))
        )
    if cell.late:
        words = _("terlambat %(minutes)s menit") if cell.logged else _("terlambat %(minutes)s menit, tanpa catatan")
        return "late", pgettext("kalender", "T"), words % {"minutes": cell.late}
    return ("done", "", _("hadir")) if cell.logged else ("draft", pgettext("kalender", "K"), _("hadir tanpa catatan"))


def _day_url(nip: str, day: date) -> str:
    """The page of a person's day; it belongs to the floor above, without which there is none."""
    try:
        return link("day_detail", nip=nip, day=str(day))
    except NoReverseMatch:
        return ""
