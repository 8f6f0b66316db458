"""An entry of the daily log in the making."""

from dataclasses import dataclass

from scoring.demo.attendance import Day
from scoring.demo.spec import Line


@dataclass(slots=True)
class Entry:
    """Start and end in minutes after midnight; a quantity of 0 is left empty."""

    day: Day
    start: int
    end: int
    description: str
    output: str
    line: Line | None = None
    quantity: int = 0
