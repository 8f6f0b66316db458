"""The day as a strip: presence under the hours that were written down, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dailylog.models import Activity
from dailylog.queries.workday import WorkDay
from dailylog.rules.intervals import DAY, NOON, Interval, clock_of, gaps, length, merge, minutes_of, outside, overlaps
from kinerja.ui import wording
from kinerja.ui.fragments import kept

HOUR = 60


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing, and in words what it shows."""

    svg: SafeString
    words: list[str]


def draw(day: WorkDay, activities: Sequence[Activity]) -> Strip:
    """The strip of a day; the scale is the working day, widened to whole hours around everything that happened."""
    entries = [(minutes_of(each.start), minutes_of(each.end)) for each in activities]
    presence = [_of_date(each) for each in (day.night_presence(), day.presence()) if each]
    spans = [*entries, *presence, *([_of_date(day.hours.window)] if day.hours else [])]
    if not spans:
        return Strip(SafeString(""), [])
    first = min(start for start, _end in spans) // HOUR * HOUR
    last = -(-max(end for _start, end in spans) // HOUR) * HOUR
    doubled = merge([_common(entries[i], entries[j]) for i, j in overlaps(entries)])
    stray = outside(entries, day.allowed()) if day.attendance or day.night_marks else []
    words = _words(day, entries, doubled, stray)
    bars = [
        *[("ds-in", each, 4, 20) for each in presence],
        *[("ds-extra", (minutes_of(order.start), minutes_of(order.end)), 4, 20) for order in day.overtime],
        *[(f"ds-act ds-{activity.status}", entry, 8, 12) for activity, entry in zip(activities, entries, strict=True)],
        *[("ds-odd", each, 8, 12) for each in merge([*doubled, *stray])],
    ]
    svg = format_html(
        '<svg class="ds" role="img" aria-label="{}" height="46">{}{}</svg>',
        " ".join(words) or _("Belum ada yang tercatat hari ini."),
        _hours(first, last),
        format_html_join(
            "",
            '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>',
            ((name, _at(span[0], first, last), _wide(span, first, last), y, high) for name, span, y, high in bars),
        ),
    )
    return Strip(svg, words)


@kept(512)
def _hours(first: int, last: int) -> SafeString:
    # On a phone seven labels find room.
    step = next(each for each in (HOUR, 2 * HOUR, 4 * HOUR) if last - first <= 6 * each or each == 4 * HOUR)
    ticks = range(-(-first // step) * step, last + 1, step)
    return format_html_join(
        "",
        '<line x1="{0}" x2="{0}" y1="2" y2="28"/><text x="{0}" y="43" text-anchor="{1}">{2}</text>',
        (
            (
                _at(tick, first, last),
                _anchor(tick, first, last),
                wording.clock(clock_of(tick)) if tick < 24 * HOUR else "24",
            )
            for tick in ticks
        ),
    )


def _anchor(tick: int, first: int, last: int) -> str:
    return "start" if tick == first else "end" if tick == last else "middle"


def _at(minute: int, first: int, last: int) -> str:
    return f"{(minute - first) / (last - first) * 100:.2f}%"


def _wide(span: Interval, first: int, last: int) -> str:
    return f"{(span[1] - span[0]) / (last - first) * 100:.2f}%"


def _of_date(span: Interval) -> Interval:
    """What of a shift lies on the date; the rest stands on the page of the next one."""
    return span[0], min(span[1], DAY)


def _common(left: Interval, right: Interval) -> Interval:
    return max(left[0], right[0]), min(left[1], right[1])


def _words(
    day: WorkDay, entries: Sequence[Interval], doubled: Sequence[Interval], stray: Sequence[Interval]
) -> list[str]:
    """Short sentences: time present, time written down, and what does not fit."""
    presence, night = day.presence(), day.night_presence()
    words = []
    if night:
        words.append(_("Giliran semalam sampai %(clock)s.") % {"clock": _clock(night[1])})
    if presence and day.attendance and day.attendance.check_in and day.attendance.check_out:
        words.append(_("Hadir %(time)s.") % {"time": spell(presence[1] - presence[0])})
    if entries:
        words.append(_("Tercatat %(time)s.") % {"time": spell(length(entries))})
    if doubled:
        words.append(_("Tumpang tindih %(time)s.") % {"time": spell(length(doubled))})
    if stray:
        words.append(_("Di luar jam hadir %(time)s.") % {"time": spell(length(stray))})
    if presence and entries and not stray:
        pause = (NOON, NOON + day.hours.break_minutes) if day.hours else (0, 0)
        free = [span for span in gaps(_of_date(presence), [*entries, pause]) if span[1] - span[0] >= HOUR]
        if free:
            words.append(
                _("Belum terisi %(spans)s.")
                % {"spans": ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in free)}
            )
    return words


def _clock(minutes: int) -> str:
    return wording.clock(clock_of(minutes))


def spell(minutes: int) -> str:
    """A length in words: ``5 jam 20 menit``."""
    hours, rest = divmod(minutes, HOUR)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s jam", "%(count)s jam", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s menit", "%(count)s menit", rest) % {"count": rest})
    return " ".join(parts)
