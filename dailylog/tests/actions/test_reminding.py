"""Reminders of the day: who is told what, when, and never twice."""

from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from dailylog.actions.reminding import forget_reminders, remind_afternoon, remind_morning
from dailylog.models import Decision, Disturbance, Finding, Leave
from dailylog.rules.reminding import spread
from dailylog.tests.conftest import DAY, ZONE, Make
from organization.models import Assignment, Employee, Holiday, Notice, NoticePreference
from tests.cast import Cast

#: The third workday after Thursday 5 March 2026 is ``DAY``.
THURSDAY = date(2026, 3, 5)


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


def told(key: str = f"empty:{DAY}") -> set[str]:
    return set(Notice.objects.filter(key=key).values_list("employee__name", flat=True))


def notice_of(person: Employee) -> Notice:
    return Notice.objects.get(employee=person)


@pytest.fixture(autouse=True)
def city(hours: None) -> None:
    """A region with working hours."""


def everybody_filed(make_activity: Make, *days: date) -> None:
    for person in Employee.objects.all():
        for day in days:
            make_activity(person, date=day, status="approved")


def test_whoever_filed_nothing_is_told_and_nobody_else(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.lead, status="returned")
    remind_afternoon(now=at(15, 40))
    assert told() == {person.name for person in cast.people.values()} - {cast.staff.name, cast.lead.name}
    assert notice_of(cast.kabid).url == "/hari-ini/"


def test_nobody_is_told_twice(cast: Cast) -> None:
    assert remind_afternoon(now=at(15, 40)) == len(cast.people)
    assert remind_afternoon(now=at(15, 50)) == 0


def test_each_at_the_own_minute(cast: Cast) -> None:
    remind_afternoon(now=at(15, 20))
    early = {person.name for person in cast.people.values() if spread(person.pk) <= 10}
    assert told() == early


def test_nobody_on_leave_or_travel(cast: Cast) -> None:
    Leave.objects.create(employee=cast.staff, start=DAY, end=DAY, kind="annual")
    Leave.objects.create(employee=cast.lead, start=DAY, end=DAY, kind="dinas_luar")
    remind_afternoon(now=at(15, 40))
    assert not told() & {cast.staff.name, cast.lead.name}


def test_nobody_on_a_holiday_or_a_free_weekday(cast: Cast) -> None:
    Holiday.objects.create(date=DAY, name="Libur khusus", kind="special")
    assert remind_afternoon(now=at(15, 40)) == 0
    assert remind_afternoon(now=at(15, 40, day=date(2026, 3, 14))) == 0


def test_nobody_without_a_post_or_a_way_in(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).delete()
    Employee.objects.filter(pk=cast.lead.pk).update(is_active=False)
    remind_afternoon(now=at(15, 40))
    assert not told() & {cast.staff.name, cast.lead.name}


def test_each_person_chooses(cast: Cast) -> None:
    NoticePreference.objects.create(employee=cast.staff, remind_at=None)
    NoticePreference.objects.create(employee=cast.lead, remind_at=time(17))
    NoticePreference.objects.create(employee=cast.kabid, quiet_from=time(15), quiet_to=time(16))
    remind_afternoon(now=at(15, 40))
    assert not told() & {cast.staff.name, cast.lead.name, cast.kabid.name}
    remind_afternoon(now=at(17, 30))
    assert {cast.lead.name, cast.kabid.name} <= told()
    assert cast.staff.name not in told()


@pytest.mark.parametrize("moment", [at(14, 59), at(19), at(23)])
def test_not_before_the_afternoon_nor_late(cast: Cast, moment: datetime) -> None:
    assert remind_afternoon(now=moment) == 0


def test_the_last_morning_to_file_names_the_empty_days(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, THURSDAY)
    cast.staff.activities.all().delete()
    assert remind_morning(now=at(8)) == 1
    assert notice_of(cast.staff).subject == "Hari ini batas catatan yang masih kosong: 5 Maret 2026"
    assert notice_of(cast.staff).url == "/hari-ini/2026-03-05/"
    assert remind_morning(now=at(8, 10)) == 0


def test_an_outage_that_moves_the_deadline_moves_the_reminder(cast: Cast) -> None:
    outage = {"start": at(20), "end": at(4, day=date(2026, 3, 11)), "note": "Jaringan putus"}
    Disturbance.objects.create(**outage, entered_by=cast.operator)
    assert remind_morning(now=at(8)) == 0
    assert remind_morning(now=at(8, day=date(2026, 3, 11))) == len(cast.people)


def test_an_outage_of_a_unit_moves_the_reminder_of_its_people_alone(cast: Cast) -> None:
    outage = {"start": at(20), "end": at(4, day=date(2026, 3, 11)), "note": "Jaringan putus"}
    Disturbance.objects.create(**outage, entered_by=cast.operator).units.add(cast.units["dki-1"])
    own = {cast.kabid.name, cast.lead.name, cast.staff.name}
    remind_morning(now=at(8))
    assert told(f"morning:{DAY}") == {person.name for person in cast.people.values()} - own
    Notice.objects.all().delete()
    remind_morning(now=at(8, day=date(2026, 3, 11)))
    both, one = (
        {note.employee.name for note in Notice.objects.filter(**{f"subject__{how}": "5 Maret 2026"})}
        for how in ("contains", "endswith")
    )
    assert both == own
    assert not one


def test_an_outage_of_a_unit_moves_what_its_superior_hears(cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff, date=date(2026, 2, 10))
    make_activity(cast.colleague, date=date(2026, 2, 10))
    # Deciding February ends on 6 March, the fifth workday.
    outage = {"start": at(20, day=date(2026, 3, 6)), "end": at(4, day=date(2026, 3, 9)), "note": "Jaringan putus"}
    Disturbance.objects.create(**outage, entered_by=cast.operator).units.add(cast.units["dki-1a"])
    remind_morning(now=at(8, day=date(2026, 3, 10)))
    assert "paling lambat 10 Maret 2026" in _all_words(cast.lead)
    assert "menunggu keputusan" not in _all_words(cast.head)


def test_an_outage_of_the_superior_s_unit_moves_the_last_call_to_explain(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, *[date(2026, 3, day) for day in (2, 3, 4, 5, 6)])
    for person in (cast.staff, cast.colleague):
        Finding.objects.create(employee=person, date=date(2026, 2, 10), kind="short_wfa_day")
    Finding.objects.update(found_at=at(0, 35, day=date(2026, 2, 11)))
    # February is decided until 6 March; in the team until the morning of the 10th.
    outage = {"start": at(20, day=date(2026, 3, 6)), "end": at(4, day=date(2026, 3, 9)), "note": "Jaringan putus"}
    Disturbance.objects.create(**outage, entered_by=cast.operator).units.add(cast.units["dki-1a"])
    remind_morning(now=at(8, day=date(2026, 3, 6)))
    assert "Temuan" in _all_words(cast.colleague)
    assert "Temuan" not in _all_words(cast.staff)
    remind_morning(now=at(8, day=date(2026, 3, 10)))
    assert "Temuan yang menunggu penjelasan Anda: 1" in _all_words(cast.staff)


def _all_words(person: Employee) -> str:
    return " ".join(f"{note.subject} {note.body}" for note in Notice.objects.filter(employee=person))


def test_before_half_past_seven_nobody_hears(cast: Cast) -> None:
    assert remind_morning(now=at(7, 20)) == 0


def returned(make_activity: Make, person: Employee, by: Employee, day: date, when: datetime) -> None:
    entry = make_activity(person, date=day)
    post = Assignment.objects.get(employee=by)
    with time_machine.travel(when, tick=False):
        Decision.objects.create(
            activity=entry, version=1, verdict="return", reason="unclear", decided_by=by, assignment=post
        )


@pytest.fixture
def filed(cast: Cast, make_activity: Make) -> None:
    """Nothing of the days whose filing ends around ``DAY`` is empty."""
    everybody_filed(make_activity, THURSDAY, date(2026, 3, 6))


def test_the_morning_after_a_finding_its_person_hears(cast: Cast, filed: None) -> None:
    finding = Finding.objects.create(employee=cast.staff, date=date(2026, 3, 9), kind="short_wfa_day")
    Finding.objects.filter(pk=finding.pk).update(found_at=at(0, 35))
    assert remind_morning(now=at(8)) == 1
    assert notice_of(cast.staff).subject == "Temuan yang menunggu penjelasan Anda: 1"


def test_an_answered_finding_is_not_recalled(cast: Cast, filed: None) -> None:
    Finding.objects.create(
        employee=cast.staff,
        date=date(2026, 3, 9),
        kind="short_wfa_day",
        state="explained",
        explained_at=timezone.now(),
    )
    Finding.objects.update(found_at=at(0, 35))
    assert remind_morning(now=at(8)) == 0


def test_superiors_hear_before_the_month_is_settled(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, date(2026, 2, 27), date(2026, 3, 2))
    make_activity(cast.staff, date=date(2026, 2, 10))
    make_activity(cast.staff, date=date(2026, 2, 11))
    make_activity(cast.colleague, date=date(2026, 2, 11))
    # The fifth workday of March 2026 is Friday the 6th.
    assert remind_morning(now=at(8, day=date(2026, 3, 4))) == 0
    assert remind_morning(now=at(8, day=date(2026, 3, 5))) == 2
    text = "Kegiatan bawahan yang menunggu keputusan Anda: {}, paling lambat 6 Maret 2026"
    assert notice_of(cast.lead).subject == text.format(2)
    assert notice_of(cast.head).subject == text.format(1)


def test_what_waits_for_someone_who_left_waits_for_whoever_leads_now(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, date(2026, 2, 27), date(2026, 3, 2))
    make_activity(cast.staff, date=date(2026, 2, 10))
    Assignment.objects.filter(employee=cast.lead).update(end=date(2026, 2, 28))
    remind_morning(now=at(8, day=date(2026, 3, 5)))
    assert told("morning:2026-03-05") == {cast.kabid.name}


def test_an_entry_waits_for_the_superior_of_its_day(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, date(2026, 2, 27), date(2026, 3, 2))
    Assignment.objects.filter(employee=cast.staff).update(start=date(2026, 2, 15))
    before = cast.position("dki-2", "staff")
    Assignment.objects.create(
        employee=cast.staff, position=before, kind="definitive", start=date(2024, 1, 1), end=date(2026, 2, 14)
    )
    make_activity(cast.staff, date=date(2026, 2, 10))
    make_activity(cast.staff, date=date(2026, 2, 16))
    remind_morning(now=at(8, day=date(2026, 3, 5)))
    assert told("morning:2026-03-05") == {cast.head.name, cast.lead.name}


def test_several_matters_come_in_one_notice(cast: Cast, make_activity: Make) -> None:
    everybody_filed(make_activity, THURSDAY)
    cast.staff.activities.all().delete()
    Finding.objects.create(employee=cast.staff, date=date(2026, 3, 9), kind="short_wfa_day")
    Finding.objects.update(found_at=at(0, 35))
    assert remind_morning(now=at(8)) == 1
    notice = notice_of(cast.staff)
    assert notice.subject == "2 hal menunggu Anda hari ini"
    assert notice.body == (
        "Hari ini batas catatan yang masih kosong: 5 Maret 2026\nTemuan yang menunggu penjelasan Anda: 1"
    )


def test_an_entry_sent_back_is_recalled_the_workday_after(cast: Cast, make_activity: Make, filed: None) -> None:
    returned(make_activity, cast.staff, cast.lead, date(2026, 3, 9), at(16, day=date(2026, 3, 9)))
    assert remind_morning(now=at(8)) == 1
    assert notice_of(cast.staff).subject == "Kegiatan yang dikembalikan dan menunggu perbaikan Anda: 1"
    assert remind_morning(now=at(8, day=date(2026, 3, 12))) == len(cast.people) - 1


def test_reminders_of_long_ago_go_and_other_notices_stay(cast: Cast) -> None:
    for day, kind in ((date(2026, 3, 2), "day_empty"), (date(2026, 3, 3), "day_empty"), (date(2026, 3, 2), "test")):
        Notice.objects.create(
            employee=cast.staff, kind=kind, key=f"{kind}{day}", subject="x", created_at=at(15, 10, day=day)
        )
    assert forget_reminders(today=DAY) == 1
    assert set(Notice.objects.values_list("key", flat=True)) == {"day_empty2026-03-03", "test2026-03-02"}


def test_the_cost_does_not_grow_with_the_city(
    cast: Cast, make_activity: Make, django_assert_max_num_queries: Any
) -> None:
    day = date(2026, 3, 5)
    for number in range(30):
        make_activity(cast.staff, date=date(2026, 2, 10), start=time(8, number), end=time(9, number))
        make_activity(cast.lead, date=date(2026, 2, 1 + number % 28), start=time(9, number), end=time(10, number))
    with django_assert_max_num_queries(24):
        remind_morning(now=at(8, day=day))
    with django_assert_max_num_queries(5):
        remind_afternoon(now=at(16, day=day))
