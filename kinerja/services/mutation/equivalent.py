"""Mutants that no test can tell from the rule: the reviewed list ``equivalent.toml``, each with its reason."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from kinerja.services.errors import ServiceError
from kinerja.services.mutation.mutants import Mutant

LIST = Path(__file__).parent / "equivalent.toml"


class Equivalent(NamedTuple):
    """A mutant by its file, its function or constant, and the words of the change; where it stands may move."""

    path: str
    name: str
    old: str
    new: str


def equivalents(file: Path = LIST) -> set[Equivalent]:
    """The list. Each entry gives a reason."""
    entries = tomllib.loads(file.read_text()).get("mutant", [])
    if without := [each for each in entries if not each.get("reason")]:
        raise ServiceError(f"{file.name} gives no reason for {without[0]}.")
    return {Equivalent(each["path"], each["name"], each["old"], each["new"]) for each in entries}


def key(path: Path, mutant: Mutant) -> Equivalent:
    """By what the list names a mutant."""
    return Equivalent(str(path), mutant.name, mutant.old, mutant.new)
