"""The life of a round."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from contracts.actions.rounds import change_round, close_round, open_round, prepare_round
from contracts.models import Agreement, Round
from contracts.tests.rounds import YEAR, make_round
from kinerja.errors import DomainError
from organization.models import Assignment, Notice
from tests.cast import Cast


def prepare(cast: Cast, **values: Any) -> Round:
    given: dict[str, Any] = {
        "year": 2027,
        "kind": "pk",
        "period": "year",
        "levels": ["opd_head", "division_head"],
        "budget_ratified_on": date(2026, 12, 31),
    }
    return prepare_round(by=cast.ortala, **{**given, **values})


def refusal(cast: Cast, **values: Any) -> str:
    with pytest.raises(DomainError) as refused:
        prepare(cast, **values)
    return refused.value.code


def test_due_a_month_after_the_budget_unless_said_earlier(cast: Cast) -> None:
    assert prepare(cast).due_on == date(2027, 1, 31)
    assert prepare(cast, kind="pko", due_on=date(2027, 1, 10)).due_on == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"levels": []}, "round_levels"),
        ({"levels": ["mayor"]}, "round_invalid"),
        ({"pledge_levels": ["staff"]}, "round_pledge_levels"),
        ({"gives_way": True, "pledge_levels": ["opd_head"]}, "round_gives_way"),
        ({"due_on": date(2027, 2, 1)}, "round_due"),
        ({"due_on": date(2026, 12, 30)}, "round_due"),
        ({"year": 2029}, "round_year"),
        ({"number_format": "800/{kind}"}, "round_number"),
        ({"number_format": "800/{seq}/{secret}"}, "round_number"),
        ({"number_format": "800/{seq"}, "round_number"),
    ],
)
def test_a_round_that_cannot_be_is_refused(cast: Cast, values: dict[str, Any], code: str) -> None:
    assert refusal(cast, **values) == code


def test_a_round_exists_once_a_year_kind_and_period(cast: Cast) -> None:
    prepare(cast)
    assert refusal(cast) == "round_invalid"
    prepare(cast, kind="pko", period="semester1")


def test_a_round_is_changed_until_it_opens(cast: Cast) -> None:
    made = prepare(cast)
    assert change_round(round_id=made.pk, legal_basis="Perwali 1/2027").legal_basis == "Perwali 1/2027"
    open_round(round_id=made.pk, by=cast.ortala, acknowledgement="Sudah diketahui")
    with pytest.raises(DomainError) as refused:
        change_round(round_id=made.pk, levels=["staff"])
    assert refused.value.code == "round_open"


def test_opening_tells_everybody_who_is_asked(cast: Cast) -> None:
    made = prepare(cast)
    with translation.override("en"):
        open_round(round_id=made.pk, by=cast.ortala)
    notices = Notice.objects.filter(kind="round_opened")
    assert {notice.employee for notice in notices} == {cast.head, cast.other_head, cast.kabid}
    assert notices[0].subject == "Perjanjian kinerja 2027 sudah dibuka"
    assert notices[0].body.endswith("31 Januari 2027.")
    made.refresh_from_db()
    assert made.opened_by == cast.ortala


def test_a_round_opens_once(cast: Cast) -> None:
    made = prepare(cast)
    open_round(round_id=made.pk, by=cast.ortala)
    with pytest.raises(DomainError):
        open_round(round_id=made.pk, by=cast.ortala)


def test_blocking_findings_are_acknowledged_in_writing(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.mayor).update(end=date(2026, 1, 1))
    made = prepare(cast)
    with pytest.raises(DomainError) as refused:
        open_round(round_id=made.pk, by=cast.ortala, acknowledgement="  ")
    assert refused.value.code == "round_blocked"
    made.refresh_from_db()
    assert made.opened_at is None
    opened = open_round(round_id=made.pk, by=cast.ortala, acknowledgement="Plt. ditetapkan minggu depan.")
    assert opened.acknowledgement == "Plt. ditetapkan minggu depan."
    assert opened.findings["no_superior"] == 2


def test_closing_ends_an_open_round_once(cast: Cast) -> None:
    made = make_round(cast, opened_at=None)
    with pytest.raises(DomainError):
        close_round(round_id=made.pk)
    Round.objects.update(opened_at=timezone.now())
    assert close_round(round_id=made.pk).closed_at is not None
    with pytest.raises(DomainError):
        close_round(round_id=made.pk)
    assert not Agreement.objects.filter(year=YEAR).exists()
