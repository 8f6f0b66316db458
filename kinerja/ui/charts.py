"""Charts as inline SVG, drawn on the server: the same in the browser, in print and without JavaScript.

Positions are for drawing only; figures never come from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

#: Every bullet runs from 0 to 120 per cent of the target, so that lengths compare across rows.
END = 120
TOP, HEIGHT = 2, 24
LOW, HIGH = 0, 120


def position(percent: Decimal | float) -> str:
    """Where a percentage lies on the scale of a bullet, as an SVG length."""
    return f"{min(max(float(percent), 0.0), END) / END * 100:.1f}%"


def bullet(value: Decimal, words: str, forecast: Decimal | None = None) -> str:
    """A bar from zero, a tick at the target (100 %), and a hollow dot for the forecast; right is always better."""
    more = ""
    if forecast is not None:
        more = (
            f'<line class="f" x1="{position(value)}" x2="{position(forecast)}" y1="10" y2="10"/>'
            f'<circle class="p" cx="{position(forecast)}" cy="10" r="3.5"/>'
        )
    return (
        f'<svg class="bl" role="img" aria-label="{words}"><rect class="c" width="100%" y="3" height="14"/>'
        f'<rect class="b" width="{position(95)}" y="3" height="14"/>'
        f'<rect class="a" width="{position(80)}" y="3" height="14"/>'
        f'<rect class="m" width="{position(value)}" y="7" height="6"/>'
        f'<rect class="t" x="{position(100)}" width="2" height="20"/>{more}</svg>'
    )


def spark(values: Sequence[Decimal | None], words: str) -> str:
    """Up to twelve months on one scale for the whole page; a month without a figure breaks the line."""
    step = 96 / 11
    shift = 12 - len(values)
    runs: list[list[tuple[float, float]]] = [[]]
    for n, value in enumerate(values):
        if value is not None:
            runs[-1].append((2 + (n + shift) * step, _height(value)))
        elif runs[-1]:
            runs.append([])
    if not runs[-1]:
        runs.pop()
    if not runs:
        return ""
    lines = "".join(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}"/>' for run in runs)
    target = _height(Decimal(100))
    last_x, last_y = runs[-1][-1]
    return (
        f'<svg class="sp" role="img" aria-label="{words}">'
        '<svg viewBox="0 0 100 28" preserveAspectRatio="none" width="100%" height="28">'
        f'<line x1="0" x2="100" y1="{target:.1f}" y2="{target:.1f}"/>{lines}</svg>'
        f'<circle cx="{last_x:.1f}%" cy="{last_y:.1f}" r="2.5"/></svg>'
    )


def _height(value: Decimal) -> float:
    share = (min(max(float(value), LOW), HIGH) - LOW) / (HIGH - LOW)
    return TOP + HEIGHT - share * HEIGHT
