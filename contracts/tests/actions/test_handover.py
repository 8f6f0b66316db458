"""Officials come and go: what closes, what opens, and what is nobody's twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contracts.actions.handover import close_left_agreements, end_agreement, hand_over
from contracts.actions.opening import open_version
from contracts.actions.versions import present
from contracts.models import Agreement, State
from contracts.rules.periods import MONTHS_OF
from contracts.tests import flow, papers
from contracts.tests.rounds import signed_last_year
from kinerja.errors import DomainError
from organization.models import Assignment
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]

TODAY = date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


def leave_post(cast: Cast, last: date) -> None:
    Assignment.objects.filter(employee=cast.staff).update(end=last)


def test_an_agreement_ends_with_the_last_day_in_the_post(cast: Cast) -> None:
    version = flow.in_force(cast.staff, year=TODAY.year)
    leave_post(cast, TODAY)
    assert close_left_agreements(TODAY) == []
    tomorrow = TODAY + timedelta(days=1)
    assert [ended.holder for ended in close_left_agreements(tomorrow)] == [cast.staff]
    version.refresh_from_db()
    assert version.state == State.ENDED
    assert Agreement.objects.get(pk=version.agreement_id).ended_on == TODAY
    assert close_left_agreements(tomorrow) == []


def test_whoever_stays_keeps_the_agreement(cast: Cast) -> None:
    flow.in_force(cast.staff, year=TODAY.year)
    assert close_left_agreements(TODAY) == []


def test_the_successor_gets_the_months_that_remain(cast: Cast) -> None:
    version = flow.in_force(cast.staff, year=TODAY.year)
    end_agreement(agreement=version.agreement, by=cast.ortala, on=TODAY, reason="Mutasi")
    Assignment.objects.filter(employee__in=[cast.staff, cast.colleague]).delete()
    Assignment.objects.create(
        employee=cast.colleague, position=version.position, kind="definitive", start=date(TODAY.year, 1, 1)
    )
    heir = hand_over(predecessor=version.agreement, successor=cast.colleague, by=None, on=date(TODAY.year, 9, 15))
    assert (heir.state, heir.ground, heir.effective_month) == (State.DRAFT, "official", 9)
    line = heir.lines.get(indicator_code="BERITA")
    assert line.monthly == [None] * 8 + [10] * 4
    assert line.succeeds == flow.targets_of(version)["BERITA"]
    assert line.means == "Menulis dan mengirim berita tiap hari kerja"


def test_nobody_succeeds_twice(cast: Cast) -> None:
    version = flow.in_force(cast.staff, year=TODAY.year)
    open_version(holder=cast.colleague, year=TODAY.year, by=cast.colleague)
    with pytest.raises(DomainError, match="sudah mempunyai perjanjian"):
        hand_over(predecessor=version.agreement, successor=cast.colleague, by=None, on=TODAY)


def test_a_second_agreement_of_the_year_follows_the_ended_one(cast: Cast) -> None:
    version = flow.in_force(cast.staff, year=TODAY.year)
    end_agreement(agreement=version.agreement, by=cast.ortala, on=TODAY, reason="Mutasi")
    again = open_version(holder=cast.staff, year=TODAY.year, by=cast.staff)
    assert again.agreement_id != version.agreement_id


def test_no_end_before_the_signing(cast: Cast) -> None:
    version = flow.in_force(cast.staff, year=TODAY.year)
    with pytest.raises(DomainError, match="tidak bisa lebih awal"):
        end_agreement(agreement=version.agreement, by=cast.ortala, on=TODAY - timedelta(days=1), reason="x")


def test_what_is_open_is_cancelled_with_the_end(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=TODAY.year)
    end_agreement(agreement=version.agreement, by=cast.ortala, on=TODAY, reason="Pensiun")
    version.refresh_from_db()
    assert version.state == State.CANCELLED


def test_what_only_the_first_party_signed_stays_readable_as_refused(cast: Cast) -> None:
    version = papers.agreed(cast.staff, cast.lead)
    papers.signed(version, "first")
    end_agreement(agreement=version.agreement, by=cast.ortala, on=TODAY, reason="Pensiun")
    version.refresh_from_db()
    assert version.state == State.REFUSED
    assert version.document is not None


def test_who_never_held_the_post_as_far_as_is_known_keeps_the_agreement(cast: Cast) -> None:
    flow.in_force(cast.staff, year=TODAY.year)
    Assignment.objects.filter(employee=cast.staff).delete()
    assert close_left_agreements(TODAY) == []


def test_targets_that_came_in_by_table_are_handed_over_without_words(cast: Cast) -> None:
    predecessor = signed_last_year(cast.staff, cast.lead, "BERITA", year=TODAY.year)
    line = hand_over(predecessor=predecessor, successor=cast.colleague, by=None, on=TODAY).lines.get()
    assert (line.indicator, line.means, line.weight) == ("Indikator BERITA", "", Decimal(100))
    assert line.monthly == [None] * 8 + [10] * 4


def test_counting_takes_the_agreement_that_lasts_through_the_month(cast: Cast) -> None:
    first = flow.in_force(cast.staff, year=TODAY.year).agreement
    Agreement.objects.filter(pk=first.pk).update(ended_on=date(TODAY.year, 5, 14))
    second = open_version(holder=cast.staff, year=TODAY.year, by=cast.staff).agreement
    april, may = date(TODAY.year, 4, 30), date(TODAY.year, 5, 31)
    assert Agreement.objects.counting(april).get(holder=cast.staff) == first
    assert Agreement.objects.counting(may).get(holder=cast.staff) == second


def half_year(cast: Cast, period: str) -> Agreement:
    version = flow.drafted(cast.staff, year=TODAY.year + 1)
    Agreement.objects.filter(pk=version.agreement_id).update(period=period)
    first, last = MONTHS_OF[period]
    monthly = [10 if first <= month <= last else None for month in range(1, 13)]
    version.lines.update(monthly=monthly)
    return flow.in_force(cast.staff, year=TODAY.year + 1).agreement


def test_a_half_year_counts_to_its_end_and_leaves_room_for_the_second(cast: Cast) -> None:
    first = half_year(cast, "semester1")
    assert first.ended_on == date(TODAY.year + 1, 6, 30)
    second = open_version(holder=cast.staff, year=TODAY.year + 1, by=cast.staff).agreement
    months = {month: date(TODAY.year + 1, month, 28) for month in (6, 7)}
    counting = {month: Agreement.objects.counting(day).get(holder=cast.staff) for month, day in months.items()}
    assert counting == {6: first, 7: second}


def test_a_transfer_ends_a_half_year_early_and_nothing_makes_it_longer(cast: Cast) -> None:
    first = half_year(cast, "semester1")
    early = date(TODAY.year + 1, 3, 31)
    assert end_agreement(agreement=first, by=cast.ortala, on=early, reason="Mutasi").ended_on == early
    later = date(TODAY.year + 1, 5, 31)
    assert end_agreement(agreement=first, by=cast.ortala, on=later, reason="Mutasi").ended_on == early
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=first.pk).update(ended_on=later)


def test_a_half_year_promises_nothing_for_the_other_half(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=TODAY.year + 1)
    Agreement.objects.filter(pk=version.agreement_id).update(period="semester2")
    with pytest.raises(DomainError, match="Kosongkan target BERITA untuk Januari"):
        present(version=version, by=cast.staff)
