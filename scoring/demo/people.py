"""Who holds the posts: invented civil servants, their careers and their habits."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from random import Random

from scoring.demo.names import name_stream
from scoring.demo.structure import Seat, seats

#: The year in which the ages below hold; NIPs must not depend on the day of seeding, logins name them.
_REFERENCE = 2026
_AGES = {
    "head_of_region": (48, 56),
    "regional_secretary": (54, 57),
    "assistant": (51, 57),
    "opd_head": (47, 56),
    "division_head": (41, 54),
    "team_lead": (34, 50),
    "staff": (24, 47),
}


@dataclass(frozen=True, slots=True)
class _Habits:
    """Ranges from which the habits of a kind of people are drawn; see ``Person``."""

    drive: tuple[int, int]
    punctual: tuple[int, int]
    diligent: tuple[int, int]
    thin: int


#: Good, middling and slack people, and their shares in percent.
_HABITS = (
    _Habits((97, 111), (955, 994), (980, 999), 6),
    _Habits((84, 97), (925, 970), (950, 985), 35),
    _Habits((66, 80), (860, 925), (840, 910), 75),
)
_SHARES = (66, 26, 8)
_RANKS = {
    "regional_secretary": "Pembina Utama Madya (IV/d)",
    "assistant": "Pembina Utama Muda (IV/c)",
    "opd_head": "Pembina Utama Muda (IV/c)",
    "division_head": "Pembina (IV/a)",
    "team_lead": "Penata Tingkat I (III/d)",
}
_STAFF_RANKS = ("Pengatur (II/c)", "Penata Muda (III/a)", "Penata Muda Tingkat I (III/b)", "Penata (III/c)")
#: Those who retire in the story were born fifty-eight or sixty years before it.
_BORN = {"BKPSDM-MUT-LAY-S04": date(1968, 6, 11), "DLH-KEPALA": date(1965, 9, 2), "KEC-SW-KEPALA": date(1968, 7, 19)}
_TITLES = {"opd_head": ", M.Si.", "division_head": ", S.Sos., M.M.", "assistant": ", S.H., M.H."}


@dataclass(frozen=True, slots=True)
class Spell:
    """A time on a post; `end` None is open."""

    seat: Seat
    kind: str
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the post is held on the day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(slots=True)
class Person:
    """An invented official.

    `drive` is the usual result in percent of what was promised; `punctual` and `diligent` are the usual number of
    proper days in a thousand, for the clock and for the daily log; `thin` is the percentage of days with short entries.
    """

    nip: str
    name: str
    female: bool
    rank: str
    drive: int
    punctual: int
    diligent: int
    thin: int
    spells: list[Spell] = field(default_factory=list)

    def seat_on(self, day: date) -> Seat | None:
        """The post that decides on a day: the definitive one (rules §1; nobody here is acting only)."""
        for spell in self.spells:
            if spell.kind == "definitive" and spell.covers(day):
                return spell.seat
        return None

    @property
    def email(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        word = "".join(letter for letter in self.name.split(",")[0].lower() if letter.isalnum() or letter == " ")
        return f"{word.replace(' ', '.')}.{self.nip[-5:]}@tirtawangi.example"


def make_person(rng: Random, name: str, *, female: bool, level: str, serial: int, born: date | None = None) -> Person:
    """An official of a level whose NIP fits the age."""
    low, high = _AGES[level]
    born = born or date(_REFERENCE - rng.randint(low, high), rng.randint(1, 12), rng.randint(1, 28))
    appointed = date(min(born.year + rng.randint(22, 25), _REFERENCE - 3), rng.choice((1, 3, 4, 12)), 1)
    return _person(rng, name, born, appointed, female=female, level=level, serial=serial)


def make_newcomer(rng: Random, name: str, *, female: bool, serial: int, since: date) -> Person:
    """A newly appointed official of twenty-four; ``since`` is the month of appointment."""
    born = date(since.year - 24, rng.randint(1, 12), rng.randint(1, 28))
    return _person(rng, name, born, since, female=female, level="staff", serial=serial)


def _person(rng: Random, name: str, born: date, appointed: date, *, female: bool, level: str, serial: int) -> Person:
    habits = rng.choices(_HABITS, _SHARES)[0]
    return Person(
        nip=f"{born:%Y%m%d}{appointed:%Y%m}{2 if female else 1}{serial % 999 + 1:03d}",
        name=name + _TITLES.get(level, ""),
        female=female,
        rank=_rank(level, _REFERENCE - appointed.year),
        drive=rng.randint(*habits.drive),
        punctual=rng.randint(*habits.punctual),
        diligent=rng.randint(*habits.diligent),
        thin=habits.thin,
    )


def _rank(level: str, years: int) -> str:
    if level == "head_of_region":
        return ""
    return _RANKS.get(level) or _STAFF_RANKS[min(3, max(0, years // 4))]


@lru_cache(maxsize=1)
def _cast() -> tuple[tuple[str, Person], ...]:
    rng = Random(20)
    names = name_stream()
    made = []
    for serial, seat in enumerate(seats()):
        name, female = next(names)
        born = _BORN.get(seat.code)
        made.append((seat.code, make_person(rng, name, female=female, level=seat.level, serial=serial, born=born)))
    return tuple(made)


def first_holders() -> dict[str, Person]:
    """Seat code → the official who sits there when the story begins; the same whatever the day of seeding."""
    return {code: replace(person, spells=[]) for code, person in _cast()}
