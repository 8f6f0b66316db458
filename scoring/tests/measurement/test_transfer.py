"""An official who moves: at most one agreement counts in a month, and the successor starts afresh (rules §3, §5)."""

from collections import Counter
from datetime import date, time
from decimal import Decimal

import pytest

from contracts.models import Agreement
from dailylog.models import Activity
from kinerja.days import last_of_month
from scoring.models import Achievement, Month
from scoring.queries.promises import counting
from scoring.tests.transfer import LAST_DAY, YEAR, Transfer, make_transfer, month, promise
from tests.cast import Cast


@pytest.fixture
def transfer(cast: Cast) -> Transfer:
    return make_transfer(cast)


def test_before_the_move_the_old_agreement_counts(transfer: Transfer) -> None:
    april = transfer.unit("dki", 4)

    assert (april.head, april.agreement, april.iko) == (
        transfer.mover,
        transfer.left.agreement,
        Decimal("80.00"),
    )
    assert transfer.person(transfer.mover, 4).results == Decimal("80.00")


def test_the_old_unit_goes_to_the_agreement_of_the_successor(transfer: Transfer) -> None:
    may = transfer.unit("dki", 5)

    assert (may.head, may.agreement) == (transfer.successor, transfer.taken.agreement)
    assert (may.iko, may.iko_ytd) == (Decimal("60.00"), Decimal("60.00"))


def test_a_new_head_who_has_not_signed_gives_his_unit_no_index(transfer: Transfer) -> None:
    may = transfer.unit("dlh", 5)
    assert (may.head, may.agreement, may.iko, may.reason) == (transfer.mover, None, None, "no_agreement")


def test_the_month_of_the_move_has_no_results_until_the_new_agreement_is_signed(transfer: Transfer) -> None:
    assert transfer.person(transfer.mover, 5).results is None


def test_whoever_has_not_signed_by_the_month_after_has_no_results_to_show(transfer: Transfer) -> None:
    Agreement.objects.filter(pk=transfer.entered.agreement_id).update(signed_on=None)
    assert transfer.person(transfer.mover, 6).results == Decimal("0.00")


def test_the_year_to_date_begins_with_the_new_signature(transfer: Transfer) -> None:
    """Due since March, signed in June: of the months before, nothing is inherited."""
    june = transfer.unit("dlh", 6)
    row = Achievement.objects.get(target=transfer.entered, revision__month=month(6))

    assert (june.iko, june.iko_ytd) == (Decimal("60.00"), Decimal("60.00"))
    assert (row.ytd_target, row.ytd_realised) == (Decimal(100), Decimal(60))


def test_a_month_holds_the_targets_of_the_agreements_that_count_in_it(transfer: Transfer) -> None:
    for number in (4, 5):
        transfer.score(number)

    april, may = (Achievement.objects.filter(revision__month=month(number)) for number in (4, 5))

    assert set(april.values_list("target__agreement__ended_on", flat=True)) == {LAST_DAY}
    assert set(may.values_list("target__agreement__ended_on", flat=True)) == {None}


def test_an_agreement_that_ends_on_the_last_day_of_a_month_counts_in_it(transfer: Transfer) -> None:
    Agreement.objects.filter(pk=transfer.left.agreement_id).update(ended_on=date(2026, 5, 31))

    transfer.score(5)

    shown = Achievement.objects.filter(target__agreement__holder=transfer.mover, revision__month=month(5))
    assert [row.target for row in shown] == [transfer.left]


def test_the_targets_of_an_ended_agreement_go_when_a_part_is_scored_again(transfer: Transfer) -> None:
    Agreement.objects.filter(pk=transfer.entered.agreement_id).update(ended_on=date(2026, 4, 30))
    Agreement.objects.filter(pk=transfer.left.agreement_id).update(ended_on=None)
    transfer.score(6)
    assert Achievement.objects.filter(revision__month=month(6), target=transfer.left).exists()

    Agreement.objects.filter(pk=transfer.left.agreement_id).update(ended_on=LAST_DAY)
    transfer.score(6, opd="dlh")

    left = Achievement.objects.filter(revision__month=month(6)).values_list("target_id", flat=True)
    assert list(left) == [transfer.taken.pk]


def test_the_agreements_that_count_are_those_of_the_model(transfer: Transfer) -> None:
    third = Agreement.objects.create(
        year=YEAR,
        holder=transfer.mover,
        superior=transfer.cast.sekda,
        signed_on=date(2026, 5, 30),
        ended_on=date(2026, 9, 30),
        pledge=transfer.entered.agreement.pledge,
        kind=transfer.entered.agreement.kind,
    )
    for first in map(month, range(1, 13)):
        last = last_of_month(first)
        found = {agreement.id for agreement in counting(last).values()}
        assert found == set(Agreement.objects.counting(last).values_list("pk", flat=True))
        assert (third.pk in found) == (5 <= first.month <= 9)


def test_a_successor_counts_what_is_promised_below_the_predecessor(transfer: Transfer) -> None:
    """Entries of April and of June under the staff's target: the first for the one who left, the second for both."""
    above = promise(transfer.left.agreement, "BERITA", "activities", value=10)
    taken = promise(transfer.taken.agreement, "BERITA", "activities", value=10)
    staff = Agreement.objects.create(
        year=YEAR, holder=transfer.cast.staff, superior=transfer.cast.lead, signed_on=date(2026, 1, 2)
    )
    below = promise(staff, "TULIS", "activities", value=5)
    type(below).objects.filter(pk=below.pk).update(parent=above, contribution="direct")
    type(taken).objects.filter(pk=taken.pk).update(succeeds=above)
    _write(transfer, below.pk, {4: 3, 6: 4})
    _write(transfer, above.pk, {6: 50})

    realised = Counter[tuple[int, int]]()
    for number in (4, 6):
        transfer.score(number)
        for row in Achievement.objects.filter(target__in=(above, taken), revision__month=month(number)):
            realised[row.target_id, number] = int(row.realised or 0)

    assert realised == {(above.pk, 4): 3, (taken.pk, 6): 4}


def _write(transfer: Transfer, target_id: int, quantities: dict[int, int]) -> None:
    for number, quantity in quantities.items():
        Activity.objects.create(
            employee=transfer.cast.staff,
            date=date(YEAR, number, 7),
            start=time(8 + target_id % 8),
            end=time(16, 30),
            description="Menulis berita",
            output="Berita",
            quantity=Decimal(quantity),
            target_id=target_id,
            status="approved",
        )


def test_results_of_months_closed_before_a_target_came_still_count(transfer: Transfer) -> None:
    """An agreement signed in January that comes in after February was closed has its February results all the same."""
    agreement = Agreement.objects.create(
        year=YEAR, holder=transfer.cast.staff, superior=transfer.cast.lead, signed_on=date(2026, 1, 2)
    )
    transfer.score(2)
    below = promise(agreement, "TULIS", "activities", value=5)
    _write(transfer, below.pk, {2: 3, 3: 4})
    revision = Month.objects.get(pk=month(2)).revisions.get()
    revision.state = "locked"
    revision.save()

    transfer.score(3)

    row = Achievement.objects.get(target=below, revision__month=month(3))
    assert (row.realised, row.ytd_target, row.ytd_realised) == (Decimal(4), Decimal(15), Decimal(7))
