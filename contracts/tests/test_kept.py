"""What is kept until a table changes names every table that it reads, and each of these notes its changes."""

import inspect
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import Indicator, Round, Target
from contracts.queries import agreements, gaps, round_status
from contracts.queries.cascade import Look
from contracts.tests import flow
from contracts.tests.matrix_planning import planned
from contracts.tests.rounds import YEAR, make_round
from contracts.views import cascade_shown, letterheads, planning_shown, volumes
from organization.access import access_for
from organization.models import Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TODAY = date(YEAR, 3, 2)
Ask = Callable[[Cast, Employee], object]
KEPT: list[tuple[Any, Ask]] = [
    (gaps.told, lambda _cast, user: gaps.told(Look(user, YEAR))),
    (gaps.known_counts, lambda cast, user: gaps.known_counts(Look(user, YEAR, cast.units["dki"].pk))),
    (gaps._found, lambda _cast, user: [len(gaps.Gaps(Look(user, YEAR), kind)) for kind in gaps.KINDS]),
    (agreements._page_text, lambda _cast, user: agreements.page_text(access_for(user), wanted(), 1)),
    (round_status._whole, lambda cast, user: round_status.Board(Round.objects.get(), user).whole()),
    (cascade_shown.branch, lambda _cast, user: opened(user)),
    (cascade_shown.gaps, lambda _cast, user: cascade_shown.gaps(Look(user, YEAR), gaps.LOOSE, "", "", 0)),
    (planning_shown.plan, lambda _cast, _user: planning_shown.plan("", TODAY, may_plan=True)),
    (planning_shown.dictionary, lambda cast, _user: planning_shown.dictionary(searched(cast), YEAR)),
    (planning_shown.shared_indicators, lambda _cast, _user: planning_shown.shared_indicators(None, TODAY)),
    (letterheads.all_letterheads, lambda _cast, _user: letterheads.all_letterheads()),
    (volumes.blank, lambda _cast, user: volumes.blank(access_for(user).unit_ids, TODAY, str(YEAR), "")),
]


def opened(user: Employee) -> object:
    """The branch of any target."""
    return cascade_shown.branch(Look(user, YEAR), Target.objects.latest("pk").pk, "", "", 0, part=False)


def wanted() -> agreements.Wanted:
    """A list narrowed by all that there is."""
    return agreements.Wanted(YEAR, text="a", state="presented", opd_id=1)


def searched(cast: Cast) -> str:
    """An address of the dictionary that narrows it."""
    return f"q=indikator&opd={cast.units['dki'].pk}&state=unused"


def declared(function: Any) -> set[str]:
    """The tables that a kept function says it reads."""
    inside = inspect.getclosurevars(function).nonlocals
    return set(inside["tables"]) if "tables" in inside else declared(inside["known"])


def read(captured: CaptureQueriesContext) -> set[str]:
    """The tables that statements name, those planned beforehand as well; but for rounds, which are given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        planned_before = dict(cursor.fetchall())
    said = [query["sql"] for query in captured]
    said += [planned_before[match[1]] for text in said if (match := re.match(r"EXECUTE (\w+)", text))]
    return set(re.findall(r"\b(?:contracts|organization)_[a-z]+\b", " ".join(said))) - {
        "contracts_round",
        *planned_before,
    }


@pytest.mark.parametrize(("function", "ask"), KEPT, ids=[function.__name__ for function, _ask in KEPT])
def test_all_that_is_read_is_declared_and_noted(cast: Cast, function: Any, ask: Ask) -> None:
    Indicator.objects.create(
        code="A",
        name="Indikator A",
        objective=planned(),
        unit_of_measure="buah",
        polarity="maximize",
        accumulation="sum",
        source="reading",
    )
    flow.presented(cast.staff, year=YEAR)
    make_round(cast)
    for user in (cast.ortala, cast.head):
        access_for(user)
        with CaptureQueriesContext(connection) as captured:
            ask(cast, user)
        assert read(captured) <= declared(function)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'change_noted'")
        assert declared(function) <= {row[0] for row in cursor.fetchall()}


def test_a_round_counts_each_person_once_in_one_state(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    board = round_status.Board(make_round(cast))
    assert board.whole() == {state: count for state, count in board.groups()[2].counts.items() if count}
    head = round_status.Board(board.round, cast.kabid)
    assert sum(head.whole().values()) == 3


@pytest.mark.parametrize(("asked", "year"), [("2027", 2027), ("1999", 2026), ("", 2026), ("٢٠٢٧", 2026), ("x", 2026)])
def test_a_year_that_nobody_planned_for_is_this_one(asked: str, year: int) -> None:
    assert planning_shown.year_among([2025, 2026, 2027], asked, TODAY) == year
    assert planning_shown.year_among([2020, 2021], asked, TODAY) == 2021
