"""``file``: one activity sent through the page of the day, beside a bare write; and the wave of an afternoon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from uuid import uuid4

from dailylog.models import Attendance
from organization.models import Employee
from scoring.bench.city import LARGE, LAST, build, settle
from scoring.bench.report import Figure
from scoring.bench.waves import Wave, closed, opened
from scoring.bench.web import Line, log_in, served

AT_ONCE = 16
TURNS = 3
TURN_SECONDS, WARM_SECONDS = 3.0, 3.0
#: So many people file; each entry takes a minute of the break, within presence and beside what is there.
PEOPLE, SLOT_MINUTES = 300, 1
FOUND, OK = 302, 200
#: Writes a second that are tried, from the bar downwards; each comes with so many reads.
RATES = (60, 50, 45, 40, 35, 30, 25, 20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1)
READS = 6
#: A wave, how long what is late is still waited for, and the people at it at the same time.
WAVE_SECONDS, LATEST_SECONDS, LINES = 6.0, 20.0, 48
SHARE, PATIENT_MS = 0.95, 500
#: What the page sends of a row that was written freely (tests/browser/test_day.py).
FIELDS = (
    "key",
    "description",
    "output",
    "quantity",
    "unit_of_measure",
    "photos",
    "start",
    "end",
    "target",
    "place",
    "outcome",
)
PAGE = f"/hari-ini/{LAST}/?kerja=1"
#: What somebody who files looks at: the day, as often as it is sent, and what else the menu offers.
READ = (PAGE, PAGE, PAGE, "/bulan-saya/", "/kotak-masuk/", "/tugas/")


def run() -> Iterator[Figure]:
    """The rate of filing beside that of bare writes, then the highest rate at which nobody waits."""
    build(LARGE)
    settle()
    yield from measure()


def measure(people: int = PEOPLE, turn: float = TURN_SECONDS, wave: float = WAVE_SECONDS) -> Iterator[Figure]:
    """The figures in the city that stands; ``turn`` and ``wave`` are seconds."""
    with served() as port:
        crowd = _Crowd(port, people)
        written, filed = [], []
        for _ in range(TURNS):
            # In turns, so that what else the machine does meets both alike.
            written.append(closed([partial(crowd.write, line) for line in crowd.lines[:AT_ONCE]], seconds=turn))
            filed.append(closed([partial(crowd.file, line) for line in crowd.lines[:AT_ONCE]], seconds=turn))
        bare, rate = max(each.rate for each in written), max(each.rate for each in filed)
        yield Figure("file: bare write, 16 at once", bare, "1/s")
        yield Figure("file: one activity, 16 at once", rate, "1/s", limit=bare, bar=1 / 3, least=True)
        yield Figure("file: answered wrongly", sum(len(each.wrong) for each in [*written, *filed]), "", bar=0)
        yield from _afternoon(crowd, wave)
        crowd.hang_up()


def _afternoon(crowd: _Crowd, seconds: float) -> Iterator[Figure]:
    """The wave as the bar can be read, and the first of the rates at which nine of ten and more are answered in time.

    “60 a second with six reads for each write” is 60 requests of which one in seven writes, or 60 that write and 360
    that read.
    """
    most = RATES[0]
    yield from _told(f"{most} requests a second, {READS} reads to a write", _wave(crowd, most, seconds))
    for rate in RATES:
        wave = _wave(crowd, rate * (1 + READS), seconds)
        if rate == most:
            yield from _told(f"{most} writes a second, {READS} reads each", wave)
        if max(figure.value for figure in _told("", wave)) <= PATIENT_MS or rate == RATES[-1]:
            yield Figure(f"file: writes a second in time, {READS} reads each", rate, "1/s", bar=most, least=True)
            yield from _told("at that rate", wave)
            return


def _wave(crowd: _Crowd, rate: int, seconds: float) -> Wave:
    """So many requests a second, whatever their answers take."""
    acts = [partial(crowd.file_or_read, line) for line in crowd.lines]
    return opened(acts, rate=rate, seconds=seconds, patience=LATEST_SECONDS)


def _told(name: str, wave: Wave) -> Iterator[Figure]:
    """Within what time nineteen of twenty are answered: those that write, and those that read."""
    writes, reads = wave.part(_is_write), wave.part(lambda number: not _is_write(number))
    yield Figure(f"file: {name}, p95 of a write", writes.within(SHARE), "ms", bar=PATIENT_MS)
    yield Figure(f"file: {name}, p95 of a read", reads.within(SHARE), "ms", bar=PATIENT_MS)


def _is_write(number: int) -> bool:
    return number % (1 + READS) == 0


class _Crowd:
    """People who file one entry after the other; nobody's hours are used twice."""

    def __init__(self, port: int, number: int) -> None:
        there = Attendance.objects.filter(date=LAST, check_in__isnull=False, check_out__isnull=False)
        people = list(Employee.objects.filter(pk__in=there.values("employee_id")).order_by("nip")[:number])
        self.lines = [Line(port) for _ in range(LINES)]
        self._sessions = log_in(people)
        self._filed, self._written = count(), count()
        # A worker that has just started reads the program first, and plans what it asks.
        closed([partial(self.file_or_read, line) for line in self.lines[:AT_ONCE]], seconds=WARM_SECONDS)

    def file(self, line: Line, _number: int = 0) -> bool:
        """Send a written entry as the page does; whether it was taken."""
        slot, who = divmod(next(self._filed), len(self._sessions))
        return line.post(PAGE, self._sessions[who], _typed(slot)).status == FOUND

    def write(self, line: Line, _number: int = 0) -> bool:
        """Have one row stored for the same people."""
        minute, who = divmod(next(self._written), len(self._sessions))
        clock = f"{minute // 60:02}:{minute % 60:02}"
        fields = {"date": "1990-01-01", "start": f"{clock}:00", "end": f"{clock}:30"}
        fields |= {"description": "Menelaah berkas", "output": "Telaahan"}
        return line.post("/bench/write/", self._sessions[who], fields).status == FOUND

    def file_or_read(self, line: Line, number: int) -> bool:
        """One of seven files, the others look at what there is."""
        if _is_write(number):
            return self.file(line)
        address = READ[number % (1 + READS) - 1]
        return line.get(address, self._sessions[number % len(self._sessions)]).status == OK

    def hang_up(self) -> None:
        """Close the lines."""
        for line in self.lines:
            line.close()


def _typed(slot: int) -> dict[str, str]:
    start = 12 * 60 + SLOT_MINUTES * slot
    clocks = [f"{minute // 60:02}:{minute % 60:02}" for minute in (start, start + SLOT_MINUTES)]
    said = {"description": f"Menelaah berkas nomor {slot}", "output": "Telaahan", "quantity": "1", "key": str(uuid4())}
    said |= dict(zip(("start", "end"), clocks, strict=True))
    return {f"f1-{name}": said.get(name, "") for name in FIELDS}
