"""Somebody begins an agreement at the moment in which last year's is copied forward."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from contracts.actions import copying
from contracts.actions.opening import open_version
from contracts.models import Agreement, Round, Version
from contracts.queries.last_year import Source, sources_of
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from organization.models import Employee
from tests.cast import Cast
from tests.races import Race

pytestmark = pytest.mark.django_db(transaction=True)


def both_at_once(person: Employee, this: Round, monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Copying and beginning, each held up between its look and its writing; what failed."""
    race = Race(2)
    save = Agreement.save

    def find(of_round: Round, holder_ids: list[int]) -> dict[int, Source]:
        if person.pk in holder_ids:
            race.meet()
        return sources_of(of_round, holder_ids)

    def keep(agreement: Agreement, *args: Any, **values: Any) -> None:
        race.meet()
        save(agreement, *args, **values)

    monkeypatch.setattr(copying, "sources_of", find)
    monkeypatch.setattr(Agreement, "save", keep)
    outcomes = race.run(
        lambda: copying.copy_forward(in_round=this, by=None),
        lambda: open_version(holder=person, year=YEAR, by=person),
    )
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def prepared(cast: Cast) -> Round:
    signed_last_year(cast.staff, cast.lead, "A")
    return make_round(cast, levels=[cast.positions["staff"].level])


def test_one_draft_comes_of_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    this = prepared(cast)
    assert both_at_once(cast.staff, this, monkeypatch) == []
    version = Version.objects.get(agreement__holder=cast.staff, agreement__year=YEAR)
    assert version.events.get().kind in {"copied", "opened"}


def test_control_without_the_lock_of_the_person_both_write(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    this = prepared(cast)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows.all())
    (failed,) = both_at_once(cast.staff, this, monkeypatch)
    # Then only the constraint is left, and whoever comes second gets an error instead of the draft.
    assert isinstance(failed, IntegrityError)
    assert "agreement_one_open_a_kind" in str(failed)
    assert Agreement.objects.filter(holder=cast.staff, year=YEAR).count() == 1
