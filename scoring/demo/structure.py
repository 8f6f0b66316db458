"""From the offices as written down to the tables of units and posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.demo.offices import OFFICES
from scoring.demo.spec import Division, Job, Office, Team

REGION = "KOTA"
REGION_NAME = "Kota Tirtawangi"
MAYOR, SECRETARY = "KOTA-WALI", "KOTA-SEKDA"


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with all that its holder's work follows from; `index` counts colleagues of the same job."""

    code: str
    title: str
    unit: str
    level: str
    base: int
    superior: str = ""
    office: Office | None = None
    division: Division | None = None
    team: Team | None = None
    job: Job | None = None
    index: int = 0

    @property
    def schedule(self) -> str:
        """The code of the working hours."""
        return self.office.schedule if self.office else "5-hari"


@lru_cache(maxsize=1)
def seats() -> tuple[Seat, ...]:
    """Every post of the city, superiors before those below them."""
    top = (
        Seat(MAYOR, "Wali Kota Tirtawangi", REGION, "head_of_region", 0),
        Seat(SECRETARY, "Sekretaris Daerah", REGION, "regional_secretary", 32_000_000),
        Seat("KOTA-AS1", "Asisten Pemerintahan dan Kesejahteraan Rakyat", REGION, "assistant", 22_000_000),
        Seat("KOTA-AS3", "Asisten Administrasi Umum", REGION, "assistant", 22_000_000),
    )
    return (*top, *(seat for office in OFFICES for seat in _office_seats(office)))


def _office_seats(office: Office) -> Iterator[Seat]:
    head = f"{office.code}-KEPALA"
    yield Seat(head, office.head, office.code, "opd_head", office.head_base, MAYOR, office)
    for division in office.divisions:
        chief = f"{division.code}-KABID"
        yield Seat(chief, division.head, division.code, "division_head", 10_500_000, head, office, division)
        for team in division.teams:
            lead = f"{team.code}-KETUA"
            yield Seat(lead, team.lead, team.code, "team_lead", 6_800_000, chief, office, division, team)
            yield from _staff_seats(office, division, team, lead)


def _staff_seats(office: Office, division: Division, team: Team, lead: str) -> Iterator[Seat]:
    number = 0
    for job in team.jobs:
        for index in range(job.count):
            number += 1
            code = f"{team.code}-S{number:02d}"
            yield Seat(code, job.title, team.code, "staff", job.tpp_base, lead, office, division, team, job, index)


@lru_cache(maxsize=1)
def seats_by_code() -> dict[str, Seat]:
    """Posts by their code."""
    return {seat.code: seat for seat in seats()}


def unit_rows() -> list[dict[str, str]]:
    """The tree of units; offices carry their schedule, lower units inherit it."""
    rows = [_unit(REGION, REGION_NAME, "region", "", "5-hari")]
    for office in OFFICES:
        rows.append(_unit(office.code, office.name, "opd", REGION, office.schedule))
        for division in office.divisions:
            rows.append(_unit(division.code, division.name, "division", office.code))
            rows += [_unit(team.code, team.name, "team", division.code) for team in division.teams]
    return rows


def _unit(code: str, name: str, kind: str, parent: str, schedule: str = "") -> dict[str, str]:
    return {"code": code, "name": name, "kind": kind, "parent_code": parent, "schedule": schedule}


def position_rows() -> list[dict[str, str]]:
    """Every post with its allowance base in whole rupiah."""
    return [
        {
            "code": seat.code,
            "title": seat.title,
            "unit_code": seat.unit,
            "level": seat.level,
            "tpp_base": str(seat.base),
        }
        for seat in seats()
    ]
