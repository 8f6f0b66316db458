"""Loops among superiors: people of whom each is, over the others, above himself."""

from collections.abc import Mapping


def loops_of(above: Mapping[int, int | None]) -> list[tuple[int, ...]]:
    """Every loop once, as the people on it upward from the lowest key; ``above`` gives each person's superior."""
    found: list[tuple[int, ...]] = []
    settled: set[int] = set()
    for start in above:
        path: dict[int, None] = {}
        person: int | None = start
        while person is not None and person not in settled and person not in path:
            path[person] = None
            person = above.get(person)
        if person is not None and person in path:
            around = list(path)[list(path).index(person) :]
            lowest = around.index(min(around))
            found.append((*around[lowest:], *around[:lowest]))
        settled.update(path)
    return sorted(found)
