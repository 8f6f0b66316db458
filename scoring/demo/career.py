"""Careers up to a day: retirements, acting heads, a transfer, a newcomer."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from scoring.demo.people import Person, Spell, first_holders, make_newcomer, make_person
from scoring.demo.structure import Seat, seats_by_code

RETIREE_SEAT = "BKPSDM-MUT-LAY-S04"
TRANSFER_SEAT = "KOMINFO-TIK-APP-S05"
NEWCOMER_SEAT = "KEC-SW-PEL-LOKET-S05"
WHOLE_DAY = 24 * 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class City:
    """The people of the city as of ``today``; nothing that begins later is in it.

    ``minute``: how far today has come, in minutes since midnight.
    """

    today: date
    people: tuple[Person, ...]
    minute: int = WHOLE_DAY

    def holder(self, seat: str, day: date) -> Person | None:
        """Who holds a post definitively on a day."""
        for person in self.people:
            held = person.seat_on(day)
            if held and held.code == seat:
                return person
        return None

    def colleagues(self, seat: Seat, day: date) -> list[Person]:
        """Who has the same work on a day: the same title in the same unit."""
        held = [(person, person.seat_on(day)) for person in self.people]
        return [person for person, at in held if at and (at.unit, at.title) == (seat.unit, seat.title)]

    def acting(self, seat: str, day: date) -> Person | None:
        """Who acts on a post (Plt) on a day."""
        for person in self.people:
            if any(spell.kind == "plt" and spell.seat.code == seat and spell.covers(day) for spell in person.spells):
                return person
        return None


def make_city(today: date, *, minute: int = WHOLE_DAY) -> City:
    """Everybody who has worked for the city since January of last year."""
    rng = Random(7)
    people = first_holders()
    for code, person in people.items():
        begun = date(rng.randint(2019, 2023), rng.randint(1, 12), 1)
        person.spells = [Spell(seats_by_code()[code], "definitive", begun)]
    story = _Story(today, people)
    story.vacant_head("DLH-KEPALA", "DLH-SEK-KABID", left=date(today.year - 1, 9, 30), filled=date(today.year, 3, 2))
    story.vacant_head("KEC-SW-KEPALA", "KEC-SW-SEK-KABID", left=recent(today, 7, 31), filled=None)
    story.transfer(recent(today, 7, 1))
    story.newcomer(recent(today, 3, 1))
    return City(today, tuple(story.everybody()), minute)


def recent(today: date, month: int, day: int) -> date:
    """The day in the running year when it has come, else in the past year."""
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


class _Story:
    """Changes of post, told one by one."""

    def __init__(self, today: date, people: dict[str, Person]) -> None:
        self._today, self._people, self._extra = today, people, list[Person]()

    def everybody(self) -> list[Person]:
        return [*self._people.values(), *self._extra]

    def vacant_head(self, seat: str, deputy: str, *, left: date, filled: date | None) -> None:
        """A head retires, the deputy acts, and perhaps a new head comes from elsewhere."""
        self._end(self._people[seat], left)
        come = filled is not None and filled <= self._today
        acting_end = filled - _DAY if filled and come else None
        post = seats_by_code()[seat]
        self._people[deputy].spells.append(Spell(post, "plt", left + _DAY, acting_end))
        if filled and come:
            self._extra.append(self._new("Wisnu Aji Nugraha", post, filled, serial=901))

    def transfer(self, day: date) -> None:
        """One colleague retires; another, from a different office, takes over the post the next day."""
        self._end(self._people[RETIREE_SEAT], day - _DAY)
        mover = self._people[TRANSFER_SEAT]
        self._end(mover, day - _DAY)
        mover.spells.append(Spell(seats_by_code()[RETIREE_SEAT], "definitive", day))

    def newcomer(self, day: date) -> None:
        """A freshly appointed official takes a post that was empty before."""
        person = make_newcomer(Random(3), "Galuh Ayuningtyas", female=True, serial=902, since=day)
        person.spells = [Spell(seats_by_code()[NEWCOMER_SEAT], "definitive", day)]
        del self._people[NEWCOMER_SEAT]
        self._extra.append(person)

    def _new(self, name: str, post: Seat, start: date, serial: int) -> Person:
        person = make_person(Random(serial), name, female=False, level=post.level, serial=serial)
        person.spells = [Spell(post, "definitive", start)]
        return person

    def _end(self, person: Person, day: date) -> None:
        person.spells = [replace(spell, end=spell.end or day) for spell in person.spells]


def employee_rows(city: City) -> list[dict[str, str]]:
    """Everybody, by NIP."""
    people = sorted(city.people, key=lambda person: person.nip)
    return [{"nip": p.nip, "name": p.name, "email": p.email, "rank": p.rank} for p in people]


def assignment_rows(city: City) -> list[dict[str, str]]:
    """Every time on a post, definitive and acting."""
    return [
        {
            "nip": person.nip,
            "position_code": spell.seat.code,
            "kind": spell.kind,
            "start": spell.start.isoformat(),
            "end": spell.end.isoformat() if spell.end else "",
        }
        for person in city.people
        for spell in person.spells
    ]
