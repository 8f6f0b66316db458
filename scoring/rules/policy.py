"""A scoring policy as typed values: what one dated policy of the region decides (rules, every paragraph)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, cast

from kinerja.text import gettext_noop as _
from scoring.rules.policy_keys import BANDS, COMPONENTS, DEFAULT_VALUES, LEAVE_KINDS, LEVELS, POLICY_KEYS
from scoring.rules.policy_values import PolicyError, PolicyKey, Value

__all__ = [
    "COMPONENTS",
    "DEFAULT_VALUES",
    "LEAVE_KINDS",
    "LEVELS",
    "POLICY_KEYS",
    "FourBands",
    "LevelWeights",
    "Policy",
    "PolicyError",
    "PolicyKey",
]

FourBands = tuple[Decimal, Decimal, Decimal, Decimal]
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class LevelWeights:
    """Weights of the four components of the IKI for one level; not all zero (rules §5)."""

    results: Decimal
    activity: Decimal
    unit: Decimal
    behaviour: Decimal


@dataclass(frozen=True, slots=True)
class Policy:
    """Every value of one policy, read and checked. Percentages, points and weights are decimals, times whole minutes.

    `values` keeps the text of every key, as exported and as shown in explanations.
    """

    achievement_cap: Decimal
    minimize_divides: bool
    stabilize_tolerance: Decimal
    activity_expected_numerator: int
    activity_expected_denominator: int
    iki_cap: Decimal
    behaviour_above: Decimal
    behaviour_meets: Decimal
    behaviour_below: Decimal
    predicate_above: Decimal
    predicate_meets: Decimal
    discipline_absent: Decimal
    discipline_bands: tuple[int, int, int, int]
    discipline_late: FourBands
    discipline_early: FourBands
    discipline_unfiled: Decimal
    discipline_finding: Decimal
    discipline_supervisor_per_entry: Decimal
    discipline_supervisor_max: Decimal
    wfa_max_minutes: int
    tpp_weight_iki: Decimal
    tpp_weight_iko: Decimal
    tpp_weight_productivity: Decimal
    tpp_weight_discipline: Decimal
    tpp_acting_percent: Decimal
    tpp_discipline_mode: Literal["component", "whole"]
    crosscheck_overtime_minutes: int
    crosscheck_copied_days: int
    crosscheck_quantity_factor: Decimal
    crosscheck_bulk_entries: int
    crosscheck_bulk_seconds: int
    pledge_threshold: int
    filing_deadline_workdays: int
    approval_deadline_workday: int
    reading_deadline_workday: int
    objection_deadline_workday: int
    discipline_leave: Mapping[str, Decimal] = field(hash=False)
    levels: Mapping[str, LevelWeights] = field(hash=False)
    values: Mapping[str, str] = field(hash=False, repr=False)

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> Policy:
        """Read a policy from texts by key; a missing key has its default; PolicyError says what is not allowed."""
        for name in values:
            if name not in POLICY_KEYS:
                raise PolicyError("policy_unknown", _("Kunci kebijakan %(key)s tidak dikenal."), name)
        texts = {name: values.get(name, default).strip() for name, default in DEFAULT_VALUES.items()}
        return _build(texts, {name: key.parse(texts[name]) for name, key in POLICY_KEYS.items()})

    @classmethod
    def default(cls) -> Policy:
        """The policy in which every key has the default of the rules."""
        return cls.from_values({})

    def level_weights(self, level: str) -> LevelWeights | None:
        """Weights of the level's IKI; None: the level is not scored (rules §5)."""
        return self.levels.get(level)


def _build(texts: Mapping[str, str], read: Mapping[str, Value]) -> Policy:
    """Check what holds between values, then make the policy; each value has the type that its key promises."""

    def number(name: str) -> Decimal:
        return cast(Decimal, read[name])

    def whole(name: str) -> int:
        return cast(int, read[name])

    def bands(name: str) -> FourBands:
        first, second, third, fourth = (number(f"{name}.{band}") for band in BANDS)
        return first, second, third, fourth

    _check_order(read)
    _check_weights(read)
    first, second, third, fourth = (whole(f"discipline.band.{band}") for band in BANDS)
    return Policy(
        achievement_cap=number("achievement.cap"),
        minimize_divides=read["achievement.minimize"] == "divide",
        stabilize_tolerance=number("achievement.stabilize_tolerance"),
        activity_expected_numerator=whole("activity.expected_numerator"),
        activity_expected_denominator=whole("activity.expected_denominator"),
        iki_cap=number("iki.cap"),
        behaviour_above=number("behaviour.above"),
        behaviour_meets=number("behaviour.meets"),
        behaviour_below=number("behaviour.below"),
        predicate_above=number("predicate.above"),
        predicate_meets=number("predicate.meets"),
        discipline_absent=number("discipline.absent"),
        discipline_bands=(first, second, third, fourth),
        discipline_late=bands("discipline.late"),
        discipline_early=bands("discipline.early"),
        discipline_unfiled=number("discipline.unfiled"),
        discipline_finding=number("discipline.finding"),
        discipline_supervisor_per_entry=number("discipline.supervisor_per_entry"),
        discipline_supervisor_max=number("discipline.supervisor_max"),
        wfa_max_minutes=whole("wfa.max_minutes"),
        tpp_weight_iki=number("tpp.weight.iki"),
        tpp_weight_iko=number("tpp.weight.iko"),
        tpp_weight_productivity=number("tpp.weight.productivity"),
        tpp_weight_discipline=number("tpp.weight.discipline"),
        tpp_acting_percent=number("tpp.acting_percent"),
        tpp_discipline_mode="whole" if read["tpp.discipline_mode"] == "whole" else "component",
        crosscheck_overtime_minutes=whole("crosscheck.overtime_minutes"),
        crosscheck_copied_days=whole("crosscheck.copied_days"),
        crosscheck_quantity_factor=number("crosscheck.quantity_factor"),
        crosscheck_bulk_entries=whole("crosscheck.bulk_entries"),
        crosscheck_bulk_seconds=whole("crosscheck.bulk_seconds"),
        pledge_threshold=whole("pledge.threshold"),
        filing_deadline_workdays=whole("filing.deadline_workdays"),
        approval_deadline_workday=whole("approval.deadline_workday"),
        reading_deadline_workday=whole("reading.deadline_workday"),
        objection_deadline_workday=whole("objection.deadline_workday"),
        discipline_leave=MappingProxyType({kind: number(f"discipline.leave.{kind}") for kind in LEAVE_KINDS}),
        levels=MappingProxyType(_levels(read)),
        values=MappingProxyType(dict(texts)),
    )


_ASCENDING = (
    ("discipline.band.1", "discipline.band.2", True),
    ("discipline.band.2", "discipline.band.3", True),
    ("discipline.band.3", "discipline.band.4", True),
    ("behaviour.below", "behaviour.meets", False),
    ("behaviour.meets", "behaviour.above", False),
    ("predicate.meets", "predicate.above", True),
    ("activity.expected_numerator", "activity.expected_denominator", False),
    ("approval.deadline_workday", "objection.deadline_workday", False),
    ("reading.deadline_workday", "objection.deadline_workday", False),
    *(
        (f"discipline.{side}.{band}", f"discipline.{side}.{band + 1}", False)
        for side in ("late", "early")
        for band in BANDS[:-1]
    ),
)


def _check_order(read: Mapping[str, Value]) -> None:
    for low, high, strictly in _ASCENDING:
        below, above = cast(Decimal, read[low]), cast(Decimal, read[high])
        if below > above or (strictly and below == above):
            message = (
                _("Nilai %(key)s harus lebih besar dari %(low)s.")
                if strictly
                else _("Nilai %(key)s tidak boleh lebih kecil dari %(low)s.")
            )
            raise PolicyError("policy_order", message, high, low=low)


def _check_weights(read: Mapping[str, Value]) -> None:
    parts = cast(Decimal, read["tpp.weight.productivity"]) + cast(Decimal, read["tpp.weight.discipline"])
    if parts != HUNDRED:
        message = _("Bagian produktivitas dan disiplin harus berjumlah tepat 100 (%(key)s).")
        raise PolicyError("policy_tpp_parts", message, "tpp.weight.discipline")
    if not read["tpp.weight.iki"] and not read["tpp.weight.iko"]:
        message = _("Bobot IKI dan IKO tidak boleh sama-sama nol (%(key)s).")
        raise PolicyError("policy_tpp_weights", message, "tpp.weight.iki")


def _levels(read: Mapping[str, Value]) -> dict[str, LevelWeights]:
    levels: dict[str, LevelWeights] = {}
    for level in LEVELS:
        weights = [cast("Decimal | None", read[f"iki.{level}.{component}"]) for component in COMPONENTS]
        given = [weight for weight in weights if weight is not None]
        key = f"iki.{level}.{COMPONENTS[0]}"
        if not given:
            continue
        if len(given) < len(weights):
            message = _("Isi keempat bobot jenjang %(level)s, atau none untuk semuanya (%(key)s).")
            raise PolicyError("policy_level_incomplete", message, key, level=level)
        if not any(given):
            message = _("Bobot jenjang %(level)s tidak boleh nol semua (%(key)s).")
            raise PolicyError("policy_level_zero", message, key, level=level)
        levels[level] = LevelWeights(*given)
    return levels
