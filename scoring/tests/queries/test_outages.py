"""An outage of the program moves the deadline by which a day counts as filed."""

from datetime import date, datetime

import pytest

from dailylog.models import Disturbance
from scoring.periods import to_aware
from scoring.queries.scene import Scene
from tests.cast import Cast

DAY = date(2026, 3, 10)
AS_OF = datetime.fromisoformat("2026-03-14T03:00:00")


def outage(cast: Cast, start: str, end: str) -> Disturbance:
    span = {"start": to_aware(datetime.fromisoformat(start)), "end": to_aware(datetime.fromisoformat(end))}
    return Disturbance.objects.create(**span, note="Peladen mati", entered_by=cast.operator)


def test_deadline_moves_as_long_after_the_outage_as_it_lasted(cast: Cast) -> None:
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00")
    scene = Scene(date(2026, 3, 1), AS_OF)
    assert scene.filing_deadline(DAY) == datetime.fromisoformat("2026-03-14T04:00:00")
    assert not scene.log_was_due(DAY)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-13T20:00:00", "2026-03-13T23:59:58"), ("2026-03-14T00:00:00", "2026-03-14T02:00:00")],
)
def test_outage_elsewhere_moves_nothing(cast: Cast, start: str, end: str) -> None:
    outage(cast, start, end)
    scene = Scene(date(2026, 3, 1), AS_OF)
    assert scene.filing_deadline(DAY) == datetime.fromisoformat("2026-03-13T23:59:59")
    assert scene.log_was_due(DAY)


def test_outage_of_some_units_is_on_record_only(cast: Cast) -> None:
    outage(cast, "2026-03-13T22:00:00", "2026-03-14T01:00:00").units.add(cast.units["dki"])
    assert Scene(date(2026, 3, 1), AS_OF).log_was_due(DAY)
