"""What the paper says of programmes and money, and how a deed of before keeps its digest."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.models import Objective, ProgrammeBudget, Version
from contracts.queries.deed import build_deed, printed_letterhead
from contracts.rules import deed as deeds
from contracts.tests import flow
from contracts.tests.deeds import make_deed, make_row
from tests.cast import Cast

D = Decimal


@pytest.fixture
def programme(db: None) -> Objective:
    """A programme of 900 from the region and 100 from the State in 2026."""
    above: Objective | None = None
    for kind in ("mission", "goal", "objective", "programme"):
        above = Objective.objects.create(
            code=kind, kind=kind, name="Informasi publik", parent=above, first_year=2025, last_year=2030
        )
    assert above is not None
    for funding, amount in (("APBD", 900), ("DAK", 100)):
        ProgrammeBudget.objects.create(programme=above, year=2026, funding=funding, amount=D(amount))
    return above


def funded(cast: Cast, programme: Objective, *budgets: int) -> Version:
    """A draft of which each line uses so much of the programme; a line of 0 uses none and says why."""
    version = flow.drafted(cast.staff)
    for line, budget in zip(version.lines.order_by("order"), budgets, strict=True):
        line.programme, line.budget = programme, D(budget)
        line.unfunded_reason = "" if budget else "Kegiatan rutin"
        line.save()
    return version


def printed(version: Version) -> list[tuple[int, str]]:
    return [(int(each.budget), each.funding) for each in build_deed(version).programmes]


@pytest.mark.django_db
def test_whole_budget_stands_by_source_of_funds(cast: Cast, programme: Objective) -> None:
    assert printed(funded(cast, programme, 600, 400)) == [(900, "APBD"), (100, "DAK")]


@pytest.mark.django_db
def test_part_of_a_budget_is_what_the_lines_say(cast: Cast, programme: Objective) -> None:
    assert printed(funded(cast, programme, 250, 0)) == [(250, "APBD, DAK")]


@pytest.mark.django_db
def test_programme_without_money_of_its_own_is_not_in_the_table(cast: Cast, programme: Objective) -> None:
    deed = build_deed(funded(cast, programme, 0, 0))
    assert deed.programmes == ()
    assert [row.unfunded for row in deed.rows] == ["Kegiatan rutin", "Kegiatan rutin"]


def test_deed_of_before_keeps_its_digest() -> None:
    stored = deeds.to_json(make_deed(rows=2))
    assert all("unfunded" not in row for row in stored["rows"])
    assert deeds.to_json(deeds.from_json(stored)) == stored


def test_reason_for_no_money_is_part_of_what_is_signed() -> None:
    silent = make_deed(rows=1)
    said = replace(silent, rows=(make_row(1, unfunded="Kegiatan rutin"),))
    assert deeds.from_json(deeds.to_json(said)) == said
    assert deeds.digest(said) != deeds.digest(silent)


def test_letterhead_without_a_design_names_the_government_once(cast: Cast) -> None:
    region, office = cast.units["kota"], cast.units["dki"]
    for name in ("Kota Contoh", "Pemerintah Kota Contoh"):
        region.name = name
        assert printed_letterhead(None, [office, region]).lines == ("Pemerintah Kota Contoh", office.name)
