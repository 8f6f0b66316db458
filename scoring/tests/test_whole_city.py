"""Whole cities, through the doors that everybody uses: tables in, scores out, beside another reading of the rules.

The oracle (tests/oracle) works the same tables out in the plainest way and shares no line with the program. Every
published figure of every month and instant must be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from dailylog.models import Disturbance
from kinerja.tables.exporting import outgoing
from organization.models import Employee, Unit
from scoring.actions import jobs
from scoring.actions import score as scoring
from scoring.actions.score import score_month
from scoring.actions.store import store
from scoring.models import Achievement, IndividualScore, Job, JobState, OrganizationScore, Revision
from scoring.periods import parse_month, to_aware
from scoring.queries.explain import person_tree, policy_of, unit_tree
from scoring.rules.explanation import check
from tests import oracle
from tests.oracle.cities import instants, outage_instants, write_city

#: Other seeds than those on which the program was written.
SEEDS = (1017, 1018, 1019, 1020)
GOLDEN_MONTHS = ("2025-03", "2025-09", "2025-12")
PARTS_MONTH = "2025-12"
#: Amounts in a target's own unit are the same amount however many zeros follow.
AMOUNTS = {"target", "realised"}


def ours(kind: str, month: str) -> list[dict[str, str]]:
    """An export as the program publishes it."""
    table = outgoing(kind=kind, period=month)
    return [dict(zip(table.columns, map(cell, row), strict=True)) for row in table.rows]


def cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def comparable(row: dict[str, str], columns: Sequence[str]) -> dict[str, object]:
    return {name: Decimal(row[name]) if name in AMOUNTS and row[name] else row[name] for name in columns}


def assert_same(folder: Path, month: str, as_of: datetime | None) -> None:
    """Score the month and compare every export."""
    score_month(month=parse_month(month), as_of=as_of)
    city = oracle.load(folder)
    for kind in oracle.EXPORTS:
        columns = oracle.HEADERS[kind].split()
        expected = [comparable(row, columns) for row in oracle.export(city, kind, month, as_of)]
        found = [comparable(row, columns) for row in ours(kind, month)]
        assert found == expected, f"{kind} of {month} as of {as_of}"


@pytest.mark.parametrize("month", GOLDEN_MONTHS)
def test_the_golden_city_is_scored_as_the_oracle_reads_the_rules(golden: Path, month: str) -> None:
    assert_same(golden, month, None)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_city_is_scored_as_the_oracle_reads_the_rules(db: None, tmp_path: Path, seed: int) -> None:
    months = write_city(tmp_path, seed)
    call_command("import_city", str(tmp_path), verbosity=0)

    enter_outages(tmp_path)

    for month in months:
        for as_of in (None, *instants(tmp_path, month), *outage_instants(tmp_path, month)):
            assert_same(tmp_path, month, as_of)


def enter_outages(folder: Path) -> None:
    """The outages of a random city: no table carries them."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    keeper = Employee.objects.earliest("pk")
    for each in oracle.load(folder).outages:
        row = Disturbance.objects.create(
            start=to_aware(each.start), end=to_aware(each.end), note="Mati", entered_by=keeper
        )
        row.units.set(units[code] for code in each.units)


def everything(month: date) -> list[list[tuple[Any, ...]]]:
    """All that a month's revision holds, but for the ids of rows."""
    models = {IndividualScore: "employee_id", OrganizationScore: "unit_id", Achievement: "target_id"}
    kept = []
    for model, key in models.items():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in {"id", "revision"}]
        kept.append(list(model._default_manager.filter(revision__month=month).order_by(key).values_list(*names)))
    return kept


def test_opds_one_by_one_make_what_the_whole_city_makes(db: None, tmp_path: Path) -> None:
    month = parse_month(write_city(tmp_path, SEEDS[0])[-1])
    call_command("import_city", str(tmp_path), verbosity=0)
    score_month(month=month)
    whole = everything(month)
    Revision.objects.all().delete()

    parent = jobs.request_scoring(month=month)
    for job_id in jobs.jobs_to_wake():
        jobs.run_job(job_id)

    parent.refresh_from_db()
    assert parent.state == JobState.DONE
    assert everything(month) == whole


def test_a_scoring_killed_half_way_and_begun_again_makes_the_same_rows(
    golden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = parse_month(PARTS_MONTH)
    score_month(month=month)
    whole = everything(month)
    Revision.objects.all().delete()
    jobs.request_scoring(month=month)
    first, second, *others = jobs.jobs_to_wake()
    assert jobs.run_job(first)

    with monkeypatch.context() as patch:
        patch.setattr(scoring, "store", store_and_die)
        assert not jobs.run_job(second)
    stopped = everything(month)
    for job_id in (first, second, *others):
        jobs.run_job(job_id)

    assert stopped[0]
    assert stopped[0] != whole[0]
    assert everything(month) == whole
    assert not Job.objects.exclude(state=JobState.DONE).exists()


def store_and_die(*args: Any) -> None:
    """Write everything of the part, and end before it is committed."""
    store(*args)
    raise RuntimeError("killed")


@pytest.mark.parametrize("month", GOLDEN_MONTHS)
def test_every_figure_recomputes_from_its_own_explanation(golden: Path, month: str) -> None:
    revision = score_month(month=parse_month(month))

    for score in IndividualScore.objects.filter(revision=revision).select_related("revision"):
        tree = person_tree(score)
        assert check(tree) == []
        told = [
            tree.find(*path).value for path in ((), ("productivity",), ("discipline",), ("productivity", "mean", "iki"))
        ]
        assert [tree.value, *told[1:]] == [score.tpp, score.productivity, score.discipline, score.iki]
    policy = policy_of(revision)
    for figure in OrganizationScore.objects.filter(revision=revision):
        for to_date, value in ((False, figure.iko), (True, figure.iko_ytd)):
            tree = unit_tree(figure, policy, to_date=to_date)
            assert (check(tree), tree.value) == ([], value)
