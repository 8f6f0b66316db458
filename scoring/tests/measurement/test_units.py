"""Why a unit has no index (rules §3)."""

from contracts.models import Agreement
from organization.models import Assignment
from scoring.measurement.figures import UnitFigure
from scoring.measurement.month import Measurement
from scoring.queries.scene import Scene
from scoring.tests.transfer import AS_OF, LAST_DAY, make_transfer, month
from tests.cast import Cast


def figure(cast: Cast, code: str, number: int) -> UnitFigure:
    return Measurement(Scene(month(number), AS_OF)).unit_figures[cast.units[code].pk]


def test_a_unit_without_a_head_has_no_index(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.head).delete()

    assert figure(cast, "dki", 6).reason == "no_head"


def test_an_agreement_signed_in_the_post_before_gives_the_new_unit_no_index(cast: Cast) -> None:
    transfer = make_transfer(cast)
    Agreement.objects.filter(pk=transfer.entered.agreement_id).update(signed_on=LAST_DAY)

    assert figure(cast, "dlh", 6).reason == "other_post"


def test_an_agreement_with_nothing_due_gives_none_yet(cast: Cast) -> None:
    """Signed in January, due from March on."""
    make_transfer(cast)

    assert figure(cast, "dki", 2).reason == "nothing_due"
