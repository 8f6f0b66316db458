"""Leave and official travel of the people, without overlaps and never in the future."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scoring.demo.calendar import hours_on
from scoring.demo.career import City, recent
from scoring.demo.people import Person
from scoring.demo.structure import seats_by_code

MATERNITY_SEAT = "BKPSDM-BANG-LAT-S02"
UNPAID_SEAT = "DLH-SAMPAH-OPS-S04"
_CALENDAR_DAYS = {"maternity": 90, "unpaid": 21}


@dataclass(frozen=True, slots=True)
class Absence:
    """Approved absence, both days inclusive."""

    start: date
    end: date
    kind: str


def make_absences(city: City) -> dict[str, list[Absence]]:
    """NIP → absences in order of their start."""
    return {person.nip: _absences(city, person) for person in city.people}


def _absences(city: City, person: Person) -> list[Absence]:
    rng = Random(f"leave {person.nip}")
    wanted = sorted([*_special(city, person), *_ordinary(city, person, rng)], key=lambda a: (a.start, a.kind))
    kept: list[Absence] = []
    for absence in wanted:
        free = not kept or absence.start > kept[-1].end
        if free and absence.end < city.today and person.seat_on(absence.start) and person.seat_on(absence.end):
            kept.append(absence)
    return kept


def _special(city: City, person: Person) -> Iterator[Absence]:
    """Childbirth and unpaid leave of the two who are known for it, placed first by their month."""
    for seat, kind, month in ((MATERNITY_SEAT, "maternity", 2), (UNPAID_SEAT, "unpaid", 4)):
        start = recent(city.today, month, 10)
        held = person.seat_on(start)
        if held and held is seats_by_code()[seat]:
            yield Absence(start, start + timedelta(days=_CALENDAR_DAYS[kind] - 1), kind)


def _ordinary(city: City, person: Person, rng: Random) -> Iterator[Absence]:
    for year in (city.today.year - 1, city.today.year):
        plan = [("annual", rng.randint(2, 5)) for _ in range(2)] + [("sick", rng.randint(1, 3)) for _ in range(2)]
        if rng.randrange(4) == 0:
            plan.append(("important", 2))
        plan += [("dinas_luar", rng.randint(1, 3)) for _ in range(_trips(person, rng))]
        for kind, length in plan:
            start = date(year, rng.randint(1, 12), rng.randint(1, 28))
            if hours_on("5-hari", start):
                yield Absence(start, start + timedelta(days=length - 1), kind)


def _trips(person: Person, rng: Random) -> int:
    seat = person.spells[-1].seat
    if seat.level in {"opd_head", "division_head"}:
        return rng.randint(2, 5)
    return rng.randint(0, 2) if seat.code.startswith("INSP") else rng.randrange(2)


def leave_rows(absences: dict[str, list[Absence]]) -> Iterator[dict[str, str]]:
    """The table of leave."""
    for nip, listed in absences.items():
        for absence in listed:
            yield {
                "nip": nip,
                "start": absence.start.isoformat(),
                "end": absence.end.isoformat(),
                "kind": absence.kind,
            }


def balance_rows(city: City) -> Iterator[dict[str, str]]:
    """The table of what each person brought into the city's first year of annual leave: at most six days."""
    year = city.today.year - 1
    for person in city.people:
        served = int(person.nip[8:12]) < year - 2
        carried = Random(f"leave balance {person.nip}").randrange(7) if served else 0
        yield {"nip": person.nip, "year": str(year), "carried": str(carried), "served_since": "", "note": ""}
