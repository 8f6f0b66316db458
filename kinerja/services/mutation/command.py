"""``script/mutation``: the command line."""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

from kinerja.services.environment import ROOT, Home
from kinerja.services.errors import ServiceError
from kinerja.services.mutation import report
from kinerja.services.mutation.chosen import rules
from kinerja.services.mutation.equivalent import LIST, Equivalent, equivalents, key
from kinerja.services.mutation.remembered import Remembered
from kinerja.services.mutation.trying import Fate, Tried, Trying


def mutation(arguments: list[str], root: Path = ROOT, reviewed: Path = LIST) -> int:
    """Try every mutant; print figures and survivors; 1 when an app stands below the bar."""
    options = _parser().parse_args(arguments)
    began = time.monotonic()
    listed = equivalents(reviewed)
    trying = Trying(root, _remembered(root, anew=options.anew), jobs=options.jobs)
    counted: list[Tried] = []
    same: set[Equivalent] = set()
    chosen = _chosen(options.paths, root)
    print(report.HEAD)
    for path in chosen:
        tried = trying.tried(path)
        same |= {key(path, one.mutant) for one in tried if one.fate is Fate.SURVIVED} & listed
        of_file = [one for one in tried if key(path, one.mutant) not in listed]
        for line in report.of_file(path, of_file):
            print(line, flush=True)
        counted += of_file
    # An entry that no survivor answers to has to go, so that the list stays small.
    gone = sorted(each for each in listed - same if Path(each.path) in chosen)
    print(*report.of_all(counted, same, gone), sep="\n")
    failed = bool(gone) or report.below_bar(counted)
    print(f"\n{'FAILED' if failed else 'Every app stands above the bar.'} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/mutation", description="Whether the tests of the rules notice when a rule is changed."
    )
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders of rules; all unless named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many trials at a time")
    parser.add_argument("--anew", action="store_true", help="forget what earlier runs have found")
    return parser


def _remembered(root: Path, *, anew: bool) -> Remembered:
    home = Home.of(os.environ)
    home.prepare()
    file = home.path / "mutation.jsonl"
    if anew:
        file.unlink(missing_ok=True)
    return Remembered(file, root)


def _chosen(named: Sequence[Path], root: Path) -> list[Path]:
    wanted = [Path(os.path.relpath(path, root)) for path in named]
    chosen = [path for path in rules(root) if not named or any(path.is_relative_to(each) for each in wanted)]
    if not chosen:
        raise ServiceError("None of these are rules.", "script/mutation scoring/rules/tpp.py")
    return chosen
