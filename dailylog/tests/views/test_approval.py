"""The queue of a superior."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dailylog import limits
from dailylog.models import Activity, Decision, Disturbance, Finding
from dailylog.tests.conftest import DAY, NOW, Make
from organization.actions.assignments import appoint_acting
from organization.models import Level
from tests.cast import Cast

PAGE = reverse("approval_day", args=[DAY])


@pytest.fixture
def lead(client: Client, cast: Cast, hours: None) -> Iterator[Client]:
    """The browser of the team lead on the morning after ``DAY``."""
    with patch.object(timezone, "now", lambda: NOW + timedelta(hours=16)):
        client.force_login(cast.lead)
        yield client


def seen(*entries: Activity) -> dict[str, Any]:
    return {"lihat": [f"{entry.pk}:{entry.version}" for entry in entries]}


def status(entry: Activity) -> str:
    return Activity.objects.get(pk=entry.pk).status


def test_menu_leads_to_the_oldest_day_that_waits(lead: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.staff, date=date(2026, 3, 6))
    # Decided, or not his to decide: no reason to come back.
    make_activity(cast.staff, date=date(2026, 3, 5), status="approved")
    make_activity(cast.colleague, date=date(2026, 3, 4))
    assert lead.get(reverse("approvals")).headers["Location"] == reverse("approval_day", args=["2026-03-06"])


def test_what_waited_in_a_month_that_was_closed_is_no_longer_asked_for(
    lead: Client, cast: Cast, make_activity: Make
) -> None:
    make_activity(cast.staff, date=date(2026, 2, 27))
    make_activity(cast.staff)
    with patch.object(limits._sources, "open_since", side_effect=[date(2026, 3, 1)]) as open_since:
        assert lead.get(reverse("approvals")).headers["Location"] == PAGE
    open_since.assert_called_once_with(date(2026, 1, 8))


def test_nothing_waiting_says_so(lead: Client) -> None:
    assert "Semua sudah diperiksa." in lead.get(reverse("approvals")).content.decode()


def test_entry_is_approved_as_seen(lead: Client, cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    page = lead.get(PAGE).content.decode()
    assert f'name="lihat" value="{entry.pk}:1"' in page
    answer = lead.post(PAGE, seen(entry), follow=True).content.decode()
    assert status(entry) == "approved"
    assert "1 kegiatan disetujui: Dewi Lestari." in answer


def test_entry_changed_since_is_shown_anew_and_not_approved(lead: Client, cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    Activity.objects.filter(pk=entry.pk).update(output="Hasil yang lain")
    page = lead.post(PAGE, seen(entry), follow=True).content.decode()
    assert status(entry) == "submitted"
    assert "Kegiatan ini diubah setelah Anda membukanya." in page
    assert "Hasil yang lain" in page
    assert f'value="{entry.pk}:2"' in page


def test_entry_is_returned_with_its_reason(lead: Client, cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    lead.post(PAGE, seen(entry) | {"alasan": "unclear", "catatan": "Surat yang mana?"})
    decision = Decision.objects.get()
    assert (status(entry), decision.reason, decision.text) == ("returned", "unclear", "Surat yang mana?")


def test_foreign_entry_is_refused(lead: Client, cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.colleague)
    answer = lead.post(PAGE, seen(entry), follow=True).content.decode()
    assert status(entry) == "submitted"
    assert "diputuskan oleh pejabat lain" in answer


@pytest.mark.parametrize("value", ["", "x", "1", "1:x", ":1", "9" * 40 + ":1"])
def test_nonsense_decides_nothing(lead: Client, value: str) -> None:
    lead.post(PAGE, {"lihat": value})
    assert not Decision.objects.exists()


def routine(cast: Cast, make_activity: Make, many: int) -> list[Activity]:
    return [make_activity(cast.staff, start=time(8 + n), end=time(9 + n)) for n in range(many)]


def test_routine_waits_until_the_samples_were_opened(lead: Client, cast: Cast, make_activity: Make) -> None:
    routine(cast, make_activity, 6)
    first = lead.get(PAGE)
    samples = first.context["queue"].samples
    # The page lays the first sample open by itself.
    assert (len(samples), first.context["unopened"]) == (3, 2)
    assert "Buka 2 uji petik lagi" in first.content.decode()
    for sample in samples:
        last = lead.get(PAGE, {"k": sample.activity.pk})
    assert last.context["unopened"] == 0
    assert "Setujui 6 rutin" in last.content.decode()


def test_samples_are_the_same_each_time(lead: Client, cast: Cast, make_activity: Make) -> None:
    routine(cast, make_activity, 6)
    drawn = [[each.activity.pk for each in lead.get(PAGE).context["queue"].samples] for _time in range(2)]
    assert drawn[0] == drawn[1]


def test_what_the_checks_found_comes_first_and_is_no_routine(lead: Client, cast: Cast, make_activity: Make) -> None:
    calm, odd = routine(cast, make_activity, 2)
    facts = {"message": "Terpaut %(count)s menit.", "params": {"count": 40}}
    finding = Finding.objects.create(
        employee=cast.staff, date=DAY, kind="activity_outside_presence", facts=facts, explanation="Tugas luar."
    )
    finding.activities.add(odd)
    found = lead.get(PAGE)
    queue = found.context["queue"]
    assert [each.activity for each in queue.flagged] == [odd]
    assert [each.activity for each in queue.routine] == [calm]
    assert "Terpaut 40 menit." in found.content.decode()
    assert "Tugas luar." in found.content.decode()


def test_entry_that_came_late_is_flagged(lead: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff, date=date(2026, 3, 2), filed_at=datetime.fromisoformat("2026-03-06T00:00:00+07:00"))
    page = lead.get(reverse("approval_day", args=["2026-03-02"])).content.decode()
    assert "Batas pengisian hari ini 5 Maret 2026" in page


def test_whole_day_of_a_person_is_approved_together(lead: Client, cast: Cast, make_activity: Make) -> None:
    entries = routine(cast, make_activity, 3)
    page = lead.get(PAGE, {"o": cast.staff.pk}).content.decode()
    assert "Setujui 3 kegiatan Dewi Lestari" in page
    lead.post(PAGE, seen(*entries))
    assert {status(entry) for entry in entries} == {"approved"}


@pytest.mark.parametrize("many", [1, 9])
def test_queries_do_not_grow_with_the_queue(
    lead: Client, cast: Cast, make_activity: Make, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    routine(cast, make_activity, many)
    for n in range(many):
        make_activity(cast.staff, date=DAY - timedelta(days=1 + n))
    with django_assert_max_num_queries(46):
        lead.get(PAGE)


def test_entries_that_wait_by_two_posts_say_each_its_own_deadline(
    lead: Client, cast: Cast, make_activity: Make
) -> None:
    vacant = cast.position("dki-2", Level.DIVISION_HEAD)
    appoint_acting(employee_id=cast.lead.pk, position_id=vacant.pk, kind="plt", start=date(2026, 3, 1), end=None)
    entries = [make_activity(person) for person in (cast.staff, cast.colleague)]
    one_deadline = lead.get(PAGE).content.decode()
    assert "putuskan paling lambat 7 April 2026" in one_deadline
    assert "yang pertama" not in one_deadline
    # The outage hits the team, not the division that is led for somebody.
    outage = Disturbance.objects.create(
        start="2026-04-07T20:00:00+07:00", end="2026-04-08T08:00:00+07:00", note="Listrik", entered_by=cast.operator
    )
    outage.units.add(cast.units["dki-1a"])
    dues = ("8 April 2026 pukul 20.00 WIB", "7 April 2026 pukul 23.59 WIB")
    for entry, due in zip(entries, dues, strict=True):
        page = lead.get(PAGE, {"k": entry.pk}).content.decode()
        assert "yang pertama putuskan paling lambat 7 April 2026 pukul 23.59 WIB" in page
        assert f"Putuskan paling lambat {due}." in page
        assert all(f"sampai {each}" in page for each in dues)
