"""What ``script/mutation`` prints: figures of each file and app, and the changes that no test noticed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from kinerja.services.mutation.equivalent import Equivalent
from kinerja.services.mutation.trying import Fate, Tried

BAR = 90
"""How many of a hundred mutants the tests of each app must kill: of its functions, and of its tables."""
CONTEXT = 60
"""How many letters are shown before and after a change."""
HEAD = f"{'':<46} {'functions':>18}  {'tables':>18}"


def of_file(path: Path, tried: Sequence[Tried]) -> Iterator[str]:
    """The figures of a file, and what survived in it."""
    if tried:
        yield f"{path!s:<46} {_figures(tried)}"
    for mutant in (each.mutant for each in tried if each.fate is Fate.SURVIVED):
        yield f"  {path}:{mutant.line} {mutant.name}"
        old, new = _around(mutant.old, mutant.new)
        yield f"  - {old}"
        yield f"  + {new}"


def _around(old: str, new: str) -> tuple[str, str]:
    """Two texts cut to where they differ, with a few words around it."""
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    first = max(0, begin - CONTEXT)
    over = max(0, end - CONTEXT)
    return _cut(old, first, len(old) - over), _cut(new, first, len(new) - over)


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return len(list(takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False))))


def _cut(text: str, first: int, last: int) -> str:
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def of_all(tried: Sequence[Tried], same: Collection[Equivalent], gone: Iterable[Equivalent]) -> Iterator[str]:
    """The figures of each app and of all, what stands in no figure, and entries of the list that have to go."""
    yield f"\n{HEAD}"
    for app, of_app in _apps(tried).items():
        yield f"{app:<46} {_figures(of_app)}"
    yield f"{'all':<46} {_figures(tried)}"
    yield f"\nKilled, because their tests came to no end: {_count(tried, Fate.ENDLESS)}."
    yield f"Not counted: {_count(tried, Fate.UNIMPORTABLE)} that nothing can import, {len(same)} that change nothing"
    yield "(kinerja/services/mutation/equivalent.toml)."
    for entry in gone:
        yield "To be taken from that list, for it does not survive:"
        yield f"{entry.path} {entry.name}: {entry.old} → {entry.new}"


def below_bar(tried: Sequence[Tried]) -> bool:
    """Whether the functions or the tables of an app stand below the bar."""
    parts = [_of(of_app, in_table) for of_app in _apps(tried).values() for in_table in (False, True)]
    return any(100 * killed < BAR * counted for killed, counted in map(_score, parts))


def _apps(tried: Iterable[Tried]) -> dict[str, list[Tried]]:
    apps: dict[str, list[Tried]] = {}
    for each in tried:
        apps.setdefault(each.path.parts[0], []).append(each)
    return apps


def _figures(tried: Sequence[Tried]) -> str:
    """Killed, of all, and the share of them: of functions and of tables."""
    return "  ".join(_share(*_score(_of(tried, in_table))) for in_table in (False, True))


def _of(tried: Iterable[Tried], in_table: bool) -> list[Tried]:
    return [each for each in tried if each.mutant.in_table is in_table]


def _score(tried: Sequence[Tried]) -> tuple[int, int]:
    return _count(tried, Fate.KILLED, Fate.ENDLESS), _count(tried, Fate.KILLED, Fate.ENDLESS, Fate.SURVIVED)


def _count(tried: Iterable[Tried], *fates: Fate) -> int:
    return sum(each.fate in fates for each in tried)


def _share(killed: int, counted: int) -> str:
    if not counted:
        return f"{'–':>18}"
    # Rounded down: 99.96 % are not all of them.
    return f"{f'{killed}/{counted}':>10} {1000 * killed // counted / 10:>5.1f} %"
