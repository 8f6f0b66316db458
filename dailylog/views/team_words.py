"""A person of the team in shapes and words: presence, work, and why help is needed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dailylog.queries.team_day import Member, Work
from dailylog.rules.team_day import Need, Presence
from kinerja.ui import wording
from kinerja.ui.links import link

#: So many pieces of work of a person are shown; the rest is counted.
MOST_WORK = 3
LONGEST_WORK = 90


@dataclass(frozen=True, slots=True)
class ShownWork:
    """A piece of work with its shape and the word for it."""

    shape: str
    hours: str
    title: str
    place: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A person as the page says it, in plain text; addresses are empty where there is nowhere to go."""

    name: str
    post: str
    url: str
    figures_url: str
    shape: str
    presence: str
    filed: str
    work: tuple[ShownWork, ...]
    more: int
    needs: tuple[tuple[str, str], ...]
    decide: str
    decide_url: str


def shown(
    member: Member, work: Collection[Work], day: date, *, today: bool, several_units: bool, decided: bool
) -> ShownMember:
    """The row of a person on a day; ``decided`` says that the waiting entries are the viewer's to decide."""
    shape, presence = _presence(member)
    month = f"{day:%Y-%m}"
    words = ngettext("Putuskan %(count)s catatan", "Putuskan %(count)s catatan", member.waiting)
    return ShownMember(
        name=member.name,
        post=f"{member.title} · {member.unit_name}" if several_units else member.title,
        url=link("team_heat", nip=member.nip, month=month),
        figures_url=_above("person_month", nip=member.nip, month=month),
        shape=shape,
        presence=presence,
        filed=_filed(member),
        work=tuple(_work(each) for each in list(work)[:MOST_WORK]),
        more=max(0, len(work) - MOST_WORK),
        needs=tuple(_need(need, member, today=today) for need in member.needs),
        decide=words % {"count": member.waiting} if decided else "",
        decide_url=f"{link('approval_day', day=str(day))}?o={member.id}" if decided else "",
    )


def _above(name: str, **values: str) -> str:
    """A page of the floor above, without which there is none."""
    try:
        return link(name, **values)
    except NoReverseMatch:
        return ""


def _work(work: Work) -> ShownWork:
    shape, word = _WORK[work.status]()
    hours = f"{wording.clock(work.start)}–{wording.clock(work.end)}" if work.start and work.end else ""
    return ShownWork(shape, hours, Truncator(work.title).chars(LONGEST_WORK), work.place, word)


_WORK: dict[str, Callable[[], tuple[str, str]]] = {
    "planned": lambda: ("plan", _("belum dikerjakan")),
    "submitted": lambda: ("sent", _("menunggu keputusan")),
    "approved": lambda: ("done", _("disetujui")),
    "returned": lambda: ("back", _("dikembalikan")),
}
_MODES: dict[str, Callable[[], str]] = {
    "wfo": lambda: _("di kantor"),
    "wfa": lambda: _("dari mana saja"),
    "field": lambda: _("di lapangan"),
}


def _presence(member: Member) -> tuple[str, str]:
    """Shape and words: ``Di kantor sejak 07.28``, ``07.28–16.02 di kantor``, ``cuti tahunan``."""
    facts = member.facts
    match member.presence:
        case Presence.HERE | Presence.LEFT:
            return _marked(member)
        case Presence.LEAVE:
            return "leave", member.leave_name
        case Presence.FREE:
            return "plan", _("bukan hari kerja")
        case Presence.AHEAD:
            return "plan", _("belum")
        case Presence.AWAITED:
            return "wait", _("belum ada tanda hadir")
    return "bad", _("tanpa tanda hadir") if not facts.leave else member.leave_name


def _marked(member: Member) -> tuple[str, str]:
    facts = member.facts
    mode = _MODES[member.mode]()
    start = wording.clock(facts.check_in) if facts.check_in else "–"
    if member.presence == Presence.HERE:
        return "track", _("%(mode)s sejak %(start)s") % {"mode": mode, "start": start}
    end = wording.clock(facts.check_out) if facts.check_out else "–"
    return "done", _("%(start)s–%(end)s %(mode)s") % {"mode": mode, "start": start, "end": end}


def _filed(member: Member) -> str:
    """How many entries; empty where none is expected."""
    facts = member.facts
    if facts.entries:
        return _("%(count)s catatan") % {"count": facts.entries}
    return _("belum ada catatan") if facts.marked else ""


def _need(need: Need, member: Member, *, today: bool) -> tuple[str, str]:
    """Shape and words of why somebody needs help."""
    facts = member.facts
    unfiled = _("belum ada catatan sampai 15.30") if today else _("hadir tanpa catatan")
    return {
        Need.ABSENT: ("bad", _("tanpa tanda hadir")),
        Need.RETURNED: ("back", _("%(count)s catatan menunggu perbaikan") % {"count": facts.returned}),
        Need.UNFILED: ("late", unfiled),
        Need.FINDINGS: ("warn", _("%(count)s temuan belum dijelaskan") % {"count": facts.findings}),
        Need.OVERRAN: ("late", _("%(count)s tugas melewati perkiraan waktu") % {"count": facts.overran}),
    }[need]
