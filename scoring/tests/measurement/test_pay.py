"""What posts are worth in a month (rules §7): the mean over workdays, and what acting all month adds."""

from datetime import date
from decimal import Decimal

import pytest

from organization.models import Assignment
from scoring.measurement.pay import Pay, Pays
from scoring.queries.scene import Scene
from scoring.tests.city import AS_OF, MONTH, make_working
from tests.cast import Cast


@pytest.fixture
def working(cast: Cast) -> Cast:
    """22 workdays in March 2026, Monday to Friday."""
    return make_working(cast)


def pay(working: Cast) -> Pay:
    scene = Scene(MONTH, AS_OF)
    return Pays(scene).of(scene.scored[working.lead.pk])


def act(working: Cast, start: date, end: date | None = None) -> None:
    """The lead of a team, with a base of 9 million, acts for the head of the empty division, with 12."""
    post = working.position("dki-2", "division_head", code="acting", base=12_000_000)
    Assignment.objects.create(employee=working.lead, position=post, kind="plt", start=start, end=end)


def test_a_post_kept_all_month_is_worth_its_base(working: Cast) -> None:
    assert pay(working) == Pay(Decimal(9_000_000), 22, [(22, Decimal(9_000_000))], [])


def test_acting_all_month_adds_its_share(working: Cast) -> None:
    act(working, MONTH)

    assert pay(working).base == Decimal(9_000_000 + 12_000_000 * 20 // 100)


def test_acting_in_two_stretches_without_a_gap_is_acting_all_month(working: Cast) -> None:
    act(working, MONTH, date(2026, 3, 15))
    Assignment.objects.create(
        employee=working.lead,
        position=Assignment.objects.get(kind="plt").position,
        kind="plt",
        start=date(2026, 3, 16),
    )

    assert pay(working).acting == [("acting", Decimal(12_000_000))]


def test_acting_a_day_less_adds_nothing(working: Cast) -> None:
    act(working, date(2026, 3, 2))

    assert pay(working).acting == []


def test_another_post_in_the_middle_of_the_month_gives_the_mean(working: Cast) -> None:
    """Ten workdays until Sunday the 15th, twelve from then on."""
    Assignment.objects.filter(employee=working.lead).update(end=date(2026, 3, 15))
    post = working.position("dki-2", "division_head", base=20_000_000)
    Assignment.objects.create(employee=working.lead, position=post, kind="definitive", start=date(2026, 3, 16))

    assert pay(working).pieces == [(10, Decimal(9_000_000)), (12, Decimal(20_000_000))]
    assert pay(working).base == Decimal(15_000_000)
