"""Explanations of a person's month: IKI, productivity, base and the TPP that they make (rules §5, §7)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.text import gettext_noop as _
from scoring.rules import tpp as rules
from scoring.rules.breakdown.leaves import given, policy_leaf, rekeyed
from scoring.rules.explanation import ExplanationError, Node
from scoring.rules.iki import behaviour_value, iki
from scoring.rules.policy import COMPONENTS, Policy

IKI_SOURCE = "rules §5; PermenPANRB 6/2022"
TPP_SOURCE = "rules §7; PP 12/2019"
SANCTION_SOURCE = "rules §7; PP 94/2021"

_BEHAVIOUR_KEYS = {"above": "behaviour.above", "below": "behaviour.below"}
_COMPONENT_SHARE = "tpp_productivity * productivity + tpp_discipline * discipline"
_WHOLE_SHARE = "max(0, tpp_productivity * productivity + tpp_discipline * 100 - 100 * (100 - discipline))"


def figure(node: Node) -> Decimal | None:
    """The number of a node; ExplanationError for a text."""
    if isinstance(node.value, str):
        raise ExplanationError(f"{node.key} is a text, not a figure")
    return node.value


def _known(node: Node) -> Decimal:
    value = figure(node)
    if value is None:
        raise ExplanationError(f"{node.key} must have a value")
    return value


def behaviour_tree(rating: str | None, policy: Policy, key: str = "behaviour") -> Node:
    """The superior's rating; not rated counts as `meets`."""
    name = _BEHAVIOUR_KEYS.get(rating or "", "behaviour.meets")
    rated = policy_leaf("rated", name, policy, "percent")
    value = behaviour_value(rating, policy)
    return Node(key, _("Perilaku kerja"), value, IKI_SOURCE, "percent", "rated", 2, (rated,))


def iki_tree(
    *,
    level: str,
    results: Node,
    activity: Node,
    unit: Node,
    rating: str | None,
    policy: Policy,
    key: str = "iki",
) -> Node:
    """The IKI of a scored level from the nodes of its components; ExplanationError for a level without weights."""
    weights = policy.level_weights(level)
    if weights is None:
        raise ExplanationError(f"the level {level} is not scored")
    behaviour = behaviour_tree(rating, policy)
    value = iki(
        weights=weights,
        results=figure(results),
        activity=figure(activity),
        unit=figure(unit),
        behaviour=figure(behaviour),
        cap=policy.iki_cap,
    )
    inputs: list[Node] = []
    for component, node in zip(COMPONENTS, (results, activity, unit, behaviour), strict=True):
        weight = policy_leaf(f"w_{component}", f"iki.{level}.{component}", policy, "weight")
        inputs += (weight, rekeyed(node, component))
    expression = f"min(cap, wmean({', '.join(node.key for node in inputs)}))"
    inputs.append(policy_leaf("cap", "iki.cap", policy, "percent"))
    return Node(key, _("Indeks Kinerja Individu (IKI)"), value, IKI_SOURCE, "percent", expression, 2, tuple(inputs))


def productivity_tree(*, iki: Node, iko: Node, required: int, absent: int, policy: Policy) -> Node:
    """Productivity: the mean of IKI and IKO, then the share of the required workdays that were not absence."""
    means = (
        policy_leaf("w_iki", "tpp.weight.iki", policy, "weight"),
        rekeyed(iki, "iki"),
        policy_leaf("w_iko", "tpp.weight.iko", policy, "weight"),
        rekeyed(iko, "iko"),
    )
    mean = Node(
        key="mean",
        label=_("Rata-rata IKI dan IKO"),
        value=rules.mean_productivity(figure(iki), figure(iko), policy),
        source=TPP_SOURCE,
        unit="percent",
        expression="coalesce(min(100, wmean(w_iki, iki, w_iko, iko)), 0)",
        places=2,
        inputs=means,
    )
    days = (
        given("required", _("Hari kerja wajib"), required, TPP_SOURCE, "days"),
        given("absent", _("Hari tanpa keterangan (TK)"), absent, TPP_SOURCE, "days"),
    )
    value = rules.productivity(iki=figure(iki), iko=figure(iko), required=required, absent=absent, policy=policy)
    expression = "mean * (required - absent) / required" if required else "mean"
    return Node("productivity", _("Produktivitas"), value, TPP_SOURCE, "percent", expression, 2, (mean, *days))


def base_tree(*, daily_total: Decimal, workdays: int, acting_bases: Sequence[Decimal], policy: Policy) -> Node:
    """The month's TPP base: the daily mean of the posts held, plus the share for acting posts."""
    value = rules.tpp_base(daily_total=daily_total, workdays=workdays, acting_bases=acting_bases, policy=policy)
    inputs = [given("daily_total", _("Jumlah TPP dasar harian"), daily_total, TPP_SOURCE, "rupiah")]
    expression = "daily_total"
    if workdays:
        inputs.append(given("workdays", _("Hari kerja bulan ini"), workdays, TPP_SOURCE, "days"))
        expression = "daily_total / workdays"
    if acting_bases:
        acting = [
            given(f"acting_{number}", _("TPP dasar jabatan Plt/Plh"), amount, TPP_SOURCE, "rupiah")
            for number, amount in enumerate(acting_bases, start=1)
        ]
        expression += f" + percent * sum({', '.join(node.key for node in acting)}) / 100"
        inputs += (policy_leaf("percent", "tpp.acting_percent", policy, "percent"), *acting)
    return Node("base", _("TPP dasar bulan ini"), value, TPP_SOURCE, "rupiah", expression, 0, tuple(inputs))


def tpp_tree(
    *,
    iki: Node,
    iko: Node,
    discipline: Node,
    required: int,
    absent: int,
    daily_total: Decimal,
    workdays: int,
    acting_bases: Sequence[Decimal],
    sanction_percent: Decimal,
    policy: Policy,
) -> Node:
    """A person's whole month as one tree with the TPP as root."""
    productivity = productivity_tree(iki=iki, iko=iko, required=required, absent=absent, policy=policy)
    base = base_tree(daily_total=daily_total, workdays=workdays, acting_bases=acting_bases, policy=policy)
    sanction = given("sanction", _("Potongan hukuman disiplin"), sanction_percent, SANCTION_SOURCE, "percent")
    value = rules.tpp(
        base=_known(base),
        productivity=_known(productivity),
        discipline=_known(discipline),
        sanction_percent=sanction_percent,
        policy=policy,
    )
    weights = (
        policy_leaf("tpp_productivity", "tpp.weight.productivity", policy, "weight"),
        policy_leaf("tpp_discipline", "tpp.weight.discipline", policy, "weight"),
    )
    share = _COMPONENT_SHARE if policy.tpp_discipline_mode == "component" else _WHOLE_SHARE
    return Node(
        key="tpp",
        label=_("Tambahan Penghasilan Pegawai (TPP)"),
        value=value,
        source=TPP_SOURCE,
        unit="rupiah",
        expression=f"base * ({share}) / 10000 * max(0, 100 - sanction) / 100",
        places=0,
        inputs=(base, productivity, rekeyed(discipline, "discipline"), *weights, sanction),
        policy_keys=("tpp.discipline_mode",),
    )
