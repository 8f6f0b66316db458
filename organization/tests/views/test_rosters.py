"""Pages of rosters and shifts."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organization.actions.rosters import publish_roster
from organization.actions.shifts import save_shift
from organization.models import RosterDay, Shift
from tests.cast import Cast


@pytest.fixture
def night(db: None) -> Shift:
    return save_shift(code="M", name="Malam", start=time(22), end=time(6), break_minutes=60)


@pytest.fixture
def lead(client: Client, cast: Cast) -> Client:
    client.force_login(cast.lead)
    return client


def fill(cast: Cast, **values: object) -> dict[str, object]:
    """What the page of a pattern sends."""
    sent = {"people": [cast.staff.pk], "pattern": "M-L", "first": "2026-03-10", "last": "2026-03-13"}
    return sent | {"begin": "1", "step": "0"} | values


def test_head_lays_a_pattern_sees_its_effect_and_publishes(lead: Client, night: Shift, cast: Cast) -> None:
    address = reverse("org_roster_fill", args=[cast.units["dki-1a"].pk]) + "?bulan=2026-03"
    shown = lead.post(address, fill(cast)).content.decode()
    assert "4 tanggal berubah" in shown
    assert RosterDay.objects.count() == 0
    lead.post(address, fill(cast, publish="1"))
    rows = RosterDay.objects.order_by("date").values_list("date__day", "shift__code")
    assert list(rows) == [(10, "M"), (11, None), (12, "M"), (13, None)]


def test_a_head_does_not_fill_the_own_roster(lead: Client, night: Shift, cast: Cast) -> None:
    address = reverse("org_roster_fill", args=[cast.units["dki-1a"].pk]) + "?bulan=2026-03"
    lead.post(address, fill(cast, people=[cast.lead.pk], publish="1"))
    assert RosterDay.objects.count() == 0
    assert lead.post(reverse("org_roster_person", args=[cast.lead.nip, "2026-03"]), {"d1": "M"}).status_code == 403


def test_an_unknown_code_is_said_at_the_pattern(lead: Client, night: Shift, cast: Cast) -> None:
    address = reverse("org_roster_fill", args=[cast.units["dki-1a"].pk])
    assert "Kode Q tidak dikenal. Yang ada: L, M." in lead.post(address, fill(cast, pattern="M Q")).content.decode()


def test_one_day_of_a_person_is_changed(lead: Client, night: Shift, cast: Cast) -> None:
    publish_roster(plan={cast.staff.pk: {date(2026, 3, 10): "M", date(2026, 3, 11): "L"}})
    address = reverse("org_roster_person", args=[cast.staff.nip, "2026-03"])
    assert "1 tanggal berubah" in lead.post(address, {"d10": "M", "d11": "M"}).content.decode()
    lead.post(address, {"d10": "M", "d11": "M", "publish": "1"})
    assert RosterDay.objects.filter(shift=night).count() == 2


def test_a_person_reads_the_own_month(client: Client, night: Shift, cast: Cast) -> None:
    publish_roster(plan={cast.staff.pk: {date(2026, 3, 10): "M"}})
    client.force_login(cast.staff)
    page = client.get(reverse("org_roster_person", args=[cast.staff.nip, "2026-03"])).content.decode()
    assert "22.00–06.00" in page
    assert "<select" not in page


@pytest.mark.parametrize("count", [1, 4])
def test_a_unit_takes_as_many_queries_for_four_as_for_one(
    board: Client, night: Shift, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [cast.staff, cast.lead, cast.kabid, cast.colleague][:count]
    publish_roster(plan={person.pk: {date(2026, 3, 10): "M"} for person in people})
    with django_assert_num_queries(10):
        page = board.get(reverse("org_roster", args=[cast.units["dki"].pk]), {"bulan": "2026-03"})
    assert page.content.decode().count("ro-night") == count


def test_shift_is_made_changed_and_taken_away(board: Client, cast: Cast) -> None:
    values = {"code": "M", "name": "Malam", "start": "22:00", "end": "06:00", "break_minutes": "60"}
    board.post(reverse("org_shift_new"), values)
    shift = Shift.objects.get()
    board.post(reverse("org_shift_edit", args=[shift.pk]), values | {"end": "07:00"})
    assert Shift.objects.get().hours.effective == 480
    assert (
        "paling lambat pukul 10.00"
        in board.post(reverse("org_shift_edit", args=[shift.pk]), values | {"end": "11:00"}).content.decode()
    )
    board.post(reverse("org_shift_remove", args=[shift.pk]))
    assert not Shift.objects.exists()


@pytest.mark.parametrize(("role", "offered"), [("lead", True), ("asisten", False)])
def test_shifts_are_offered_to_who_may_read_them(client: Client, cast: Cast, role: str, offered: bool) -> None:
    client.force_login(getattr(cast, role))
    page = client.get(reverse("org_rosters")).content.decode()
    assert (reverse("org_shifts") in page) is offered
    assert (client.get(reverse("org_shifts")).status_code == 200) is offered
