"""Texts about published figures, which are read anew only when figures, promises or the structure change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kinerja.reading import read_text
from kinerja.unchanged import until_changed
from organization.noted import STRUCTURE

#: The tables that such texts are read from; all of them are noted by migrations.
FIGURES = (
    *STRUCTURE,
    "contracts_agreement",
    "contracts_target",
    "scoring_revision",
    "scoring_achievement",
    "scoring_organizationscore",
    "scoring_individualscore",
)


def figures_text(statement: str, asked: Mapping[str, Any]) -> str:
    """The one text of a statement that reads nothing but ``FIGURES``, asked with plain values and lists of them."""
    return _text(
        statement, tuple((key, tuple(each) if isinstance(each, list) else each) for key, each in asked.items())
    )


# The longest are those of seventy offices, 60 kB; most have a tenth of it.
@until_changed(*FIGURES, most=128)
def _text(statement: str, asked: tuple[tuple[str, Any], ...]) -> str:
    return read_text(statement, {name: list(each) if isinstance(each, tuple) else each for name, each in asked})
