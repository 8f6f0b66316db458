"""The dictionary kept: what an entry must say, and what a change does not reach."""

from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.actions.indicators import Entry, save_indicator, set_active
from contracts.models import Indicator, Line
from contracts.tests import flow
from contracts.tests.matrix_planning import planned
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ENTRY = Entry(
    code="IKU1", name="Indeks", unit_of_measure="nilai", polarity="maximize", accumulation="last", source="reading"
)


def refusal(entry: Entry, indicator_id: int | None = None) -> str:
    with pytest.raises(DomainError) as found:
        save_indicator(entry=entry, indicator_id=indicator_id)
    return found.value.code


def test_an_entry_is_made_and_changed() -> None:
    made = save_indicator(entry=ENTRY)
    changed = replace(
        ENTRY, name="Indeks baru", objective_id=planned().pk, baseline=Decimal("74.5"), baseline_year=2025
    )
    save_indicator(entry=changed, indicator_id=made.pk)
    stored = Indicator.objects.get()
    assert (stored.name, stored.baseline, stored.objective_id) == ("Indeks baru", Decimal("74.5"), changed.objective_id)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "cases"}, "indicator_register"),
        ({"register": "PPID"}, "indicator_register"),
        ({"baseline": Decimal(1)}, "indicator_baseline"),
        ({"baseline_year": 2025}, "indicator_baseline"),
    ],
)
def test_half_a_measure_is_refused(changes: dict[str, object], code: str) -> None:
    assert refusal(replace(ENTRY, **changes)) == code  # type: ignore[arg-type]


def test_a_code_belongs_to_one_entry() -> None:
    save_indicator(entry=ENTRY)
    assert refusal(ENTRY) == "code_taken"


def test_a_change_leaves_what_agreements_carry(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    line = version.lines.get(indicator_code="BERITA")
    indicator = save_indicator(entry=replace(ENTRY, code="BERITA"))
    Line.objects.filter(pk=line.pk).update(definition_of=indicator)
    save_indicator(entry=replace(ENTRY, code="BERITA", polarity="minimize"), indicator_id=indicator.pk)
    line.refresh_from_db()
    assert line.polarity == "maximize"
    assert refusal(replace(ENTRY, code="LAIN"), indicator.pk) == "indicator_code"


def test_an_entry_is_retired_and_taken_up_again() -> None:
    made = save_indicator(entry=ENTRY)
    assert not set_active(indicator_id=made.pk, active=False).active
    assert set_active(indicator_id=made.pk, active=True).active
