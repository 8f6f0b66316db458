"""A slow, independent reading of the calculation rules, used to check the program on whole cities.

It reads the interchange tables of a folder and works every export out in the plainest way. It imports nothing from
the program, and nothing of the program may import it.
"""

from tests.oracle.exports import (
    EXPORTS,
    HEADERS,
    achievements,
    export,
    pledges,
    rankings,
    rankings_ytd,
    scores,
    ytd,
)
from tests.oracle.loading import load
from tests.oracle.records import City

__all__ = [
    "EXPORTS",
    "HEADERS",
    "City",
    "achievements",
    "export",
    "load",
    "pledges",
    "rankings",
    "rankings_ytd",
    "scores",
    "ytd",
]
