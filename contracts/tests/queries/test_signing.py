"""What a leader sees of each paper before opening it."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.models import Agreement, Presentation, State, Target, Verdict, Version
from contracts.queries.signing import Pending, pending_for
from contracts.tests.papers import agreed, freeze, in_force, signed
from organization.models import Employee
from tests.cast import Cast


def last_year(holder: Employee, code: str, value: int) -> None:
    """An agreement of the year before, with one target."""
    agreement = Agreement.objects.create(year=2026, holder=holder, signed_on=date(2026, 1, 5))
    Target.objects.create(
        agreement=agreement,
        objective="Meningkatnya layanan",
        indicator_code=code,
        indicator="Permohonan dijawab",
        unit_of_measure="%",
        weight=Decimal(100),
        monthly=[Decimal(value)] * 12,
        accumulation="last",
        polarity="maximize",
        source="reading",
    )
    Agreement.objects.filter(pk=agreement.pk).update(sealed_at="2026-01-05T00:00Z")


def the_one(person: Employee) -> Pending:
    (found,) = pending_for(person)
    return found


def test_paper_waits_for_its_next_signer_only(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    assert (the_one(cast.kabid).role, pending_for(cast.head)) == ("first", [])
    signed(version, "first")
    assert (pending_for(cast.kabid), the_one(cast.head).role) == ([], "second")
    signed(version, "second")
    assert pending_for(cast.head) == []


def test_sums_of_a_paper(cast: Cast) -> None:
    version = agreed(cast.kabid, cast.head)
    found = the_one(cast.kabid)
    assert (found.version, found.weight, found.budget) == (version, Decimal(10), Decimal(3_750_000_000))
    assert version.document is not None
    assert found.key == f"{version.pk}:{version.document.sha256}"


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [("DKI-01", 80, (1, 0, 0)), ("DKI-01", 90, (0, 1, 0)), ("DKI-01", 85, (0, 0, 0)), ("LAIN", 1, (0, 0, 1))],
    ids=["raised", "lowered", "same", "new"],
)
def test_compared_with_last_year(cast: Cast, code: str, value: int, expected: tuple[int, int, int]) -> None:
    last_year(cast.kabid, code, value)
    agreed(cast.kabid, cast.head)
    found = the_one(cast.kabid)
    assert (found.raised, found.lowered, found.added) == expected


def test_without_last_year_there_is_nothing_to_compare(cast: Cast) -> None:
    agreed(cast.kabid, cast.head)
    assert the_one(cast.kabid).raised is None


def test_amendment_is_compared_with_what_it_amends(cast: Cast) -> None:
    last_year(cast.kabid, "DKI-01", 1)
    first = in_force(cast.kabid, cast.head)
    second = Version.objects.create(
        agreement=first.agreement,
        number=2,
        position=first.position,
        superior=first.superior,
        superior_position=first.superior_position,
        ground="strategy",
    )
    _take_over(first, second)
    found = the_one(cast.kabid)
    assert (found.version, found.raised, found.lowered, found.added) == (second, 0, 0, 0)


def _take_over(first: Version, second: Version) -> None:
    line = first.lines.get()
    line.pk, line.version = None, second
    line.save()
    second.state = State.PRESENTED
    second.save()
    shown = Presentation.objects.create(version=second, number=1, presented_by=first.agreement.holder, digest="0" * 64)
    Verdict.objects.create(presentation=shown, line=line, reviewer=first.agreement.holder, fitness="fit")
    freeze(second)
