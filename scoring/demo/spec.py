"""The vocabulary in which an office of the demo city is written down: who sits where and what each promises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ALL_MONTHS = tuple(range(1, 13))
QUARTERS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of work that staff log daily; its quantity is summed upward as far as it climbs.

    `monthly` is the promise of one person a month, in `unit`; a rotating line is the turn of one colleague a month.
    `texts` are pairs of description and output of a daily entry.
    """

    code: str
    indicator: str
    unit: str
    monthly: int
    texts: tuple[tuple[str, str], ...]
    climbs: str = "division"
    weight: int = 10
    objective: str = ""
    rotating: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise that is measured by a register of cases or by a reported reading.

    `value` is the target of each month in `months`. Readings fall around `mean` percent of the target, at most
    `spread` percent points away, in the months `short` at half of it. `parent` is a code in the superior's agreement.
    """

    code: str
    indicator: str
    unit: str
    value: str
    weight: int
    objective: str = ""
    source: str = "reading"
    polarity: str = "maximize"
    accumulation: str = "average"
    register: str = ""
    case_class: str = ""
    parent: str = ""
    months: tuple[int, ...] = ALL_MONTHS
    mean: int = 102
    spread: int = 6
    short: tuple[int, ...] = ()


def innovations(*short: int) -> Goal:
    """What an office adds to the innovations of the region: two a quarter, one in the months that fall short."""
    return Goal(
        "INOVASI",
        "Jumlah inovasi perangkat daerah yang diterapkan",
        "inovasi",
        "2",
        5,
        accumulation="sum",
        parent="INOVASI",
        months=QUARTERS,
        mean=100,
        spread=0,
        short=short,
    )


@dataclass(frozen=True, slots=True)
class Job:
    """Posts of one title in a team."""

    title: str
    count: int
    lines: tuple[Line, ...]
    tpp_base: int = 4_200_000
    field: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team under its lead."""

    code: str
    name: str
    lead: str
    jobs: tuple[Job, ...]
    goals: tuple[Goal, ...] = ()

    def lines(self, staffed: Mapping[tuple[str, str], int]) -> Iterator[tuple[Line, int]]:
        """Each line of work of the team with its monthly quantity, all colleagues together.

        ``staffed`` counts the posts that are filled, by unit and title: an empty post promises nothing.
        """
        for job in self.jobs:
            for line in job.lines:
                yield line, line.monthly * (1 if line.rotating else staffed.get((self.code, job.title), 0))


@dataclass(frozen=True, slots=True)
class Division:
    """A division (bidang, sekretariat, subbagian) under its head."""

    code: str
    name: str
    head: str
    teams: tuple[Team, ...]
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An OPD: the head's goals in the order of the contract; lines that climb to the head take `line_weights`.

    `together` is what colleagues of the same work usually deliver, all of them, in percent of their promises.
    `supports` are pairs of a code of the head and the regional indicator that it serves; one of the same code serves
    that.
    """

    code: str
    name: str
    head: str
    schedule: str
    divisions: tuple[Division, ...]
    goals: tuple[Goal, ...]
    line_weights: tuple[tuple[str, int], ...] = ()
    head_base: int = 18_500_000
    together: int = 103
    supports: tuple[tuple[str, str], ...] = ()
