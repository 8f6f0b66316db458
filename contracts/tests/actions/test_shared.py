"""Shared regional indicators: who gets one, who is left out and why."""

from decimal import Decimal

import pytest

from contracts.actions.shared import attach
from contracts.models import Line, State, Version
from contracts.queries.shared import regions_target, shared_indicators
from contracts.tests.drafts import YEAR, draft_of, shared_indicator, signed_target
from kinerja.errors import DomainError
from organization.models import Notice
from tests.cast import Cast

D = Decimal
QUARTERS = tuple(D(88) if month % 3 == 0 else None for month in range(1, 13))


def everybody(cast: Cast) -> dict[int, tuple[Decimal | None, ...]]:
    return {cast.units[code].pk: QUARTERS for code in ("dki", "dlh", "bkd", "insp", "setda")}


def test_open_drafts_get_it_and_hang_on_the_regions_target(cast: Cast) -> None:
    indicator = shared_indicator()
    mayors = signed_target(cast.mayor, None, indicator_code="MCP", source="reading", accumulation="last")
    first, second = draft_of(cast.head), draft_of(cast.other_head)
    done = attach(indicator=indicator, year=YEAR, by=cast.ortala, weight=D(10), values=everybody(cast))
    assert {unit.code for unit in done.offices} == {"dki", "dlh"}
    lines = Line.objects.filter(version__in=[first, second])
    found = {(line.parent, line.weight, tuple(line.monthly), line.definition_of) for line in lines}
    assert found == {(mayors, D(10), QUARTERS, indicator)}
    assert Notice.objects.filter(employee=cast.head, url=f"/perjanjian/{first.pk}/susun/").count() == 1
    assert first.events.filter(kind="shared", by=cast.ortala).count() == 1


def test_who_is_left_out_is_named_with_the_reason(cast: Cast) -> None:
    indicator = shared_indicator()
    presented = draft_of(cast.head)
    Version.objects.filter(pk=presented.pk).update(state=State.PRESENTED)
    done = attach(indicator=indicator, year=YEAR, by=cast.ortala, weight=D(10), values=everybody(cast))
    reasons = {unit.code: reason for unit, reason in done.left_out}
    assert done.offices == []
    assert "isinya tidak dapat diubah" in reasons["dki"]
    assert reasons["dlh"] == "Agnes Manuputty belum mempunyai rancangan"
    assert reasons["bkd"] == "belum ada kepala atau Plt."
    assert Version.objects.count() == 1


def test_second_time_adds_nothing(cast: Cast) -> None:
    indicator = shared_indicator()
    version = draft_of(cast.head)
    for _time in range(2):
        done = attach(indicator=indicator, year=YEAR, by=cast.ortala, weight=D(10), values=everybody(cast))
    assert "Kode MCP sudah dipakai" in {unit.code: reason for unit, reason in done.left_out}["dki"]
    assert version.lines.count() == 1
    assert Notice.objects.filter(employee=cast.head).count() == 1


def test_offices_that_were_not_picked_stay_as_they_are(cast: Cast) -> None:
    version = draft_of(cast.head)
    done = attach(indicator=shared_indicator(), year=YEAR, by=cast.ortala, weight=D(10), values={})
    assert (done.offices, done.left_out, version.lines.count()) == ([], [], 0)


@pytest.mark.parametrize("change", [{"shared": False}, {"active": False}])
def test_only_shared_indicators_in_use(cast: Cast, change: dict[str, bool]) -> None:
    with pytest.raises(DomainError) as error:
        attach(indicator=shared_indicator(**change), year=YEAR, by=cast.ortala, weight=D(1), values={})
    assert error.value.code == "indicator_not_shared"


def test_carriers_are_counted_once_an_office(cast: Cast) -> None:
    indicator = shared_indicator()
    draft_of(cast.head)
    draft_of(cast.other_head)
    attach(indicator=indicator, year=YEAR, by=cast.ortala, weight=D(10), values=everybody(cast))
    assert [found.carriers for found in shared_indicators(YEAR)] == [2]  # type: ignore[attr-defined]
    assert [found.carriers for found in shared_indicators(YEAR + 1)] == [0]  # type: ignore[attr-defined]


def test_regions_target_is_the_mayors(cast: Cast) -> None:
    assert regions_target("MCP", YEAR) is None
    signed_target(cast.head, cast.mayor, indicator_code="MCP")
    mayors = signed_target(cast.mayor, None, indicator_code="MCP")
    assert regions_target("MCP", YEAR) == mayors
