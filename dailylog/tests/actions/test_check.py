"""Findings kept, answered and decided."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog.actions.check import check_days, check_night
from dailylog.actions.decide import Seen, approve
from dailylog.actions.findings import explain, judge
from dailylog.limits import Limits
from dailylog.models import Activity, Attendance, Evidence, Finding, Leave, PresenceTap
from dailylog.rules.looks import parts
from dailylog.tests.conftest import DAY, NOW, ZONE, Make
from kinerja.errors import DomainError
from organization.models import Employee, Notice
from tests.cast import Cast

LATER = NOW + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("hours", "later")


@pytest.fixture
def later() -> object:
    """The server's clock stands on the day after."""
    with patch.object(timezone, "now", lambda: LATER):
        yield


def kinds(person: Employee, day: date = DAY) -> list[str]:
    check_days([person.pk], day, now=LATER)
    rows = Finding.objects.filter(employee=person, date=day, gone_at__isnull=True)
    return list(rows.order_by("kind").values_list("kind", flat=True))


def there(person: Employee, start: time = time(7, 25), end: time = time(16, 5), day: date = DAY) -> Attendance:
    return Attendance.objects.create(employee=person, date=day, check_in=start, check_out=end, mode="wfo")


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_day_that_fits_has_no_findings(cast: Cast, make_activity: Make) -> None:
    there(cast.staff)
    make_activity(cast.staff)
    assert kinds(cast.staff) == []


def test_facts_come_from_marks_schedule_and_entries(cast: Cast, make_activity: Make) -> None:
    there(cast.staff, end=time(17, 30))
    make_activity(cast.staff, start=time(6, 30), end=time(8))
    make_activity(cast.staff, start=time(7, 45), end=time(9))
    assert kinds(cast.staff) == ["activity_outside_presence", "overlapping_activities", "overtime_without_activity"]


def test_absence_and_leave_are_told_apart_from_duty_travel(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    assert kinds(cast.staff) == ["activity_on_absent_or_leave_day"]
    leave = Leave.objects.create(employee=cast.staff, start=DAY, end=DAY, kind="dinas_luar")
    assert kinds(cast.staff) == []
    leave.kind = "sick"
    leave.save()
    assert kinds(cast.staff) == ["activity_on_absent_or_leave_day"]


def show(activity: Activity, look: int, sha: str) -> None:
    Evidence.objects.create(
        activity=activity,
        employee=activity.employee,
        sha256=sha * 64,
        source_sha256=sha * 64,
        width=9,
        height=9,
        size=9,
        look=look,
        look_parts=parts(look),
    )


@pytest.mark.parametrize(
    ("look", "reused"), [(0x1234_5678_9ABC_DEF0, True), (0x1234_5678_9ABC_DEF7, True), (0x0EDC_BA98_7654_3210, False)]
)
def test_photograph_of_a_colleague_is_recognised(cast: Cast, make_activity: Make, look: int, reused: bool) -> None:
    there(cast.staff)
    show(make_activity(cast.lead, date=DAY - timedelta(days=30)), 0x1234_5678_9ABC_DEF0, "a")
    show(make_activity(cast.staff), look, "b")
    assert kinds(cast.staff) == (["reused_photo"] if reused else [])


@pytest.mark.parametrize(("undone", "found"), [(False, ["photo_far_or_old"]), (True, [])])
def test_photograph_taken_far_from_the_tap_of_the_day(
    cast: Cast, make_activity: Make, undone: bool, found: list[str]
) -> None:
    there(cast.staff)
    PresenceTap.objects.create(
        employee=cast.staff,
        at=NOW,
        date=DAY,
        kind="in",
        mode="wfo",
        place="-7.26,112.75",
        undone_at=NOW if undone else None,
    )
    show(make_activity(cast.staff), 0x1234_5678_9ABC_DEF0, "a")
    Evidence.objects.update(latitude=Decimal("-7.450"), longitude=Decimal("112.720"))
    assert kinds(cast.staff) == found


def test_own_median_and_texts_are_read_from_the_days_before(cast: Cast, make_activity: Make) -> None:
    for back in range(1, 9):
        day = DAY - timedelta(days=back)
        if day.weekday() < 5:
            there(cast.staff, day=day)
            make_activity(cast.staff, date=day)
    there(cast.staff)
    make_activity(cast.staff)
    assert kinds(cast.staff) == ["copy_pasted_days"]


def test_checking_again_finds_the_same_row(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    assert kinds(cast.staff) == kinds(cast.staff)
    assert Finding.objects.count() == 1


def test_corrected_contradiction_is_gone_and_may_come_back(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    kinds(cast.staff)
    mark = there(cast.staff)
    assert kinds(cast.staff) == []
    mark.delete()
    assert kinds(cast.staff) == ["activity_on_absent_or_leave_day"]
    assert Finding.objects.count() == 1


def test_closed_month_is_left_alone(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    with patch("dailylog.actions.check.month_of", return_value=(Limits(), True)):
        assert kinds(cast.staff) == []


def test_night_looks_at_a_week_of_everyone(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.lead, date=DAY - timedelta(days=6))
    make_activity(cast.kabid, date=DAY - timedelta(days=7))
    check_night(today=LATER.date(), now=LATER)
    people = set(Finding.objects.values_list("employee_id", flat=True))
    assert people == {cast.staff.pk, cast.lead.pk}


def test_approving_fifty_at_once_is_found(cast: Cast, make_activity: Make) -> None:
    entries = [make_activity(cast.staff, start=time(8, n), end=time(9)) for n in range(50)]
    with patch("dailylog.actions.check.limits_on", return_value=Limits()):
        approve(user_id=cast.lead.pk, seen=[Seen(each.pk, 1) for each in entries[1:]], today=LATER.date())
        check_night(today=LATER.date() + timedelta(days=1), now=LATER)
        assert not Finding.objects.filter(employee=cast.lead).exists()
        approve(user_id=cast.lead.pk, seen=[Seen(entries[0].pk, 1)], today=LATER.date())
        check_night(today=LATER.date() + timedelta(days=1), now=LATER)
    finding = Finding.objects.get(employee=cast.lead)
    assert (finding.kind, finding.words) == ("approved_in_bulk_unread", "50 kegiatan disetujui dalam 10 detik.")
    with patch("dailylog.actions.check.limits_on", return_value=Limits()):
        one_more = make_activity(cast.staff, start=time(10), end=time(11))
        approve(user_id=cast.lead.pk, seen=[Seen(one_more.pk, 1)], today=LATER.date())
        check_night(today=LATER.date() + timedelta(days=1), now=LATER)
        # What is known already is not written again.
        with patch("dailylog.actions.check._renew", side_effect=AssertionError):
            check_night(today=LATER.date() + timedelta(days=1), now=LATER)
    finding.refresh_from_db()
    assert finding.words == "51 kegiatan disetujui dalam 10 detik."


def make_finding(cast: Cast, make_activity: Make) -> Finding:
    make_activity(cast.staff)
    kinds(cast.staff)
    return Finding.objects.get()


def decide(cast: Cast, finding: Finding, *, by: str = "lead", upheld: bool = True, now: datetime = LATER) -> Finding:
    text = "Tidak ada surat tugas."
    return judge(finding_id=finding.pk, user_id=cast.people[by].pk, upheld=upheld, text=text, now=now)


def test_finding_is_upheld_only_after_its_person_was_heard(cast: Cast, make_activity: Make) -> None:
    finding = make_finding(cast, make_activity)
    Finding.objects.update(found_at=LATER)
    assert code_of(lambda: decide(cast, finding)) == "finding_not_heard"
    explain(finding_id=finding.pk, employee_id=cast.staff.pk, text="Mesin absen rusak.", now=LATER)
    assert decide(cast, finding).state == "upheld"
    assert Notice.objects.get(employee=cast.staff).subject == "Temuan terbukti"


@pytest.mark.parametrize(("day", "upheld"), [(16, False), (17, True)])
def test_silence_lasts_three_workdays(cast: Cast, make_activity: Make, day: int, upheld: bool) -> None:
    finding = make_finding(cast, make_activity)
    # Found on Wednesday the 11th; Thursday, Friday and Monday are the days for an answer.
    Finding.objects.update(found_at=LATER)
    now = datetime(2026, 3, day, 8, tzinfo=ZONE)
    if upheld:
        assert decide(cast, finding, now=now).state == "upheld"
    else:
        assert code_of(lambda: decide(cast, finding, now=now)) == "finding_not_heard"


def test_finding_is_cleared_at_any_time(cast: Cast, make_activity: Make) -> None:
    assert decide(cast, make_finding(cast, make_activity), upheld=False).state == "cleared"


@pytest.mark.parametrize("name", ["staff", "kabid", "colleague", "inspectorate"])
def test_only_the_superior_of_the_day_decides(cast: Cast, make_activity: Make, name: str) -> None:
    finding = make_finding(cast, make_activity)
    assert code_of(lambda: decide(cast, finding, by=name, upheld=False)) == "finding_of_another"


def test_decided_finding_stays_decided(cast: Cast, make_activity: Make) -> None:
    finding = make_finding(cast, make_activity)
    decide(cast, finding, upheld=False)
    assert code_of(lambda: decide(cast, finding)) == "finding_decided"
    late = code_of(lambda: explain(finding_id=finding.pk, employee_id=cast.staff.pk, text="Lagi", now=LATER))
    assert late == "finding_decided"
    kinds(cast.staff)
    finding.refresh_from_db()
    assert (finding.state, finding.gone_at) == ("cleared", None)


@pytest.mark.parametrize(("many", "queries"), [(1, 3), (2, 4), (4, 4)])
def test_people_are_looked_at_together(
    cast: Cast, make_activity: Make, many: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [cast.staff, cast.lead, cast.kabid, cast.colleague][:many]
    for person in people:
        there(person)
        make_activity(person, quantity=Decimal(1))
    check_days([person.pk for person in people], DAY, now=LATER)
    with django_assert_num_queries(queries):
        check_days([person.pk for person in people], DAY, now=LATER)
