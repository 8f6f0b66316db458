"""The second step: set up, asked for at the door and at a signature, each code once, taken away."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinerja.errors import DomainError
from kinerja.models import History
from organization.actions import second_factor
from organization.actions.confirm import confirm_identity
from organization.models import Employee, Notice, SecondFactor
from organization.rules.authenticator import totp
from organization.views.second_factor import BEGUN
from tests.cast import Cast

PAGE = "/akun/langkah-kedua/"
PASSWORD = "pagar-kopi-hujan-47"
ADDRESS = "10.0.0.7"
NOW = timezone.now()
At = Callable[[timedelta], Any]


@pytest.fixture(autouse=True)
def _stopped_clock() -> Iterator[None]:
    """A code is good for a minute or so, in which a busy machine may not get from making it to sending it."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(cast: Cast) -> Employee:
    cast.staff.set_password(PASSWORD)
    cast.staff.save()
    return cast.staff


def code(person: Employee, at: datetime = NOW) -> str:
    return of(SecondFactor.objects.get(employee=person).secret, at)


def of(sealed: str, at: datetime) -> str:
    return totp(second_factor.unsealed(sealed)).generate(int(at.timestamp())).decode()


def with_factor(person: Employee) -> list[str]:
    """Set the second step up some minutes ago; the recovery codes."""
    then = NOW - timedelta(minutes=5)
    sealed = second_factor.begin()
    return second_factor.confirm(by=person, sealed=sealed, code=of(sealed, then), now=then)


def begin(client: Client) -> str:
    """Begin by the page; the code that the app would show now."""
    assert client.post(PAGE, {"begin": "1"}).headers["Location"] == PAGE
    return of(client.session[BEGUN], timezone.now())


def door(client: Client, person: Employee, to: str = "/akun/") -> Any:
    return client.post(f"/masuk/?next={to}", {"nip": person.nip, "password": PASSWORD})


def inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_set_up_by_page_shows_recovery_codes_once(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    right = begin(client)
    page = client.get(PAGE).content.decode()
    assert "<svg class" not in page.split("k-qr")[1].split("</div>")[0]
    assert "<path" in page
    assert client.session[BEGUN] not in page
    wrong = client.post(PAGE, {"code": "000000"})
    assert (wrong.status_code, SecondFactor.objects.count()) == (422, 0)
    assert second_factor.key_of(second_factor.unsealed(client.session[BEGUN])) in wrong.content.decode()
    done = client.post(PAGE, {"code": right}).content.decode()
    assert len(re.findall(r"<code>[2-9A-Z]{5}-[2-9A-Z]{5}</code>", done)) == 8
    assert "<code>" not in client.get(PAGE).content.decode()
    assert BEGUN not in client.session


def test_a_visit_writes_nothing_and_coming_back_shows_the_same_key(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    with CaptureQueriesContext(connection) as queries:
        assert "Mulai pasang" in client.get(PAGE).content.decode()
    assert all(query["sql"].lstrip().startswith(("SELECT", "EXECUTE")) for query in queries.captured_queries)
    begin(client)
    keys = {re.findall(r"k-key-text\">([^<]+)<", client.get(PAGE).content.decode())[0] for _visit in range(2)}
    assert len(keys) == 1


def test_a_code_without_a_beginning_leads_back_to_it(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    answer = client.post(PAGE, {"code": "123456"})
    assert answer.status_code == 422
    assert "Pemasangan sudah berakhir" in answer.content.decode()
    assert "Mulai pasang" in answer.content.decode()


def test_a_key_that_cannot_be_read_any_more_is_begun_anew(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    session = client.session
    session[BEGUN] = "bukan segel"
    session.save()
    assert "Mulai pasang" in client.get(PAGE).content.decode()


def test_beginning_again_does_not_touch_what_is_in_use(client: Client, staff: Employee) -> None:
    with_factor(staff)
    secret = SecondFactor.objects.get().secret
    client.force_login(staff)
    client.post(PAGE, {"begin": "1"})
    assert BEGUN not in client.session
    sealed = second_factor.begin()
    with pytest.raises(DomainError) as refused:
        second_factor.confirm(by=staff, sealed=sealed, code=of(sealed, NOW), now=NOW)
    assert refused.value.code == "second_factor_there"
    assert SecondFactor.objects.get().secret == secret


def test_door_asks_for_the_code_before_anybody_is_inside(client: Client, staff: Employee) -> None:
    with_factor(staff)
    assert door(client, staff).headers["Location"] == "/masuk/kode/"
    assert not inside(client)
    assert client.get("/akun/").status_code == 302
    answer = client.post("/masuk/kode/", {"code": code(staff, timezone.now())})
    assert answer.headers["Location"] == "/akun/"
    assert inside(client)


def test_wrong_code_lets_nobody_in_and_is_braked(client: Client, staff: Employee) -> None:
    with_factor(staff)
    door(client, staff)
    for _try in range(5):
        assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 200
    page = client.post("/masuk/kode/", {"code": code(staff, timezone.now())}).content.decode()
    assert "Terlalu banyak percobaan gagal" in page
    assert not inside(client)


def test_password_between_wrong_codes_gives_no_new_tries(client: Client, staff: Employee) -> None:
    with_factor(staff)
    for _try in range(4):
        door(client, staff)
        client.post("/masuk/kode/", {"code": "000000"})
    assert "Terlalu banyak percobaan gagal" in door(client, staff).content.decode()
    assert not inside(client)


def test_code_works_once(client: Client, staff: Employee) -> None:
    with_factor(staff)
    right = code(staff, timezone.now())
    door(client, staff)
    client.post("/masuk/kode/", {"code": right})
    other = Client()
    door(other, staff)
    other.post("/masuk/kode/", {"code": right})
    assert not inside(other)


def test_recovery_code_works_once_however_it_is_written(client: Client, staff: Employee) -> None:
    spare = with_factor(staff)[0].lower().replace("-", " ")
    door(client, staff)
    client.post("/masuk/kode/", {"code": spare})
    assert inside(client)
    assert len(SecondFactor.objects.get().recovery) == 7
    assert not second_factor.accept(employee_id=staff.pk, code=spare, now=NOW)


def test_first_step_is_forgotten_after_ten_minutes_and_by_a_new_password(client: Client, staff: Employee) -> None:
    with_factor(staff)
    door(client, staff)
    staff.set_password("lain-sama-sekali-82")
    staff.save()
    assert client.get("/masuk/kode/").headers["Location"] == "/masuk/"
    door_again = Client()
    staff.set_password(PASSWORD)
    staff.save()
    door(door_again, staff)
    with patch.object(timezone, "now", lambda: datetime.now(tz=NOW.tzinfo) + timedelta(minutes=11)):
        assert door_again.get("/masuk/kode/").headers["Location"] == "/masuk/"


def test_code_page_without_a_first_step_leads_to_the_door(client: Client, cast: Cast) -> None:
    assert client.get("/masuk/kode/").headers["Location"] == "/masuk/"


@pytest.mark.parametrize(("demanded", "led"), [(["heads"], True), (["operator"], False), ([], False)])
def test_whoever_has_to_is_led_to_set_it_up(
    client: Client, cast: Cast, settings: Any, demanded: list[str], led: bool
) -> None:
    settings.SECOND_FACTOR_FOR = demanded
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    door(client, cast.lead)
    answer = client.get("/akun/")
    assert (answer.status_code == 302) is led
    if led:
        assert answer.headers["Location"] == "/akun/langkah-kedua/"
        client.post(PAGE, {"code": begin(client)})
        assert client.get("/akun/").status_code == 200


def refusal(person: Employee, typed: str, password: str = PASSWORD) -> str:
    with pytest.raises(DomainError) as refused:
        confirm_identity(by=person, password=password, code=typed, address=ADDRESS)
    return refused.value.code


def test_signature_needs_the_code_of_whoever_has_one(staff: Employee) -> None:
    confirm_identity(by=staff, password=PASSWORD, code="", address=ADDRESS)
    with_factor(staff)
    assert refusal(staff, "") == "code_needed"
    assert refusal(staff, "000000") == "code_wrong"
    right = code(staff, timezone.now())
    assert refusal(staff, right, password="salah") == "password_wrong"
    confirm_identity(by=staff, password=PASSWORD, code=right, address=ADDRESS)
    assert refusal(staff, right) == "code_wrong"


def test_own_second_step_goes_with_password_and_code(client: Client, staff: Employee) -> None:
    with_factor(staff)
    client.force_login(staff)
    refused = client.post("/akun/langkah-kedua/cabut/", {"password": PASSWORD, "code": "000000"})
    assert (refused.status_code, SecondFactor.objects.count()) == (422, 1)
    client.post("/akun/langkah-kedua/cabut/", {"password": PASSWORD, "code": code(staff, timezone.now())})
    assert not SecondFactor.objects.exists()


def test_board_takes_it_away_and_the_person_is_told(client: Client, cast: Cast, staff: Employee) -> None:
    with_factor(staff)
    client.force_login(cast.bkpsdm)
    client.post(f"/pegawai/{staff.nip}/kata-sandi/", {"langkah": "cabut"})
    assert not SecondFactor.objects.exists()
    assert Notice.objects.get(employee=staff).subject == "Langkah kedua Anda dicabut"
    assert staff.has_usable_password()


def test_who_has_no_second_step_is_let_in_by_no_code_and_told_of_no_removal(staff: Employee) -> None:
    assert second_factor.accept(employee_id=staff.pk, code="123456", now=NOW) is False
    assert second_factor.take_away(employee_id=staff.pk) is False
    assert not Notice.objects.exists()


def test_history_tells_that_it_came_and_went_but_no_secret(staff: Employee) -> None:
    with_factor(staff)
    second_factor.accept(employee_id=staff.pk, code=code(staff), now=NOW)
    second_factor.remove(employee_id=staff.pk)
    rows = History.objects.filter(table="organization_secondfactor").order_by("pk")
    assert [row.operation for row in rows] == ["INSERT", "DELETE"]
    assert all("secret" not in str(row.before) + str(row.after) for row in rows)
