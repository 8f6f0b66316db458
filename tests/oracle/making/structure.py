"""Holidays, schedules, the unit tree, posts and registers."""

from __future__ import annotations

from datetime import date

from tests.oracle.making.draft import Draft, Post

REGION = "KOTA"
HEAD_LEVEL = {"opd": "opd_head", "division": "division_head", "team": "team_lead"}
BASES = {"opd_head": 15_250_000, "division_head": 9_111_111, "team_lead": 6_543_210, "staff": 4_001_001}
REGISTERS = (
    ("ppid", "Permohonan informasi", "biasa", 17, "working_days"),
    ("aduan", "Aduan warga", "umum", 5, "working_days"),
    ("aduan", "Aduan warga", "mendesak", 1, "working_days"),
    ("tik", "Gangguan TIK", "aplikasi", 24, "hours"),
    ("tik", "Gangguan TIK", "server", 24, "hours"),
    ("tik", "Gangguan TIK", "jaringan_fo", 72, "hours"),
)


def make_holidays(draft: Draft) -> None:
    fixed = [(draft.year, 1, 1), (draft.year, 5, 1), (draft.year, 8, 17), (draft.year, 12, 25)]
    days = {date(*parts) for parts in [*fixed, (draft.year + 1, 1, 1), (draft.year - 1, 12, 25)]}
    for month in draft.months:
        days |= set(draft.rng.sample(month.days(), 2))
        if draft.odd(0.5):
            days.add(month.last)
    days |= {draft.any_day() for _ in range(12)}
    for day in sorted(days):
        kind = draft.rng.choice(["public", "joint_leave", "special"])
        draft.add("holidays", day, "Hari libur", kind)


def _week(draft: Draft, code: str, hours: list[tuple[str, str, int]], begins: date | None, ends: date | None) -> None:
    for weekday, (start, end, pause) in enumerate(hours, start=1):
        draft.add("schedules", code, weekday, start, end, pause, begins, ends)


def make_schedules(draft: Draft) -> None:
    """Usual weeks, a fasting month in the first detailed month, a narrower period inside it, a change in July."""
    fasting = draft.months[0]
    begins = fasting.first if draft.rng.random() < 0.5 else fasting.days()[4]
    ends = draft.rng.choice([fasting.last, fasting.days()[20], fasting.following.days()[3]])
    _week(draft, "5-day", [("07:30", "16:00", 60)] * 4 + [("07:30", "16:30", 90)], None, None)
    _week(draft, "6-day", [("07:30", "14:30", 30)] * 4 + [("07:30", "11:30", 0), ("07:30", "13:30", 30)], None, None)
    _week(draft, "pagi", [("06:45", "16:15", 60)] * 5, None, None)
    _week(draft, "harian", [("07:00", "15:00", 30)] * 7, None, None)
    _week(draft, "5-day", [("08:00", "15:00", 30)] * 4 + [("08:00", "15:30", 60)], begins, ends)
    _week(draft, "6-day", [("08:00", "14:00", 30)] * 4 + [("08:00", "11:47", 0), ("08:00", "12:30", 0)], begins, ends)
    if draft.odd(0.8):
        inner = fasting.days()
        _week(draft, "5-day", [("08:15", "14:52", 30)] * 3, inner[9], inner[13])
    if draft.odd(0.5):
        _week(draft, "5-day", [("07:45", "16:15", 60)] * 4, date(draft.year, 7, 1), None)


def _post(draft: Draft, unit: str, level: str, name: str) -> None:
    base = BASES.get(level, 20_000_000) + draft.rng.randrange(0, 9_999)
    code = f"P-{unit}-{name}"
    draft.add("positions", code, f"Jabatan {name} {unit}", unit, level, base)
    draft.posts.append(Post(code, unit, level))


def _unit(draft: Draft, code: str, kind: str, parent: str, schedule: str, staff: int) -> None:
    draft.add("units", code, f"Unit {code}", kind, parent, schedule)
    _post(draft, code, HEAD_LEVEL[kind], "K")
    if draft.odd(0.06):
        _post(draft, code, HEAD_LEVEL[kind], "K2")
    for index in range(staff):
        _post(draft, code, "staff", str(index + 1))


def _opd(draft: Draft, number: int) -> None:
    rng, code = draft.rng, f"OPD{number:02d}"
    schedule = rng.choice(["", "", "5-day", "6-day", "6-day", "pagi"])
    _unit(draft, code, "opd", REGION, schedule, rng.choice([0, 1, 2]))
    for b in range(1, rng.choice([1, 2, 3]) + 1):
        division = f"{code}-B{b}"
        without_team = draft.odd(0.3)
        own = rng.choice(["", "", "", "5-day", "6-day", "harian"])
        _unit(draft, division, "division", code, own, rng.randint(1, 3) if without_team else rng.choice([0, 0, 1]))
        for t in range(1, 1 if without_team else rng.choice([1, 1, 2]) + 1):
            _unit(draft, f"{division}-T{t}", "team", division, "", rng.randint(1, 3))
    if draft.odd(0.3):
        _unit(draft, f"{code}-T9", "team", code, "", 1)


def make_structure(draft: Draft) -> None:
    """The region with unscored and staff posts of its own, then 2 to 6 OPDs of about 20 to 80 people."""
    draft.add("units", REGION, "Kota Acak", "region", "", "5-day")
    levels = ("head_of_region", "regional_secretary", "assistant", "assistant", "staff", "staff")
    for number, level in enumerate(levels, start=1):
        _post(draft, REGION, level, str(number))
    wanted = draft.rng.randint(2, 6)
    for number in range(1, 7):
        if len(draft.posts) < 27 or (number <= wanted and len(draft.posts) < 62):
            _opd(draft, number)
    for register in REGISTERS:
        draft.add("registers", *register)
