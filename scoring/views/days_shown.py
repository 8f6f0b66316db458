"""The words and shapes of days: what a workday was, what cost points, and the cells of a month's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.urls import reverse
from django.utils.translation import gettext as _

from kinerja.ui import wording
from scoring.queries.person_days import DayCell, WorkDay
from scoring.rules.discipline import Event
from scoring.views.tree import Entry

_NAMES = {"TK": "absent", "NOLOG": "unfiled"}
_SHAPES = {"TK": "bad", "TL": "late", "PSW": "warn", "NOLOG": "draft"}


def minutes_text(minutes: int | None) -> str:
    """Minutes since midnight as a clock time; an en dash for a missing mark."""
    return "–" if minutes is None else wording.clock(time(minutes // 60 % 24, minutes % 60))


def event_key(event: Event) -> str:
    """The name of an event's cost in the explanation: TL1 is ``late_1``."""
    if event.code in _NAMES:
        return _NAMES[event.code]
    side = "late" if event.code.startswith("TL") else "early"
    return f"{side}_{event.code[-1]}"


def event_text(event: Event, mode: str) -> str:
    """What happened, in words: ``terlambat 17 menit (TL1)``; work from anywhere has a length, no fixed clock."""
    kind = event.code.rstrip("1234")
    if kind == "TK":
        return _("tanpa keterangan (TK)")
    if kind == "NOLOG":
        return _("hadir tanpa catatan kegiatan")
    if event.minutes is None:
        words = _("tanpa absen masuk (%(code)s)") if kind == "TL" else _("tanpa absen pulang (%(code)s)")
        return (_("satu absen tidak ada (%(code)s)") if mode == "wfa" else words) % {"code": event.code}
    words = _("terlambat %(minutes)s menit (%(code)s)")
    if kind == "PSW":
        short = _("hadir kurang %(minutes)s menit (%(code)s)")
        words = short if mode == "wfa" else _("pulang cepat %(minutes)s menit (%(code)s)")
    return words % {"minutes": event.minutes, "code": event.code}


def event_shape(event: Event) -> str:
    """The shape of an event."""
    return _SHAPES[event.code.rstrip("1234")]


def event_entries(days: Iterable[WorkDay], day_url: str) -> dict[str, list[Entry]]:
    """Path of a cost in the tree → the days on which it arose."""
    found: dict[str, list[Entry]] = {}
    for day in days:
        for event in day.events:
            points = _("%(points)s poin") % {"points": wording.number(event.points)}
            marks = f"{minutes_text(day.marks.check_in)}–{minutes_text(day.marks.check_out)}"
            entry = Entry(
                wording.day(day.date),
                points,
                day_url.replace("DAY", str(day.date)),
                f"{event_text(event, day.marks.mode)} · {marks}",
            )
            found.setdefault(f"tpp.discipline.points.{event_key(event)}", []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the calendar: the day, its shape and word, its colour, and where it leads."""

    day: date
    shape: str
    word: str
    css: str
    url: str


def shown_cells(cells: Sequence[DayCell], nip: str, today: date) -> list[ShownCell]:
    """The calendar as it is drawn; workdays and days of leave lead to their page."""
    return [_shown(cell, nip, today) for cell in cells]


def _shown(cell: DayCell, nip: str, today: date) -> ShownCell:
    shape, word, css = _look(cell)
    if cell.date == today:
        css += " now"
    leads = cell.kind in {"work", "leave"}
    url = reverse("day_detail", kwargs={"nip": nip, "day": str(cell.date)}) if leads else ""
    return ShownCell(cell.date, shape, word, css.strip(), url)


def _look(cell: DayCell) -> tuple[str, str, str]:
    match cell.kind:
        case "leave":
            return "leave", cell.why, ""
        case "holiday":
            return "", cell.why, "off"
        case "free":
            return "", _("bukan hari kerja"), "off"
        case "ahead":
            return "", _("belum"), "off" if cell.date.weekday() > 4 else ""
    work = cell.work
    if work is None or not work.events:
        return "done", _("hadir, tercatat") if work and work.filed else _("hadir"), "st-ok"
    worst = max(work.events, key=lambda event: event.points)
    shape = event_shape(worst)
    css = {"bad": "st-bad", "late": "st-warn", "warn": "st-warn"}.get(shape, "")
    return shape, ", ".join(event_text(event, work.marks.mode) for event in work.events), css
