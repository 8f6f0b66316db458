"""The lines and targets of copied drafts, in a few statements whatever the number of people."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from contracts.models import TERMS, Indicator, Line, Round, Target, Version
from contracts.queries.last_year import Source, lines_of, targets_at_the_end
from contracts.realised import realised
from contracts.rules.comparing import within
from contracts.rules.spreading import year_figure

#: What a line says beside its terms, and a new year's draft takes over.
SAID = ("definition_of_id", "node_id", "definition", "formula", "data_source", "means", "programme_id", "risk")
#: The terms that stay as they were; months, and what a target hangs on, are found anew.
KEPT = tuple(name for name in TERMS if name not in {"monthly", "parent_id", "succeeds_id"})


def copy_lines(copied_round: Round, pairs: Sequence[tuple[Source, Version]]) -> None:
    """Give each new version the lines and targets of its source; 7 queries.

    The months keep their values, those outside the round's period fall away. The baseline is what last year came
    to, as far as it was measured, else last year's target. A target hangs again on the superior's of the same code.
    """
    of_agreement = {source.agreement_id: version for source, version in pairs}
    old = targets_at_the_end(of_agreement.keys())
    parents = _parents([version for _source, version in pairs], {row["parent__indicator_code"] for row in old})
    versions = [of_agreement[row["agreement_id"]] for row in old]
    targets = Target.objects.bulk_create(
        _target(copied_round, row, version, parents) for row, version in zip(old, versions, strict=True)
    )
    sayings, order = _sayings(old), Counter[int]()
    lines = []
    for row, version, target in zip(old, versions, targets, strict=True):
        order[version.pk] += 1
        terms = {name: getattr(target, name) for name in TERMS}
        lines.append(Line(version=version, target=target, order=order[version.pk], **terms, **sayings[row["id"]]))
    Line.objects.bulk_create(lines)


def _target(
    copied_round: Round, row: Mapping[str, Any], version: Version, parents: Mapping[tuple[int | None, str], int]
) -> Target:
    return Target(
        agreement_id=version.agreement_id,
        parent_id=parents.get((version.superior_id, row["parent__indicator_code"])),
        monthly=list(within(row["monthly"], copied_round.period)),
        **{name: row[name] for name in KEPT},
    )


def _parents(versions: Sequence[Version], codes: Collection[str | None]) -> dict[tuple[int | None, str], int]:
    """(superior, code) → the superior's target of the new year."""
    superiors = {version.superior_id for version in versions if version.superior_id}
    if not superiors or not any(codes):
        return {}
    found = Target.objects.filter(
        agreement__holder__in=superiors,
        agreement__year=versions[0].agreement.year,
        agreement__ended_on__isnull=True,
        indicator_code__in=[code for code in codes if code],
    )
    return {
        (holder, code): pk for holder, code, pk in found.values_list("agreement__holder_id", "indicator_code", "pk")
    }


def _sayings(old: Sequence[Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """Target id of last year → what its new line says beside the terms."""
    ids = [row["id"] for row in old]
    said = lines_of(ids, *SAID)
    dictionary = {found.code: found for found in Indicator.objects.filter(code__in={r["indicator_code"] for r in old})}
    measured = realised(ids)
    return {
        row["id"]: {
            **(_line_said(said[row["id"]]) if row["id"] in said else _dictionary_says(dictionary, row)),
            "baseline": _baseline(row, measured),
        }
        for row in old
    }


def _line_said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in SAID}


def _dictionary_says(dictionary: Mapping[str, Indicator], row: Mapping[str, Any]) -> dict[str, Any]:
    found = dictionary.get(row["indicator_code"])
    if found is None:
        return {}
    return {
        "definition_of": found,
        "node_id": found.objective_id,
        "definition": found.definition,
        "formula": found.formula,
        "data_source": found.data_source,
    }


def _baseline(row: Mapping[str, Any], measured: Mapping[int, Decimal]) -> Decimal | None:
    if row["id"] in measured:
        return measured[row["id"]]
    return year_figure(row["monthly"], row["accumulation"])
