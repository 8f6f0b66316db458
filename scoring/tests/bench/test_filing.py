"""The bench of filing on a tiny city: what it tells, and that what it sends is really stored."""

from dataclasses import replace

import pytest
from django.db.models import Count

from dailylog.models import Activity
from scoring.bench import filing
from scoring.bench.city import LAST, build
from scoring.bench.report import Figure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> dict[str, Figure]:
    monkeypatch.setattr(filing, "TURNS", 1)
    monkeypatch.setattr(filing, "RATES", (2, 1))
    build(120)
    return {figure.name: figure for figure in filing.measure(people=40, turn=1.0, wave=2.0)}


def test_it_tells_the_limit_and_every_bar(figures: dict[str, Figure]) -> None:
    judged = {name.removeprefix("file: "): figure.bar for name, figure in figures.items() if figure.bar is not None}
    assert judged == {
        "one activity, 16 at once": 1 / 3,
        "answered wrongly": 0,
        **{
            f"{wave}, p95 of a {act}": 500
            for wave in ("2 requests a second, 6 reads to a write", "2 writes a second, 6 reads each", "at that rate")
            for act in ("write", "read")
        },
        "writes a second in time, 6 reads each": 2,
    }
    assert figures["file: one activity, 16 at once"].limit == figures["file: bare write, 16 at once"].value
    filed = Activity.objects.filter(date=LAST, form_key__isnull=False)
    assert figures["file: answered wrongly"].value == 0
    # As many as were taken, each under a key of its own, by people who share the load.
    assert filed.count() >= figures["file: one activity, 16 at once"].value
    assert filed.aggregate(keys=Count("form_key", distinct=True))["keys"] == filed.count()
    assert filed.values("employee").distinct().count() > 1
    assert Activity.objects.filter(date="1990-01-01").exists()
    # A rate that is missed is told as missed.
    assert not replace(figures["file: writes a second in time, 6 reads each"], value=1.0).ok
