"""A month's counts from the events of its days, one by one: what the reduction in SQL is held against."""

from collections import Counter
from collections.abc import Iterable

from scoring.rules.discipline import DisciplineCounts, Event


def count_events(events: Iterable[Event]) -> DisciplineCounts:
    found = Counter(event.code for event in events)
    return DisciplineCounts(
        absent=found["TK"],
        late=(found["TL1"], found["TL2"], found["TL3"], found["TL4"]),
        early=(found["PSW1"], found["PSW2"], found["PSW3"], found["PSW4"]),
        unfiled=found["NOLOG"],
    )
