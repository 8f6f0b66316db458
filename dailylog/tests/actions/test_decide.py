"""Superiors decide, by date and by what they saw."""

from datetime import date, time, timedelta

import pytest

from dailylog.actions.decide import Seen, Verdicts, approve, send_back
from dailylog.models import Activity, Decision
from dailylog.queries.team import Team
from dailylog.tests.conftest import DAY, Make
from kinerja.errors import DomainError
from organization.models import Assignment, Employee, Notice
from tests.cast import Cast

TODAY = DAY + timedelta(days=1)


def say_yes(by: Employee, *entries: Activity, version: int = 1, today: date = TODAY) -> Verdicts:
    return approve(user_id=by.pk, seen=[Seen(entry.pk, version) for entry in entries], today=today)


def codes(verdicts: Verdicts) -> list[str]:
    return [error.code for _entry, error in verdicts.refused]


def test_superior_approves_what_he_saw(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    assert say_yes(cast.lead, entry).decided == [entry]
    entry.refresh_from_db()
    decision = Decision.objects.get()
    assert entry.status == "approved"
    assert (decision.decided_by, decision.assignment.position.level) == (cast.lead, "team_lead")


def test_changed_entry_is_left_and_the_others_are_approved(cast: Cast, make_activity: Make) -> None:
    same, changed = make_activity(cast.staff), make_activity(cast.staff, start=time(10), end=time(11))
    Activity.objects.filter(pk=changed.pk).update(output="Lain")
    verdicts = say_yes(cast.lead, same, changed)
    assert (verdicts.decided, codes(verdicts)) == ([same], ["decision_of_current_version"])
    changed.refresh_from_db()
    assert changed.status == "submitted"


@pytest.mark.parametrize(
    "name", ["kabid", "head", "colleague", "other_head", "mayor", "inspectorate", "bkpsdm", "staff"]
)
def test_nobody_but_the_superior_decides(cast: Cast, make_activity: Make, name: str) -> None:
    verdicts = say_yes(cast.people[name], make_activity(cast.staff))
    assert codes(verdicts) == ["decision_not_own" if name == "staff" else "decision_of_another"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("of", "by"), [("lead", "kabid"), ("kabid", "head"), ("head", "mayor"), ("colleague", "head")])
def test_heads_are_decided_on_by_the_head_above(cast: Cast, make_activity: Make, of: str, by: str) -> None:
    entry = make_activity(cast.people[of])
    assert codes(say_yes(cast.people[of], entry)) == ["decision_not_own"]
    assert say_yes(cast.people[by], entry).decided == [entry]


def acts(cast: Cast, first: date, last: date | None) -> Assignment:
    """The colleague acts as lead of the staff member's team."""
    return Assignment.objects.create(
        employee=cast.colleague, position=cast.positions["lead"], kind="plh", start=first, end=last
    )


def test_acting_head_decides_on_the_days_of_the_mandate(cast: Cast, make_activity: Make) -> None:
    Assignment.objects.filter(employee=cast.lead).update(end=DAY - timedelta(days=1))
    acts(cast, DAY, None)
    entry = make_activity(cast.staff)
    assert codes(say_yes(cast.lead, entry)) == ["decision_of_another"]
    assert say_yes(cast.colleague, entry).decided == [entry]


def test_day_of_an_ended_mandate_falls_to_who_leads_today(cast: Cast, make_activity: Make) -> None:
    cast_lead = Assignment.objects.get(employee=cast.lead)
    Assignment.objects.filter(pk=cast_lead.pk).update(start=DAY + timedelta(days=1))
    acts(cast, DAY - timedelta(days=9), DAY)
    entry = make_activity(cast.staff)
    assert codes(say_yes(cast.colleague, entry, today=TODAY)) == ["decision_of_another"]
    assert say_yes(cast.lead, entry, today=TODAY).decided == [entry]


def test_entry_of_somebody_transferred_stays_with_the_superior_of_its_day(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    Assignment.objects.filter(employee=cast.staff).update(end=DAY)
    Assignment.objects.create(
        employee=cast.staff, position=cast.position("dlh", "staff"), kind="definitive", start=TODAY
    )
    assert codes(say_yes(cast.other_head, entry)) == ["decision_of_another"]
    assert say_yes(cast.lead, entry).decided == [entry]


def test_entry_without_a_superior_waits_for_the_next_one(cast: Cast, make_activity: Make) -> None:
    for name in ("lead", "kabid", "head", "mayor"):
        Assignment.objects.filter(employee=cast.people[name]).update(start=TODAY)
    entry = make_activity(cast.staff)
    assert say_yes(cast.lead, entry).decided == [entry]


def test_returned_entry_tells_its_person_why(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    send_back(user_id=cast.lead.pk, seen=[Seen(entry.pk, 1)], today=TODAY, reason="quantity", text="Seharusnya 6.")
    entry.refresh_from_db()
    notice = Notice.objects.get(employee=cast.staff)
    assert entry.status == "returned"
    assert notice.subject == "Kegiatan dikembalikan: Jumlah keliru"
    assert "Seharusnya 6." in notice.body


@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [("", "", "return_reason"), ("salah", "", "return_reason"), ("other", " ", "return_text")],
)
def test_return_needs_its_reason(cast: Cast, make_activity: Make, reason: str, text: str, code: str) -> None:
    entry = make_activity(cast.staff)
    with pytest.raises(DomainError) as refusal:
        send_back(user_id=cast.lead.pk, seen=[Seen(entry.pk, 1)], today=TODAY, reason=reason, text=text)
    assert refusal.value.code == code


def test_team_of_the_mayor_does_not_read_the_city(cast: Cast) -> None:
    """Staff below a unit that is led are read with their leader, never by those above."""
    team = Team(cast.mayor.pk, first=DAY, today=TODAY)
    names = {name for name, person in cast.people.items() if person.pk in team.employee_ids()}
    assert "staff" not in names
    assert {"head", "other_head", "sekda", "bkpsdm"} <= names


def test_team_of_everyone_agrees_with_the_organisation(cast: Cast) -> None:
    from organization.queries.authority import chart_on

    above = chart_on(DAY).superiors()
    teams = {person.pk: Team(person.pk, first=DAY, today=DAY) for person in cast.people.values()}
    found = {
        person.pk: next((by for by, team in teams.items() if team.post_for(person.pk, DAY)), None)
        for person in cast.people.values()
    }
    assert found == above


def test_what_is_gone_is_passed_over_and_a_closed_month_refused(
    cast: Cast, make_activity: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, later = make_activity(cast.staff), make_activity(cast.staff, start=time(10), end=time(11))
    gone = Seen(later.pk + 1, 1)
    assert approve(user_id=cast.lead.pk, seen=[gone, Seen(entry.pk, 1)], today=TODAY).decided == [entry]
    monkeypatch.setattr("dailylog.actions.decide.is_closed", lambda month: month == DAY.replace(day=1))
    assert codes(say_yes(cast.lead, later)) == ["month_closed"]
