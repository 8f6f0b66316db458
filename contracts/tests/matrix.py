"""Who may open the pages of planning, rounds, agreements and signatures."""

from tests.matrix import Row

ROWS: list[Row] = []
