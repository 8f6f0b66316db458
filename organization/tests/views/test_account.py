"""The account page: how one is reached."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from organization.models import Employee, NoticePreference, PushSubscription
from organization.tests.actions.test_pushes import CHROME, Browser
from tests.cast import Cast

ACCOUNT = "/akun/"
CHOICE = {"remind_at": "16:00", "quiet_from": "20:00", "quiet_to": "05:30", "push": "on", "digest": "on"}


@pytest.fixture
def client(cast: Cast) -> Client:
    made = Client()
    made.force_login(cast.staff)
    return made


def chosen(person: Employee) -> NoticePreference:
    return NoticePreference.objects.get(employee=person)


def test_each_person_chooses(client: Client, cast: Cast) -> None:
    Employee.objects.filter(pk=cast.staff.pk).update(email="dewi@kota.test")
    response = client.post(ACCOUNT, CHOICE)
    assert response.headers["Location"] == "/akun/#pemberitahuan"
    row = chosen(cast.staff)
    assert (row.remind_at, row.quiet_from, row.quiet_to) == (time(16), time(20), time(5, 30))
    assert (row.push, row.digest) == (True, True)
    text = client.get(ACCOUNT).content.decode()
    assert '<option value="16:00" selected>' in text
    client.post(ACCOUNT, CHOICE | {"remind_at": "-"})
    assert chosen(cast.staff).remind_at is None


def test_without_an_address_there_is_no_digest(client: Client, cast: Cast) -> None:
    assert "Surel Anda belum tercatat" in client.get(ACCOUNT).content.decode()
    client.post(ACCOUNT, CHOICE)
    assert not chosen(cast.staff).digest


@pytest.mark.parametrize("wrong", [{"quiet_from": ""}, {"quiet_to": "25:00"}, {"remind_at": "03:00"}])
def test_what_cannot_be_is_said_at_the_field(client: Client, wrong: dict[str, str]) -> None:
    response = client.post(ACCOUNT, CHOICE | wrong)
    assert list(response.context["form"].errors) == list(wrong)
    assert not NoticePreference.objects.exists()


def subscribe(client: Client, **fields: Any) -> str:
    values = {"endpoint": CHROME, "device": "Chrome, Android", **Browser().keys}
    return client.post("/akun/perangkat/", values | fields, follow=True).content.decode()


def test_a_browser_comes_and_goes(client: Client) -> None:
    assert "Perangkat ini akan memunculkan pemberitahuan." in subscribe(client)
    assert "Chrome, Android" in client.get(ACCOUNT).content.decode()
    client.post(f"/akun/perangkat/{PushSubscription.objects.get().pk}/hapus/")
    assert not PushSubscription.objects.exists()


def test_an_unknown_service_is_refused_in_a_sentence(client: Client) -> None:
    assert "tidak dikenal" in subscribe(client, endpoint="https://lain.test/a")
    assert "tidak memberi alamat yang utuh" in subscribe(client, endpoint="")
    assert not PushSubscription.objects.exists()


def test_the_worker_stands_at_the_root(client: Client) -> None:
    response = client.get("/sw.js")
    assert response.headers["Content-Type"] == "text/javascript"
    assert b"showNotification" in response.content
