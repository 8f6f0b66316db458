"""Leaves of explanations: facts that are given and values that the policy decides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kinerja.text import gettext_noop as _
from scoring.rules.explanation import Node, Value
from scoring.rules.policy import POLICY_KEYS, Policy

MONTH_NAMES = (
    _("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"),
    _("Juli"), _("Agustus"), _("September"), _("Oktober"), _("November"), _("Desember"),
)  # fmt: skip


def given(key: str, label: str, value: Value | int, source: str, unit: str = "") -> Node:
    """A leaf: a count, mark, amount, or a published figure whose own explanation has its own address."""
    return Node(key, label, Decimal(value) if isinstance(value, int) else value, source, unit)


def policy_leaf(key: str, name: str, policy: Policy, unit: str = "") -> Node:
    """A leaf with the numeric policy value of that name, under `key` in the parent's expression."""
    described = POLICY_KEYS[name]
    value = Decimal(policy.values[name])
    return Node(key, described.help, value, f"rules {described.paragraph}", unit, policy_keys=(name,))


def rekeyed(node: Node, key: str) -> Node:
    """The same figure under the name that the parent's expression gives it."""
    return replace(node, key=key)
