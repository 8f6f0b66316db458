"""Leave, attendance and activities of the detailed months."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracle.days import assignment_on, on_leave, own_hours, schedule_of
from tests.oracle.making.draft import Draft
from tests.oracle.records import City, ScheduleRow

EDGES = [0, 0, 0, 1, 1, 30, 31, 60, 61, 90, 91, 150]
LEAVE = ["annual", "sick", "maternity", "important", "long", "unpaid", "unpaid", "dinas_luar"]
MIDNIGHT = 24 * 60
TEXTS = ["Rapat; notula, berkas", 'Menulis "rilis"', "Memeriksa arsip", "=Rekap harian", "Kunjungan ke désa"]


def make_leave(draft: Draft) -> None:
    """Leave over weekends, holidays and the ends of months; never two at once for a person."""
    for nip in sorted(draft.first_post):
        free_from = date.min
        for month in draft.months:
            if draft.rng.random() < 0.3:
                start = max(draft.rng.choice([*month.days(), month.last, month.last]), free_from)
                length = draft.rng.choice([1, 1, 1, 2, 3, 6, 12, 40 if draft.nasty else 2])
                end = start + timedelta(days=length - 1)
                draft.add("leave", nip, start, end, draft.rng.choice(LEAVE))
                free_from = end + timedelta(days=1)


def _clock(minute: int) -> str:
    minute = max(0, min(minute, 24 * 60 - 1))
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _mark(draft: Draft, minute: int) -> str:
    """A mark to the minute or to the second; the second never changes the minute."""
    return _clock(minute) + draft.rng.choice(["", "", ":00", ":59", ":31"])


def _attend(draft: Draft, nip: str, day: date, hours: ScheduleRow) -> None:
    rng = draft.rng
    mode = rng.choice(["wfo"] * 6 + ["wfa", "wfa", "field"])
    late, early = (rng.choice(EDGES) if rng.random() < 0.35 else -rng.randint(0, 40) for _ in range(2))
    came, left = hours.start + late, hours.end - early
    if mode == "wfa":
        came = hours.start + rng.randint(-60, 150)
        left = came + hours.pause + min(hours.effective, 450) - early
    left = max(left, came + 1)
    if hours.end >= MIDNIGHT:
        # A clock does not say of which date it is; sometimes somebody goes long after ten.
        left = left + 180 if draft.odd(0.05) else left
        came, left = came % MIDNIGHT, left % MIDNIGHT
    first, second = _mark(draft, came), _mark(draft, left)
    missing = rng.random() if draft.odd(0.1) else 1.0
    if missing < 0.5:
        first = ""
    elif missing < 1:
        second = ""
    draft.add("attendance", nip, day, first, second, mode)


def _act(draft: Draft, nip: str, day: date, start: int, end: int, indicators: list[str], count: int) -> None:
    """Some activities that start in different minutes; they may overlap and reach beyond presence."""
    rng = draft.rng
    for begin in sorted(rng.sample(range(start - 75, end + 45), count)):
        finish = begin + rng.choice([1, 10, 25, 45, 60, 74, 120, 190])
        seconds = rng.choice(["", "", ":00", ":40"])
        named = rng.choice(indicators) if indicators and rng.random() < 0.6 else ""
        quantity = rng.choice(["", "0", "0.5", "1", "1", "2", "2.75"]) if named else rng.choice(["", "1"])
        status = rng.choice(["approved"] * 7 + ["submitted", "submitted", "returned"])
        _enter(draft, nip, day, begin, finish, (seconds, rng.choice(["", seconds])), (quantity, named, status))


def _enter(
    draft: Draft,
    nip: str,
    day: date,
    begin: int,
    finish: int,
    seconds: tuple[str, str],
    said: tuple[str, str, str],
) -> None:
    """An entry of one date: what begins after midnight is of the next one, and nothing lasts over midnight."""
    days, begin = divmod(begin, MIDNIGHT)
    finish = min(finish - days * MIDNIGHT, MIDNIGHT - 1)
    on, clock = day + timedelta(days=days), _clock(begin)
    quantity, named, status = said
    if begin >= finish or (nip, str(on), clock) in draft.begun:
        return
    draft.begun.add((nip, str(on), clock))
    named = named if on.year == draft.year else ""
    clocks = clock + seconds[0], _clock(finish) + seconds[1]
    draft.add("activities", nip, on, *clocks, draft.rng.choice(TEXTS), "Dokumen", quantity, named, status)


def _long_day(draft: Draft, nip: str, day: date, hours: ScheduleRow) -> None:
    """One approved activity from before the start until after the end: counted up to the effective minutes only.

    Over midnight it takes two.
    """
    first, last = hours.start - 76, hours.end + 20
    for begin, finish in ((first, last),) if last < MIDNIGHT else ((first, MIDNIGHT), (MIDNIGHT, last)):
        _enter(draft, nip, day, begin, finish, ("", ""), ("", "", "approved"))


def _day(draft: Draft, city: City, nip: str, day: date, indicators: list[str], diligence: float) -> None:
    rng, hours = draft.rng, own_hours(city, nip, day)
    count = rng.choice([1, 1, 2, 2, 3, 5])
    if hours is None or on_leave(city, nip, day):
        usual = hours or ScheduleRow("", 0, 450, 960, 60, None, None)
        if draft.odd(0.1):
            _attend(draft, nip, day, usual)
        if draft.odd(0.1):
            _act(draft, nip, day, usual.start, usual.end, indicators, count)
        return
    absent = draft.odd(0.06)
    if not absent:
        _attend(draft, nip, day, hours)
    if not draft.odd(0.6 if absent else 0.07):
        _act(draft, nip, day, hours.start, hours.end, indicators, count)
        if rng.random() < diligence:
            _long_day(draft, nip, day, hours)


def make_days(draft: Draft, city: City) -> None:
    """Every day of the detailed months on which the employee has an assignment."""
    own: dict[str, list[str]] = {}
    for target in draft.tables["targets"]:
        if target["source"] != "cases":
            own.setdefault(target["holder_nip"], []).append(target["indicator_code"])
    for nip in sorted(draft.first_post):
        diligence = draft.rng.choice([0.0, 0.1, 0.1, 0.3, 0.6, 1.0])
        for month in draft.months:
            for day in month.days():
                if assignment_on(city, nip, day) is not None:
                    _day(draft, city, nip, day, own.get(nip, []), diligence)
    if draft.nasty:
        _bad_month(draft, city)


def _bad_month(draft: Draft, city: City) -> None:
    """Some lose all marks of the last month; who works seven days a week loses every point of discipline in it."""
    month = draft.months[-1]
    held = {nip: assignment_on(city, nip, month.first) for nip in sorted(draft.first_post)}
    units = {nip: city.positions[a.position].unit for nip, a in held.items() if a}
    gone = set(draft.rng.sample(sorted(units), min(2, len(units))))
    idle = {nip for nip, unit in units.items() if schedule_of(city, unit) == "harian"}

    def spoiled(row: dict[str, str], people: set[str]) -> bool:
        return row["nip"] in people and row["date"].startswith(str(month))

    kept = [row for row in draft.tables["attendance"] if not spoiled(row, gone)]
    for row in kept:
        if spoiled(row, idle):
            row.update(check_in="11:00", check_out="12:00", mode="wfo")
    draft.tables["attendance"] = kept
    draft.tables["activities"] = [row for row in draft.tables["activities"] if not spoiled(row, idle)]
