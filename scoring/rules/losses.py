"""What took how much off a TPP, in whole rupiah that re-add to the loss (rules §7).

The causes are taken off one after the other, each at the published figures, so that the pieces telescope.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja.rounding import ratio_half_up
from kinerja.text import gettext_noop as _
from scoring.rules.explanation import Node
from scoring.rules.policy import Policy
from scoring.rules.tpp import HUNDRED, ZERO, tpp


@dataclass(frozen=True, slots=True)
class Loss:
    """One cause: where its figure stands in the tree, its name, how often or how much (None: once), rupiah lost."""

    path: str
    label: str
    extent: Decimal | None
    unit: str
    amount: Decimal


def losses(tree: Node, policy: Policy) -> list[Loss]:
    """The causes of a loss, in the order in which they are taken off, from the tree whose root is the TPP.

    Their amounts add up to base − TPP exactly; a cause that cost nothing is left out.
    """
    return [loss for loss in _all(tree, policy) if loss.amount]


def _all(tree: Node, policy: Policy) -> Iterator[Loss]:
    base = _number(tree.find("base"))

    def pay(productivity: Decimal, discipline: Decimal, sanction: Decimal = ZERO) -> Decimal:
        return tpp(
            base=base, productivity=productivity, discipline=discipline, sanction_percent=sanction, policy=policy
        )

    mean = _number(tree.find("productivity", "mean"))
    earned = _number(tree.find("productivity"))
    left = pay(mean, HUNDRED)
    yield from _indices(tree.find("productivity", "mean"), base - left)
    absent = tree.find("productivity", "absent")
    after = pay(earned, HUNDRED)
    yield Loss("tpp.productivity.absent", absent.label, _number(absent), absent.unit, left - after)
    points, left = ZERO, after
    for event in tree.find("discipline", "points").inputs:
        points += _number(event)
        after = pay(earned, max(ZERO, HUNDRED - points))
        times = next((child for child in event.inputs if child.key == "times"), event)
        path = f"tpp.discipline.points.{event.key}"
        yield Loss(path, event.label, _number(times), times.unit, left - after)
        left = after
    sanction = tree.find("sanction")
    total = pay(earned, _number(tree.find("discipline")), _number(sanction))
    yield Loss("tpp.sanction", sanction.label, _number(sanction), sanction.unit, left - total)


def _indices(mean: Node, amount: Decimal) -> Iterator[Loss]:
    """The loss to IKI and IKO, shared by what each is short of 100 times its weight; the rest goes to the second."""
    short = {key: _short(mean, key) for key in ("iki", "iko")}
    whole = sum(short.values(), ZERO)
    if not whole:
        # Neither has a value: nothing earned is nobody's share.
        yield Loss("tpp.productivity.mean", _("Produktivitas belum ada nilainya"), None, "", amount)
        return
    first = ratio_half_up(amount * short["iki"], whole, 0)
    labels = {"iki": _("IKI di bawah 100"), "iko": _("IKO di bawah 100")}
    for key, piece in (("iki", first), ("iko", amount - first)):
        yield Loss(f"tpp.productivity.mean.{key}", labels[key], _number(mean.find(key)), "percent", piece)


def _short(mean: Node, key: str) -> Decimal:
    value = mean.find(key).value
    if not isinstance(value, Decimal):
        return ZERO
    return max(ZERO, HUNDRED - value) * _number(mean.find(f"w_{key}"))


def _number(node: Node) -> Decimal:
    return node.value if isinstance(node.value, Decimal) else ZERO
