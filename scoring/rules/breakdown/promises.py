"""Explanations of what was promised: achievement of a target, year to date, score of an agreement (rules §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kinerja.text import gettext_noop as _
from scoring.rules.breakdown.leaves import MONTH_NAMES, given, policy_leaf, rekeyed
from scoring.rules.clocks import realisation
from scoring.rules.explanation import Node
from scoring.rules.policy import Policy
from scoring.rules.targets import TargetMonth, agreement_score, month_achievement, worthless, year_to_date

SOURCE = "rules §3; Perpres 29/2014"
CASES_SOURCE = "rules §2; UU 14/2008"

_STATE_LABELS = {
    "not_due": _("Belum jatuh tempo"),
    "unreported": _("Tidak dilaporkan"),
    "measured": _("Terukur"),
}


def achievement_tree(
    *, key: str, label: str, polarity: str, source: str, month: TargetMonth, policy: Policy, unit: str = ""
) -> Node:
    """Achievement of a target in one month; `label` is the indicator, `unit` the target's unit of measure."""
    value = month_achievement(month, polarity=polarity, policy=policy)
    state = given("state", _("Status"), _STATE_LABELS[month.state], SOURCE)
    if month.state == "not_due":
        return Node(key, label, value, SOURCE, "percent", inputs=(state,))
    target = given("target", _("Target"), month.target, SOURCE, unit)
    if month.state == "unreported":
        return Node(key, label, value, SOURCE, "percent", "0", 2, (state, target))
    if source == "cases":
        realised = _share((month.on_time,), (month.decided,), ("on_time",), ("decided",))
    else:
        realised = given("realised", _("Realisasi"), month.realised, SOURCE, unit)
    return _formula(key, label, value, (state, target, realised), polarity=polarity, policy=policy)


def _formula(
    key: str, label: str, value: Decimal | None, inputs: tuple[Node, ...], *, polarity: str, policy: Policy
) -> Node:
    """A node with the formula of the polarity over inputs that include `target` and `realised`."""
    figures = {node.key: node.value for node in inputs}
    expression = _expression(polarity, figures["realised"], figures["target"], policy)
    used = [policy_leaf("cap", "achievement.cap", policy, "percent")] if "cap" in expression else []
    if "tolerance" in expression:
        used.append(policy_leaf("tolerance", "achievement.stabilize_tolerance", policy, "percent"))
    keys = ("achievement.minimize",) if polarity == "minimize" else ()
    return Node(key, label, value, SOURCE, "percent", expression, 2, (*inputs, *used), keys)


def _expression(polarity: str, realised: object, target: object, policy: Policy) -> str:
    if not target:
        return "0" if realised else "100"
    if polarity == "maximize":
        return "max(0, min(cap, 100 * realised / target))"
    if polarity == "stabilize":
        off = "max(0, abs(realised - target) - tolerance * target / 100)"
        return f"max(0, min(cap, 100 * (1 - {off} / target)))"
    if not policy.minimize_divides:
        return "max(0, min(cap, 100 * (2 * target - realised) / target))"
    return "min(cap, 100 * target / realised)" if isinstance(realised, Decimal) and realised > 0 else "cap"


def _share(on_time: Sequence[int], decided: Sequence[int], on_keys: Sequence[str], all_keys: Sequence[str]) -> Node:
    """Realisation of a target of the source `cases`, from the counts of its months."""
    on_label, all_label = _("Kasus selesai tepat waktu"), _("Kasus yang diputus")
    inputs = [given(k, on_label, n, CASES_SOURCE, "cases") for k, n in zip(on_keys, on_time, strict=True)]
    inputs += [given(k, all_label, n, CASES_SOURCE, "cases") for k, n in zip(all_keys, decided, strict=True)]
    expression = f"100 * sum({', '.join(on_keys)}) / sum({', '.join(all_keys)})"
    value = realisation(sum(on_time), sum(decided))
    return Node("realised", _("Realisasi"), value, CASES_SOURCE, "percent", expression, 2, tuple(inputs))


def year_to_date_tree(
    *,
    key: str,
    label: str,
    polarity: str,
    accumulation: str,
    source: str,
    months: Sequence[TargetMonth],
    policy: Policy,
    unit: str = "",
) -> Node:
    """Achievement of a target over January … m, with the months that enter it."""
    figures = year_to_date(polarity=polarity, accumulation=accumulation, source=source, months=months, policy=policy)
    if figures is None:
        state = given("state", _("Status"), _STATE_LABELS["not_due"], SOURCE)
        return Node(key, label, None, SOURCE, "percent", inputs=(state,))
    due = [index for index, month in enumerate(months) if month.state != "not_due"]
    targets = [_month("t", index, months[index].target, unit) for index in due]
    if source == "cases":
        realised = _cases_to_date(months, due)
        target = replace(targets[-1], key="target", label=_("Target"))
    elif accumulation == "last":
        target = replace(targets[-1], key="target", label=_("Target"))
        last = _month("r", due[-1], _result(months[due[-1]], polarity), unit)
        realised = replace(last, key="realised", label=_("Realisasi"))
    else:
        results = [(index, _result(month, polarity)) for index, month in enumerate(months)]
        entering = [
            _month("r", index, result, unit)
            for index, result in results
            if result is not None and (index in due or accumulation == "sum")
        ]
        mean = accumulation == "average"
        target = _total("target", _("Target"), figures.target, targets, unit, mean=mean)
        realised = _total("realised", _("Realisasi"), figures.realised, entering, unit, mean=mean)
    return _formula(key, label, figures.achievement, (target, realised), polarity=polarity, policy=policy)


def _month(prefix: str, index: int, value: Decimal | None, unit: str) -> Node:
    return given(f"{prefix}_{index + 1:02d}", MONTH_NAMES[index], value, SOURCE, unit)


def _result(month: TargetMonth, polarity: str) -> Decimal | None:
    """The result with which a month enters, None when it does not."""
    if month.state == "unreported" and month.target is not None:
        return worthless(polarity, month.target)
    return month.realised if month.in_force else None


def _total(key: str, label: str, value: Decimal, months: Sequence[Node], unit: str, *, mean: bool) -> Node:
    expression = f"sum({', '.join(month.key for month in months)})"
    if mean:
        return Node(key, label, value, SOURCE, unit, f"{expression} / {len(months)}", 4, tuple(months))
    return Node(key, label, value, SOURCE, unit, expression, None, tuple(months))


def _cases_to_date(months: Sequence[TargetMonth], due: Sequence[int]) -> Node:
    return _share(
        [months[index].on_time for index in due],
        [months[index].decided for index in due],
        [f"on_time_{index + 1:02d}" for index in due],
        [f"decided_{index + 1:02d}" for index in due],
    )


def agreement_tree(*, key: str, label: str, targets: Sequence[tuple[Decimal, Node]]) -> Node:
    """Score of an agreement from (weight, achievement node) of its targets, for a month or the year to date."""
    pairs = [(weight, node.value) for weight, node in targets if not isinstance(node.value, str)]
    inputs: list[Node] = []
    for number, (weight, node) in enumerate(targets, start=1):
        inputs += (given(f"w_{number}", _("Bobot"), weight, SOURCE, "weight"), rekeyed(node, f"a_{number}"))
    expression = f"wmean({', '.join(node.key for node in inputs)})"
    return Node(key, label, agreement_score(pairs), SOURCE, "percent", expression, 2, tuple(inputs))
