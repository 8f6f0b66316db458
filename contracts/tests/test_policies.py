"""Who may put a signature under an agreement, and with which post."""

from datetime import date, timedelta

import pytest

from contracts.policies import has_mandate
from contracts.tests.papers import agreed
from organization.models import Assignment
from tests.cast import Cast

DAY = date(2026, 3, 10)


def test_who_declares_alone_has_no_second_party_with_a_mandate(cast: Cast) -> None:
    alone = agreed(cast.mayor, None)
    assert has_mandate(alone, "first", DAY)
    assert not has_mandate(alone, "second", DAY)


@pytest.mark.parametrize("role", ["first", "second"])
def test_a_mandate_is_the_very_post_of_the_paper_on_the_day(cast: Cast, role: str) -> None:
    version = agreed(cast.staff, cast.lead)
    signer = cast.staff if role == "first" else cast.lead
    held = Assignment.objects.filter(employee=signer)
    assert has_mandate(version, role, DAY)
    held.update(end=DAY - timedelta(days=1))
    assert not has_mandate(version, role, DAY)
    held.update(end=None, kind="plt")
    assert not has_mandate(version, role, DAY)
    held.update(kind="definitive", position=cast.position("dki-2", "staff"))
    assert not has_mandate(version, role, DAY)
