"""Shifts, some of them over midnight, and people who work by them in some months."""

from __future__ import annotations

from datetime import timedelta

from tests.oracle.making.draft import Draft
from tests.oracle.months import Month

SHIFTS = (
    ("P", "06:00", "14:00", 30),
    ("S", "14:00", "22:00", 30),
    ("M", "22:00", "06:00", 60),
    ("T", "16:00", "00:00", 45),
    ("D", "08:00", "08:00", 120),
    ("X", "21:30", "10:00", 90),
)
PATTERNS = ("PPSSMMLL", "MMLL", "DLL", "PSMXTL", "TTTLX")


def _month(draft: Draft, nip: str, month: Month) -> None:
    """A rotating month with days that the roster forgets, or a single row in it, which is enough."""
    rng, days = draft.rng, month.days()
    if rng.random() < 0.1:
        draft.add("rosters", nip, rng.choice(days), rng.choice(["M", ""]))
        return
    pattern, place = rng.choice(PATTERNS), rng.randrange(8)
    forgotten = set(rng.sample(days, 3)) if rng.random() < 0.5 else set()
    for number, day in enumerate(days):
        code = pattern[(place + number) % len(pattern)]
        if day not in forgotten:
            draft.add("rosters", nip, day, "" if code == "L" else code)


def make_rosters(draft: Draft) -> None:
    """One in six works by a roster in some of the detailed months; some begin with a last night of the month before."""
    for code, start, end, pause in SHIFTS:
        draft.add("shifts", code, f"Giliran {code}", start, end, pause)
    for nip in sorted(draft.first_post):
        if draft.rng.random() > 1 / 6:
            continue
        ruled = {month for month in draft.months if draft.rng.random() < 0.7}
        for month in sorted(ruled):
            _month(draft, nip, month)
        for month in draft.months:
            before = month.first - timedelta(days=1)
            if Month(before.year, before.month) not in ruled and draft.rng.random() < 0.4:
                draft.add("rosters", nip, before, "M")
