"""Outages move deadlines."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.disturbances import record_disturbance
from dailylog.models import Disturbance
from dailylog.queries.approval import queue_on
from dailylog.tests.conftest import DAY, ZONE, Make
from kinerja.errors import DomainError
from tests.cast import Cast

#: The deadline of ``DAY`` is 13 March, 23.59.59; the outage lasts from two hours before to one hour after.
DOWN = datetime(2026, 3, 13, 22, tzinfo=ZONE)
UP = datetime(2026, 3, 14, 1, tzinfo=ZONE)


@pytest.fixture
def outage(cast: Cast) -> Disturbance:
    return record_disturbance(user_id=cast.operator.pk, start=DOWN, end=UP, note="Peladen mati", now=UP)


def test_page_names_the_moved_deadline(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 14, 3, tzinfo=ZONE)):
        client.force_login(cast.staff)
        page = client.get(reverse("day_log", args=[DAY])).content.decode()
    assert "Belum dikirim, batas 14 Maret 2026 pukul 04.00" in page


def test_outage_is_entered_once_it_is_over(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        record_disturbance(
            user_id=cast.operator.pk, start=DOWN, end=UP, note="Peladen mati", now=UP - timedelta(seconds=1)
        )
    assert refusal.value.code == "disturbance_lasts"


def test_outage_ends_after_it_began(cast: Cast) -> None:
    with pytest.raises(DomainError) as refusal:
        record_disturbance(user_id=cast.operator.pk, start=UP, end=DOWN, note="Peladen mati", now=UP)
    assert refusal.value.code == "disturbance_end_after_start"


def fields(start: datetime = DOWN, end: datetime = UP) -> dict[str, str]:
    return {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}", "note": "Peladen mati"}


def test_what_it_does_is_shown_before_it_is_saved(client: Client, cast: Cast, hours: None) -> None:
    client.force_login(cast.operator)
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=7)):
        shown = client.post(reverse("disturbance_new"), fields()).content.decode()
        assert not Disturbance.objects.exists()
        saved = client.post(reverse("disturbance_new"), fields() | {"simpan": "ya"})
    assert "14 pegawai memperoleh waktu tambahan" in shown
    assert "menjadi 14 Maret 2026 pukul 04.00 WIB" in shown
    assert saved.status_code == 302
    assert Disturbance.objects.get().end == UP


def test_refused_change_stands_at_its_field(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    client.force_login(cast.operator)
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=7)):
        response = client.post(
            reverse("disturbance_edit", args=[outage.pk]), fields(end=UP - timedelta(hours=1)) | {"simpan": "ya"}
        )
    assert response.status_code == 422
    assert "tidak dapat dimajukan lagi" in response.context["form"].errors["end"][0]


def test_day_says_that_its_deadline_moved(client: Client, cast: Cast, hours: None, outage: Disturbance) -> None:
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 14, 3, tzinfo=ZONE)):
        client.force_login(cast.staff)
        page = client.get(reverse("day_log", args=[DAY])).content.decode()
        other = client.get(reverse("day_log", args=[DAY - timedelta(days=1)])).content.decode()
    assert "bergeser dari 13 Maret 2026 pukul 23.59 WIB menjadi 14 Maret 2026 pukul 04.00 WIB" in page
    assert "Gangguan aplikasi tercatat" not in other


def test_only_people_of_its_units_read_of_an_outage(
    client: Client, cast: Cast, hours: None, outage: Disturbance
) -> None:
    outage.units.add(cast.units["dki-1"])
    shown = {}
    with patch.object(timezone, "now", lambda: datetime(2026, 3, 14, 3, tzinfo=ZONE)):
        for person in (cast.staff, cast.colleague):
            client.force_login(person)
            shown[person] = client.get(reverse("day_log", args=[DAY])).content.decode()
    assert "Peladen mati (13 Maret 2026 pukul 22.00 WIB – 14 Maret 2026 pukul 01.00 WIB)" in shown[cast.staff]
    assert "Belum dikirim, batas 14 Maret 2026 pukul 04.00" in shown[cast.staff]
    assert "Terlambat, batasnya 13 Maret 2026 pukul 23.59" in shown[cast.colleague]
    assert "Peladen mati" not in shown[cast.colleague]


def test_superior_of_the_unit_alone_reads_until_when_to_decide(client: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    make_activity(cast.colleague)
    row = Disturbance.objects.create(
        start=datetime(2026, 4, 7, 22, tzinfo=ZONE),
        # Not over yet when the page is read: no other deadline has passed.
        end=datetime(2026, 4, 8, 1, tzinfo=ZONE),
        note="Serat optik putus",
        entered_by=cast.operator,
    )
    row.units.add(cast.units["dki-1a"])
    shown = {}
    with patch.object(timezone, "now", lambda: datetime(2026, 4, 7, 23, tzinfo=ZONE)):
        for person in (cast.lead, cast.head):
            client.force_login(person)
            shown[person] = client.get(reverse("approval_day", args=[DAY])).content.decode()
    assert "bergeser dari 7 April 2026 pukul 23.59 WIB menjadi 8 April 2026 pukul 04.00 WIB" in shown[cast.lead]
    assert "Serat optik putus" in shown[cast.lead]
    assert "putuskan paling lambat 7 April 2026" in shown[cast.head]
    assert "Serat optik putus" not in shown[cast.head]


def test_entry_is_late_in_the_queue_only_where_no_outage_gave_time(
    client: Client, cast: Cast, make_activity: Make, outage: Disturbance
) -> None:
    outage.units.add(cast.units["dki-1a"])
    for person in (cast.staff, cast.colleague):
        make_activity(person, filed_at=UP + timedelta(hours=2))
    late = {}
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=9)):
        for person in (cast.lead, cast.head):
            late[person] = [each.late for each in queue_on(person, DAY).all]
    assert late == {cast.lead: [False], cast.head: [True]}


def test_units_are_named_by_code_or_words(client: Client, cast: Cast, hours: None) -> None:
    client.force_login(cast.operator)
    with patch.object(timezone, "now", lambda: UP + timedelta(hours=7)):
        data = fields() | {"units": "dki-1a\r\nBidang Aplikasi\r\n\r\ndki-1a"}
        shown = client.post(reverse("disturbance_new"), data).content.decode()
        client.post(reverse("disturbance_new"), data | {"simpan": "ya"})
    assert "3 pegawai memperoleh waktu tambahan" in shown
    assert "Tim Layanan Informasi, Bidang Aplikasi" in shown
    assert {unit.code for unit in Disturbance.objects.get().units.all()} == {"dki-1a", "dki-2"}


def test_unit_that_is_unknown_or_one_of_several_is_asked_for_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.operator)
    for text, told in (
        ("Bidang", "dki-2 (Bidang Aplikasi)"),
        ("xyz", "Tidak ada unit"),
    ):
        page = client.post(reverse("disturbance_new"), fields() | {"units": text})
        assert page.status_code == 422
        assert told in page.context["form"].errors["units"][0]


def test_list_and_form_name_the_units(client: Client, cast: Cast, outage: Disturbance) -> None:
    client.force_login(cast.operator)
    assert "Semua unit" in client.get(reverse("disturbances")).content.decode()
    outage.units.add(cast.units["dki-2"])
    assert "Bidang Aplikasi" in client.get(reverse("disturbances")).content.decode()
    form = client.get(reverse("disturbance_edit", args=[outage.pk])).content.decode()
    assert ">\ndki-2</textarea>" in form


def test_outage_that_moved_a_deadline_offers_no_removal(
    client: Client, cast: Cast, hours: None, outage: Disturbance
) -> None:
    client.force_login(cast.operator)
    page = client.get(reverse("disturbance_remove", args=[outage.pk])).content.decode()
    assert "sudah menggeser batas pengisian" in page
    client.post(reverse("disturbance_remove", args=[outage.pk]))
    assert Disturbance.objects.filter(pk=outage.pk).exists()
