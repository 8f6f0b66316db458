"""The cascade of agreements: mayor alone, head with mayor, division head with head, lead with him, staff with lead."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scoring.demo.calendar import month_end, nth_office_day_after
from scoring.demo.career import City
from scoring.demo.leave import Absence
from scoring.demo.people import Person
from scoring.demo.region import REGION_GOALS
from scoring.demo.spec import Goal, Line
from scoring.demo.structure import SECRETARY, Seat
from scoring.demo.words import COMMON

#: The number of filled posts by unit and title.
Staffed = Counter[tuple[str, str]]
_CLIMB = ("staff", "team", "division", "head")
_RUNG = {"staff": 0, "team_lead": 1, "division_head": 2, "opd_head": 3, "head_of_region": 4}
_REGIONAL = frozenset(goal.code for goal in REGION_GOALS)
#: What every staff member promises beside the own lines of work.
EXTRA_TASKS = Line(
    "TUGAS", "Jumlah tugas tambahan pimpinan yang diselesaikan", "tugas", 6, COMMON, climbs="staff", weight=3
)
#: What every team lead and every division head promises beside the goals of the office.
_DECIDED = Goal("PUTUS", "Catatan harian anggota tim yang diputus tepat waktu", "persen", "95", 10, mean=100, spread=5)
_BUDGET = Goal("KAS", "Kegiatan bidang yang berjalan sesuai jadwal", "persen", "90", 10, mean=101, spread=7)


@dataclass(slots=True)
class Promise:
    """A target of one agreement in the making; `monthly` holds the values of the months that are due."""

    code: str
    indicator: str
    objective: str
    unit: str
    points: int
    source: str
    goal: Goal | None = None
    line: Line | None = None
    parent: str = ""
    superior_seat: str = ""
    monthly: dict[int, Decimal] = field(default_factory=dict)


@dataclass(slots=True)
class Deed:
    """An agreement of one person for one year; the mayor declares alone."""

    year: int
    holder: Person
    superior: Person | None
    seat: Seat
    signed_on: date | None
    promises: dict[str, Promise] = field(default_factory=dict)


def make_deeds(city: City, absences: dict[str, list[Absence]]) -> list[Deed]:
    """All agreements of the past and the running year; unsigned as long as their day has not come."""
    years = (city.today.year - 1, city.today.year)
    staffed = {(year, month): _staffed(city, date(year, month, 1)) for year in years for month in range(1, 13)}
    deeds = [_deed(city, staffed, person, year, absences[person.nip]) for year in years for person in city.people]
    return [deed for deed in deeds if deed is not None and deed.promises]


def _staffed(city: City, month: date) -> Staffed:
    """Staff at the end of a month, counted by unit and title."""
    held = [seat for person in city.people if (seat := person.seat_on(month_end(month))) and seat.job]
    return Counter((seat.unit, seat.title) for seat in held)


def _deed(
    city: City, staffed: dict[tuple[int, int], Staffed], person: Person, year: int, absences: list[Absence]
) -> Deed | None:
    months = [date(year, month, 1) for month in range(1, 13)]
    held = {month: seat for month in months if (seat := person.seat_on(month_end(month))) and seat.level in _RUNG}
    if not held:
        return None
    first = next(iter(held.values()))
    begun = max(date(year, 1, 2), _first_day(person, first))
    superior = _superior(city, first, begun, person)
    # The mayor and the heads of offices on the first day, everybody else after the own superior.
    in_january = nth_office_day_after(date(year, 1, 1), max(1, len(_CLIMB) - _RUNG[first.level]))
    day = max(in_january, begun)
    deed = Deed(year, person, superior, first, day if day <= city.today else None)
    for month, seat in held.items():
        for promise in _promises(seat):
            kept = deed.promises.setdefault(promise.code, promise)
            value = _value(promise, seat, month.month, staffed[year, month.month])
            if value is not None and month_end(month) >= begun and not _on_maternity_leave(absences, month):
                kept.monthly[month.month] = value
    return deed


def _on_maternity_leave(absences: list[Absence], month: date) -> bool:
    """A month wholly on maternity leave promises nothing."""
    last = month_end(month)
    return any(absence.kind == "maternity" and absence.start <= month and absence.end >= last for absence in absences)


def _superior(city: City, seat: Seat, day: date, person: Person) -> Person | None:
    """Who signs as second party: the holder above, else who acts there, else the secretary; with a mayor nobody."""
    if not seat.superior:
        return None
    for candidate in (city.holder(seat.superior, day), city.acting(seat.superior, day), city.holder(SECRETARY, day)):
        if candidate is not None and candidate is not person:
            return candidate
    raise LookupError(f"nobody can sign with the holder of {seat.code} on {day}")


def _first_day(person: Person, seat: Seat) -> date:
    return min(spell.start for spell in person.spells if spell.seat.code == seat.code)


def _promises(seat: Seat) -> Iterator[Promise]:
    for goal in _goals(seat):
        yield Promise(
            goal.code,
            goal.indicator,
            goal.objective or _default_objective(seat),
            goal.unit,
            goal.weight,
            goal.source,
            goal=goal,
            parent=goal.parent or _served(seat, goal.code),
            superior_seat=seat.superior,
        )
    rung = _RUNG[seat.level]
    weights = dict(seat.office.line_weights) if seat.office else {}
    for line in {line.code: line for line, _ in _lines(seat, Counter())}.values():
        climbs = rung < _CLIMB.index(line.climbs)
        yield Promise(
            line.code,
            line.indicator,
            line.objective or _default_objective(seat),
            line.unit,
            weights.get(line.code, line.weight) if rung == 3 else line.weight,
            "activities",
            line=line,
            parent=line.code if climbs else _served(seat, line.code),
            superior_seat=seat.superior,
        )


def _served(seat: Seat, code: str) -> str:
    """The regional indicator that a promise of the head of an office serves."""
    if seat.level != "opd_head" or seat.office is None:
        return ""
    return dict(seat.office.supports).get(code, code if code in _REGIONAL else "")


def _default_objective(seat: Seat) -> str:
    return f"Terwujudnya tata kelola {seat.office.name if seat.office else ''} yang akuntabel".replace("  ", " ")


def _goals(seat: Seat) -> tuple[Goal, ...]:
    if seat.level == "head_of_region":
        return REGION_GOALS
    if seat.level == "opd_head" and seat.office:
        return seat.office.goals
    if seat.level == "division_head" and seat.division:
        return (*seat.division.goals, _BUDGET)
    return (*seat.team.goals, _DECIDED) if seat.level == "team_lead" and seat.team else ()


def _lines(seat: Seat, staffed: Staffed) -> list[tuple[Line, int]]:
    """The lines that reach a post, with the monthly quantity below it."""
    if seat.job:
        return [(line, line.monthly) for line in (*seat.job.lines, EXTRA_TASKS)]
    rung = _RUNG[seat.level]
    divisions = [seat.division] if seat.division else list(seat.office.divisions if seat.office else ())
    teams = [seat.team] if seat.team else [team for division in divisions for team in division.teams]
    return [pair for team in teams for pair in team.lines(staffed) if _CLIMB.index(pair[0].climbs) >= rung]


def _value(promise: Promise, seat: Seat, month: int, staffed: Staffed) -> Decimal | None:
    if promise.goal:
        return Decimal(promise.goal.value) if month in promise.goal.months else None
    quantities: defaultdict[str, int] = defaultdict(int)
    for line, quantity in _lines(seat, staffed):
        quantities[line.code] += quantity
    if promise.line and promise.line.rotating and seat.job and not on_turn(seat, month):
        return None
    return Decimal(quantities[promise.code])


def on_turn(seat: Seat, month: int) -> bool:
    """Whether a rotating line is this colleague's in a month."""
    return seat.job is not None and (month - 1) % seat.job.count == seat.index


def weights(points: list[int]) -> list[int]:
    """Whole weights in proportion to the points that sum to exactly 100; the largest remainders are rounded up."""
    total = sum(points)
    shares = [100 * point // total for point in points]
    order = sorted(range(len(points)), key=lambda at: (-(100 * points[at] % total), at))
    for at in order[: 100 - sum(shares)]:
        shares[at] += 1
    return shares


def agreement_rows(deeds: list[Deed]) -> list[dict[str, str]]:
    """The head of an office signs the operational contract with the pledge; all others the annual one."""
    return [
        {
            "year": str(deed.year),
            "holder_nip": deed.holder.nip,
            "superior_nip": deed.superior.nip if deed.superior else "",
            "pledge": "yes" if deed.seat.level == "opd_head" else "no",
            "signed_on": deed.signed_on.isoformat() if deed.signed_on else "",
            "kind": "pko" if deed.seat.level == "opd_head" else "pk",
        }
        for deed in deeds
    ]


def target_rows(city: City, deeds: list[Deed]) -> list[dict[str, str]]:
    """Every target with its monthly values and the target above that it serves."""
    known = {(deed.year, deed.holder.nip): deed for deed in deeds}
    rows = []
    for deed in deeds:
        promises = list(deed.promises.values())
        for promise, weight in zip(promises, weights([p.points for p in promises]), strict=True):
            parent = _parent(city, known, deed, promise)
            rows.append(_target_row(deed, promise, weight, parent))
    return rows


def _parent(city: City, known: dict[tuple[int, str], Deed], deed: Deed, promise: Promise) -> Person | None:
    """The superior in whose agreement the target above stands."""
    if not promise.parent:
        return None
    for month in (*promise.monthly, *range(1, 13)):
        person = city.holder(promise.superior_seat, month_end(date(deed.year, month, 1)))
        above = known.get((deed.year, person.nip)) if person else None
        if person and above and promise.parent in above.promises:
            return person
    return None


def _target_row(deed: Deed, promise: Promise, weight: int, parent: Person | None) -> dict[str, str]:
    goal = promise.goal
    values = {f"m{month:02d}": str(promise.monthly.get(month, "")) for month in range(1, 13)}
    return {
        "year": str(deed.year),
        "holder_nip": deed.holder.nip,
        "indicator_code": promise.code,
        "objective": promise.objective,
        "indicator": promise.indicator,
        "unit_of_measure": promise.unit,
        "polarity": goal.polarity if goal else "maximize",
        "accumulation": goal.accumulation if goal else "sum",
        "source": promise.source,
        "register": goal.register if goal else "",
        "class": goal.case_class if goal else "",
        "weight": str(weight),
        **values,
        "parent_holder_nip": parent.nip if parent else "",
        "parent_indicator_code": promise.parent if parent else "",
        "contribution": ("direct" if promise.line and promise.parent == promise.code else "support") if parent else "",
    }
