"""Rebuilds the explanation of a stored figure from what its revision kept: the same digits, years later (rules §0).

Nothing is read but the revision: its policy, its achievements, its units, the person's breakdown and days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from scoring.models import Achievement, IndividualScore, OrganizationScore, Revision
from scoring.rules.breakdown import (
    achievement_tree,
    activity_tree,
    agreement_tree,
    discipline_tree,
    given,
    iki_tree,
    tpp_tree,
    year_to_date_tree,
)
from scoring.rules.discipline import DisciplineCounts
from scoring.rules.explanation import Node
from scoring.rules.kept import Kept
from scoring.rules.policy import Policy
from scoring.rules.stored_months import from_stored

RULES_IKO = "rules §3"
RULES_IKI = "rules §5"

RESULTS = "Hasil kerja"
UNIT = "Kinerja unit"
OPD = "Indeks Kinerja Organisasi (IKO) OPD"

#: Where the tree keeps the agreements that are made of targets.
OWN_TARGETS = "tpp.productivity.mean.iki.results"
UNIT_TARGETS = "tpp.productivity.mean.iki.unit"
OPD_TARGETS = "tpp.productivity.mean.iko"


def policy_of(revision: Revision) -> Policy:
    """The policy as the revision copied it."""
    return Policy.from_values(revision.policy)


def person_tree(score: IndividualScore) -> Node:
    """A person's whole month, with the TPP as root."""
    policy = policy_of(score.revision)
    return _person(score, policy, _results(score, policy), _unit_component(score, policy), _iko(score, policy))


def person_outline(
    score: IndividualScore, policy: Policy, units: Mapping[int, tuple[str, int | None]]
) -> tuple[Node, frozenset[str]]:
    """A person's month down to the agreements, and the paths at which their targets were left out.

    The figures of the agreements are those that the revision published, which are what their targets give. ``units``
    are the units that enter the score: name and agreement of the head, as of the revision.
    """
    kept: Kept = score.breakdown
    name, unit_agreement = units.get(kept["unit_from"] or 0, ("", None))
    tree = _person(
        score,
        policy,
        given("results", RESULTS, score.results, RULES_IKI, "percent"),
        given("unit", f"{UNIT}: {name}" if name else UNIT, score.unit_score, RULES_IKI, "percent"),
        given("iko", OPD, score.iko, RULES_IKO, "percent"),
    )
    agreements = {
        OWN_TARGETS: kept["agreement"],
        UNIT_TARGETS: unit_agreement,
        OPD_TARGETS: units.get(score.opd_id or 0, ("", None))[1],
    }
    return tree, frozenset(path for path, agreement in agreements.items() if agreement is not None)


def _person(score: IndividualScore, policy: Policy, results: Node, unit: Node, iko: Node) -> Node:
    kept: Kept = score.breakdown
    iki = iki_tree(
        level=score.level,
        results=results,
        activity=activity_tree(counted=kept["counted"], expected=kept["expected"], days=_days(score)),
        unit=unit,
        rating=kept["rating"],
        policy=policy,
    )
    return tpp_tree(
        iki=iki,
        iko=iko,
        discipline=discipline_tree(counts=_counts(score), policy=policy),
        required=kept["required"],
        absent=kept["absent"],
        daily_total=_daily_total(score),
        workdays=kept["workdays"],
        acting_bases=[Decimal(base) for _, base in kept["acting"]],
        sanction_percent=score.sanction_percent,
        policy=policy,
    )


def _results(score: IndividualScore, policy: Policy) -> Node:
    agreement_id = score.breakdown["agreement"]
    if agreement_id is None:
        return given("results", RESULTS, score.results, RULES_IKI, "percent")
    return agreement_score_tree(score.revision, agreement_id, policy, "results", RESULTS)


def _unit_component(score: IndividualScore, policy: Policy) -> Node:
    unit_id = score.breakdown["unit_from"]
    if unit_id is None:
        return given("unit", UNIT, None, RULES_IKI, "percent")
    figure = OrganizationScore.objects.select_related("unit").get(revision_id=score.revision_id, unit_id=unit_id)
    node = unit_tree(figure, policy)
    return replace(node, key="unit", label=f"{UNIT}: {figure.unit.name}")


def _iko(score: IndividualScore, policy: Policy) -> Node:
    if score.opd_id is None:
        return given("iko", OPD, None, RULES_IKO, "percent")
    figure = OrganizationScore.objects.get(revision_id=score.revision_id, unit_id=score.opd_id)
    return replace(unit_tree(figure, policy), key="iko", label=OPD)


def unit_tree(figure: OrganizationScore, policy: Policy | None = None, *, to_date: bool = False) -> Node:
    """The IKO of a unit: the score of its head's agreement, of the month or the year to date."""
    policy = policy or policy_of(figure.revision)
    label = "Indeks Kinerja Organisasi (IKO)"
    if figure.agreement_id is None:
        return given("iko", label, None, RULES_IKO, "percent")
    return agreement_score_tree(figure.revision, figure.agreement_id, policy, "iko", label, to_date=to_date)


def agreement_score_tree(
    revision: Revision, agreement_id: int, policy: Policy, key: str, label: str, *, to_date: bool = False
) -> Node:
    """The score of an agreement with its targets, each by its own formula."""
    rows = (
        Achievement.objects.filter(revision=revision, target__agreement_id=agreement_id)
        .select_related("target")
        .order_by("target__indicator_code")
    )
    targets = [(row.target.weight, target_tree(row, policy, to_date=to_date)) for row in rows]
    return agreement_tree(key=key, label=label, targets=targets)


def target_tree(row: Achievement, policy: Policy, *, to_date: bool = False) -> Node:
    """A target in the month, or over the year to date."""
    target = row.target
    months = [from_stored(month) for month in row.months]
    if to_date:
        return year_to_date_tree(
            key="target",
            label=target.indicator,
            polarity=target.polarity,
            accumulation=target.accumulation,
            source=target.source,
            months=months,
            policy=policy,
            unit=target.unit_of_measure,
        )
    return achievement_tree(
        key="target",
        label=target.indicator,
        polarity=target.polarity,
        source=target.source,
        month=months[-1],
        policy=policy,
        unit=target.unit_of_measure,
    )


def _days(score: IndividualScore) -> list[tuple[date, int, int]]:
    """(day, counted, expected): the required workdays, and the days on which overtime added minutes."""
    added = {date.fromisoformat(day): minutes for day, minutes in score.breakdown.get("overtime", [])}
    days = {date.fromisoformat(str(day[0])): (int(day[9] or 0), int(day[10] or 0)) for day in score.days}
    for day, minutes in added.items():
        counted, expected = days.get(day, (0, 0))
        days[day] = counted + minutes, expected
    return [(day, *days[day]) for day in sorted(days)]


def _counts(score: IndividualScore) -> DisciplineCounts:
    kept: Kept = score.breakdown
    findings, undecided = kept.get("conduct", (0, 0))
    return DisciplineCounts(
        absent=kept["absent"],
        late=_four(kept["late"]),
        early=_four(kept["early"]),
        unfiled=kept["unfiled"],
        findings=findings,
        leave=kept["leave"],
        undecided=undecided,
    )


def _four(counts: Sequence[int]) -> tuple[int, int, int, int]:
    first, second, third, fourth = counts
    return first, second, third, fourth


def _daily_total(score: IndividualScore) -> Decimal:
    kept: Kept = score.breakdown
    if not kept["workdays"]:
        return Decimal(kept["posts"][-1][1])
    return sum((days * Decimal(base) for days, base in kept["posts"]), Decimal(0))
