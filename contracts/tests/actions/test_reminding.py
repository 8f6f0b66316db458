"""Reminders of a round: to whom, once a day, and who is left out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contracts.actions.reminding import Reminded, remind, remind_late
from contracts.models import Agreement, Event, Round
from contracts.tests import flow, papers
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from organization.models import Employee, Notice
from tests.cast import Cast


def reminded(cast: Cast, this: Round, *people: Employee) -> Reminded:
    return remind(in_round=this, by=cast.ortala, holder_ids=[person.pk for person in people])


def test_the_party_whose_turn_it_is_is_told(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    flow.agreed(cast.head, year=YEAR)
    assert reminded(cast, make_round(cast), cast.staff, cast.head).told == 2
    reminders = Notice.objects.filter(kind="round_reminder")
    told = dict(reminders.values_list("employee__name", "body"))
    assert told == {
        cast.lead.name: "Perjanjian Anda belum disusun. Perjanjian bawahan yang menunggu telaah Anda: 1.",
        cast.head.name: "Perjanjian Anda menunggu tanda tangan Anda.",
    }
    assert reminders.first().subject == f"Perjanjian kinerja {YEAR}: batas 28 Januari {YEAR}"  # type: ignore[union-attr]


def test_the_second_party_is_told_of_the_signature_that_waits(cast: Cast) -> None:
    version = papers.agreed(cast.staff, cast.lead)
    papers.signed(version, "first")
    assert reminded(cast, make_round(cast, year=2027), cast.staff).told == 1
    reminder = Notice.objects.get(kind="round_reminder")
    assert reminder.employee == cast.lead
    assert "tanda tangan Anda: 1" in reminder.body


def test_once_a_person_and_day(cast: Cast) -> None:
    this = make_round(cast)
    reminded(cast, this, cast.staff)
    again = reminded(cast, this, cast.staff, cast.head)
    assert (again.told, dict(again.left_out)) == (1, {"today": [cast.staff.name]})


def test_who_is_left_out_is_named_with_the_reason(cast: Cast) -> None:
    signed_last_year(cast.kabid, cast.head, "A", year=YEAR)
    Agreement.objects.update(sealed_at=timezone.now())
    flow.presented(cast.mayor, year=YEAR)
    Employee.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    result = reminded(cast, make_round(cast), cast.kabid, cast.mayor, cast.stranger)
    assert result.told == 0
    assert dict(result.left_out) == {
        "in_force": [cast.kabid.name],
        "bureau": [cast.mayor.name],
        "inactive": [cast.stranger.name],
    }


def test_a_reminder_stands_in_the_timeline(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    this = make_round(cast)
    reminded(cast, this, cast.staff)
    reminded(cast, this, cast.staff)
    event = Event.objects.get(kind="reminded")
    assert (event.version, event.by) == (version, cast.ortala)


@pytest.mark.parametrize(("shift", "told"), [(-8, 0), (-7, 14), (-6, 0), (0, 14), (1, 0), (7, 14)])
def test_everybody_who_is_not_through_is_reminded_on_the_days(cast: Cast, shift: int, told: int) -> None:
    this = make_round(cast)
    day = this.due_on + timedelta(days=shift)
    assert remind_late(today=day) == told
    assert remind_late(today=day) == 0


def test_prepared_and_closed_rounds_remind_nobody(cast: Cast) -> None:
    make_round(cast, opened_at=None, opened_by=None)
    make_round(cast, kind="pko", closed_at=timezone.now())
    assert remind_late(today=date(YEAR, 1, 28)) == 0


def test_rounds_remind_apart(cast: Cast) -> None:
    make_round(cast, levels=["staff"])
    make_round(cast, kind="pko", levels=["opd_head"])
    assert remind_late(today=date(YEAR, 1, 28)) == 7 + 2
