"""Builders of explanations: each figure of a person's month as a node, up to one tree with the TPP as root."""

from scoring.rules.breakdown.daily import activity_tree, discipline_tree
from scoring.rules.breakdown.leaves import given, policy_leaf, rekeyed
from scoring.rules.breakdown.person import iki_tree, tpp_tree
from scoring.rules.breakdown.promises import achievement_tree, agreement_tree, year_to_date_tree

__all__ = [
    "achievement_tree",
    "activity_tree",
    "agreement_tree",
    "discipline_tree",
    "given",
    "iki_tree",
    "policy_leaf",
    "rekeyed",
    "tpp_tree",
    "year_to_date_tree",
]
