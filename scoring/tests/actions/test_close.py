"""Closing a month: when it may be closed, and that nothing of it changes afterwards."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from dailylog.models import Activity, Attendance, Leave
from kinerja.errors import DomainError
from organization.models import Assignment, Holiday
from scoring.actions.close import close_month, seal
from scoring.actions.score import score_month
from scoring.models import BehaviourRating, Case, Reading, Revision, RevisionState, Sanction
from scoring.periods import parse_instant, to_aware
from scoring.tests.conftest import GOLDEN

MARCH = date(2025, 3, 1)


@pytest.fixture
def closed(golden: Path) -> Revision:
    """March, verified and closed."""
    Reading.objects.filter(month=MARCH, verified__isnull=True).update(verified=True)
    return close_month(month=MARCH)


def test_closing_seals_the_figures_of_a_fresh_scoring(closed: Revision) -> None:
    closed.refresh_from_db()
    assert closed.state == RevisionState.LOCKED
    assert closed.seal == seal(closed)
    assert len(closed.seal) == 64
    assert closed.individual_scores.count() == 22


def test_a_waiting_reading_keeps_the_month_open(golden: Path) -> None:
    Reading.objects.filter(month=MARCH).update(verified=None)
    with pytest.raises(DomainError, match="masih menunggu verifikasi") as caught:
        close_month(month=MARCH)
    assert caught.value.code == "readings_waiting"
    assert not Revision.objects.exists()


def test_the_objection_window_keeps_the_month_open_to_its_last_second(golden: Path) -> None:
    """The tenth workday of April 2025 is the 22nd: 1–4, 7 and 18 April are free."""
    Reading.objects.filter(month=MARCH).update(verified=True)
    with pytest.raises(DomainError) as caught:
        close_month(month=MARCH, as_of=parse_instant("2025-04-22T23:59:59"))
    assert caught.value.code == "objection_open"

    close_month(month=MARCH, as_of=parse_instant("2025-04-23T00:00"))


def test_a_closed_month_is_not_scored_or_closed_again(closed: Revision) -> None:
    for action in (score_month, close_month):
        with pytest.raises(DomainError) as caught:
            action(month=MARCH)
        assert caught.value.code == "month_closed"


def refused(statement: str) -> bool:
    """Whether the database itself refuses a raw statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0, "the statement touched nothing and proves nothing"
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scoring_individualscore SET tpp = tpp + 1",
        "DELETE FROM scoring_individualscore",
        "UPDATE scoring_achievement SET achievement = 100",
        "UPDATE scoring_organizationscore SET iko = 100",
        "UPDATE scoring_revision SET seal = ''",
        "DELETE FROM scoring_revision",
        "UPDATE dailylog_activity SET status = 'approved' WHERE date = '2025-03-03'",
        "DELETE FROM dailylog_attendance WHERE date = '2025-03-03'",
        "UPDATE dailylog_attendance SET date = '2025-04-30' WHERE date = '2025-03-03'",
        "UPDATE scoring_reading SET value = 0 WHERE month = '2025-03-01'",
        "UPDATE scoring_behaviourrating SET rating = 'above' WHERE month = '2025-03-01'",
        "UPDATE organization_holiday SET date = '2025-03-04' WHERE date = '2025-04-01'",
        "UPDATE dailylog_leave SET start = start + 1 WHERE start = '2025-03-09'",
        "UPDATE scoring_sanction SET percent = 1",
        "UPDATE scoring_case SET closed_at = '2025-03-10' WHERE number = 'OPD01-P15'",
        'UPDATE organization_assignment SET "end" = \'2025-03-20\' WHERE "end" IS NULL',
        "UPDATE contracts_target SET weight = 1 WHERE weight > 1",
        "UPDATE contracts_agreement SET signed_on = '2025-06-01' WHERE signed_on IS NOT NULL",
    ],
)
def test_the_database_refuses_to_change_what_a_closed_month_was_made_from(closed: Revision, statement: str) -> None:
    assert refused(statement)
    assert closed.seal == seal(closed)


def test_other_months_stay_open(closed: Revision) -> None:
    """The control of the refusals: the same changes outside the closed month are the database's business no more."""
    december = date(2025, 12, 1)
    assert Activity.objects.filter(date__gte=december).update(status="approved") > 0
    assert Attendance.objects.filter(date__gte=december).delete()[0] > 0
    assert Reading.objects.filter(month=december).update(verified=True) > 0
    assert BehaviourRating.objects.filter(month=december).delete()[0] > 0
    assert Leave.objects.filter(start__gte=december).delete()[0] > 0
    assert Holiday.objects.filter(date__gte=december).delete()[0] > 0
    assert Sanction.objects.update(end=date(2026, 1, 31)) > 0
    assert Case.objects.filter(closed_at__date__gte=december).delete()[0] > 0


def test_a_case_closed_after_midnight_belongs_to_the_new_month(closed: Revision) -> None:
    """00.30 on 1 March in Jakarta is still February in Greenwich; the lock counts in Jakarta."""
    case = Case.objects.filter(closed_at__date__gte=date(2025, 5, 1)).latest("closed_at")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            opened_at=to_aware(parse_instant("2025-02-20T08:00")), closed_at=to_aware(parse_instant("2025-03-01T00:30"))
        )

    moved = Case.objects.filter(pk=case.pk).update(
        opened_at=to_aware(parse_instant("2025-02-20T08:00")), closed_at=to_aware(parse_instant("2025-04-01T00:30"))
    )
    assert moved == 1


def test_a_post_may_end_after_the_closed_month(closed: Revision) -> None:
    """An endless assignment covers the closed month; ending it later changes nothing of that month."""
    assert Assignment.objects.filter(end__isnull=True).update(end=date(2026, 6, 30)) > 0


def test_a_later_month_builds_on_the_closed_one(closed: Revision) -> None:
    """Year to date in December is the golden figure although March is taken from its locked revision."""
    december = score_month(month=date(2025, 12, 1))

    figures = {
        (row.target.agreement.holder.nip, row.target.indicator_code): ""
        if row.ytd_achievement is None
        else str(row.ytd_achievement)
        for row in december.achievements.select_related("target__agreement__holder")
    }
    expected = (GOLDEN / "expected" / "ytd-2025-12.csv").read_text().splitlines()[1:]
    assert figures == {(nip, code): achieved for nip, code, _, _, achieved in (line.split(",") for line in expected)}
