"""The demo city goes through the ordinary importers, is scored, and past months are closed."""

from datetime import date, datetime, time

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from contracts.models import Version
from contracts.signing.verify import examine
from organization.models import Employee, RoleGrant
from scoring.demo import install
from scoring.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from scoring.demo.promises import hold_round
from scoring.models import Achievement, IndividualScore, Month, OrganizationScore
from scoring.queries.explain import person_tree
from scoring.rules.explanation import check

TODAY = date(2026, 5, 25)


@pytest.mark.django_db
def test_the_city_is_installed_scored_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("seed_demo", today=TODAY)

    assert list(Month.objects.filter(locked_at=None).values_list("month", flat=True)) == [date(2026, 5, 1)]
    assert Month.objects.count() == 17
    assert {str(authenticate(username=nip, password=DEMO_PASSWORD)) for _, _, nip in DEMO_LOGINS[:2]} == {
        name for _, name, _ in DEMO_LOGINS[:2]
    }
    assert set(RoleGrant.objects.values_list("role", flat=True)) == {
        "bkpsdm",
        "inspectorate",
        "monitor",
        "operator",
        "ortala",
    }
    _check_scores()
    _check_explanations()
    _check_story()
    _check_nothing_twice()
    _check_round(monkeypatch)


def _check_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Next year's agreements stand at every step, one of them with two signatures that hold."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)
    made = hold_round(TODAY)
    walked = Version.objects.filter(round=made).exclude(state="draft")

    states = ["agreed", "in_force", "in_force", "presented", "returned", "signed_first"]
    assert sorted(walked.values_list("state", flat=True)) == states
    assert Version.objects.filter(round=made, state="draft").count() > 100
    signed = walked.get(state="in_force", position__code="KOMINFO-KEPALA").document
    assert walked.get(position__code="KOTA-WALI").superior is None
    assert signed is not None
    assert examine(signed.data).verdict == "genuine"


@pytest.mark.parametrize(
    ("today", "closed", "scored"),
    [
        (date(2027, 1, 1), 11, [(date(2026, 12, 1), datetime.combine(date(2026, 12, 31), time.max))]),
        (date(2027, 5, 1), 15, [(date(2027, 4, 1), datetime.combine(date(2027, 4, 30), time.max))]),
        (
            date(2027, 5, 2),
            15,
            [(date(2027, month, 1), datetime.combine(date(2027, 5, 1), time.max)) for month in (4, 5)],
        ),
    ],
)
def test_a_month_begins_to_be_scored_when_its_first_day_is_over(
    monkeypatch: pytest.MonkeyPatch, today: date, closed: int, scored: list[tuple[date, datetime]]
) -> None:
    """Figures of nothing would be zeros: the first of a month shows the month before."""
    done: list[tuple[date, datetime]] = []
    shut: list[date] = []
    monkeypatch.setattr("scoring.periods.local_now", lambda: datetime.combine(today, time(0, 5)))
    monkeypatch.setattr(install, "score_month", lambda *, month, as_of: done.append((month, as_of)))
    monkeypatch.setattr(install, "close_month", lambda *, month, **_options: shut.append(month))
    install.score_months(today, None, lambda _words: None)

    assert done == scored
    assert len(shut) == closed


def _check_scores() -> None:
    closed = IndividualScore.objects.filter(revision__month=date(2026, 4, 1))
    believable = closed.filter(iki__gte=75, iki__lte=110).count()

    assert believable >= closed.count() * 9 // 10


def _check_explanations() -> None:
    """Every node of everybody's tree, in a closed month and in the running one, is what its own inputs give."""
    months = [date(2026, 4, 1), TODAY.replace(day=1)]
    scores = IndividualScore.objects.filter(revision__month__in=months).select_related("revision")
    assert scores.count() > 200

    wrong = {}
    for score in scores:
        tree = person_tree(score)
        if check(tree) or tree.value != score.tpp or tree.find("productivity").value != score.productivity:
            wrong[score.pk] = check(tree)
    assert wrong == {}


def _check_story() -> None:
    """The pledge on ICT repairs alone is in danger, and an office under an acting head has no index."""
    pledged = Achievement.objects.filter(revision__month=date(2026, 4, 1), target__agreement__pledge=True)
    endangered = pledged.exclude(pledge_status__in=["ok", "watch"])
    acting = OrganizationScore.objects.get(revision__month=date(2026, 1, 1), unit__code="DLH")

    assert list(endangered.values_list("target__indicator_code", "pledge_status", "outcome")) == [
        ("TIK", "at_risk", "missed")
    ]
    assert acting.iko is None


def _check_nothing_twice() -> None:
    people = Employee.objects.count()
    call_command("seed_demo", if_empty=True, today=TODAY)

    assert Employee.objects.count() == people
    with pytest.raises(CommandError):
        call_command("seed_demo", today=TODAY)
