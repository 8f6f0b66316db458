"""The door: who gets in, who waits, and for how long."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.utils import timezone

from organization.actions.login import forget_attempts, reserve_attempt
from organization.actions.people import set_initial_password
from organization.models import Employee, LoginAttempt, Unit
from tests.cast import Cast

PASSWORD = "awan-kelabu-tenang"
OFFICE = "203.0.113.7"
WRONG = "NIP atau kata sandi tidak cocok. Periksa kembali, atau minta kata sandi baru kepada BKPSDM."
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def staff(cast: Cast) -> Employee:
    cast.staff.set_password(PASSWORD)
    cast.staff.save()
    return cast.staff


@pytest.fixture
def colleague(cast: Cast) -> Employee:
    cast.colleague.set_password(PASSWORD)
    cast.colleague.save()
    return cast.colleague


def post(
    client: Client, nip: str, password: str, *, address: str = OFFICE, target: str = "/akun/", **extra: str
) -> Any:
    words = {"nip": nip, "password": password, **extra}
    return client.post(f"/masuk/?next={quote(target)}", words, REMOTE_ADDR=address)


def errors(response: Any) -> list[str]:
    return [str(error) for error in response.context["form"].non_field_errors()]


def test_right_password_opens_the_page_asked_for(client: Client, staff: Employee) -> None:
    response = post(client, staff.nip, PASSWORD)

    assert (response.status_code, response["Location"]) == (302, "/akun/")
    assert client.session["_auth_user_id"] == str(staff.pk)
    assert not LoginAttempt.objects.exists()


def test_nip_may_be_written_in_groups(client: Client, staff: Employee) -> None:
    grouped = f"{staff.nip[:8]} {staff.nip[8:14]} {staff.nip[14]} {staff.nip[15:]}"
    assert post(client, grouped, PASSWORD).status_code == 302


@pytest.mark.parametrize("nip", ["", "12345", "١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", "a" * 18])
def test_nip_of_another_shape_is_refused_at_the_field(client: Client, db: None, nip: str) -> None:
    form = post(client, nip, PASSWORD).context["form"]
    assert form.errors["nip"] == ["Isi NIP." if not nip else "Tulis 18 angka NIP Anda."]
    assert not LoginAttempt.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_wrong_tells_not_which_was_wrong(client: Client, staff: Employee, known: bool) -> None:
    response = post(client, staff.nip if known else "198001012005011999", "salah")
    assert errors(response) == [WRONG]
    assert response.context["form"].data["nip"]
    assert b"salah" not in response.content


def test_whoever_may_not_log_in_gets_the_same_answer(client: Client, staff: Employee) -> None:
    staff.is_active = False
    staff.save()
    assert errors(post(client, staff.nip, PASSWORD)) == [WRONG]


def test_guessing_is_slowed_down_and_says_until_when(client: Client, staff: Employee) -> None:
    for _attempt in range(5):
        assert errors(post(client, staff.nip, "salah")) == [WRONG]

    (message,) = errors(post(client, staff.nip, PASSWORD))

    assert message.startswith("Terlalu banyak percobaan gagal. Coba lagi setelah ")
    assert message.endswith(" WIB, atau minta kata sandi baru kepada BKPSDM.")
    assert "_auth_user_id" not in client.session


def test_colleague_at_the_same_address_is_never_slowed_down(
    client: Client, staff: Employee, colleague: Employee
) -> None:
    for _attempt in range(20):
        post(client, staff.nip, "salah")
    assert post(client, colleague.nip, PASSWORD).status_code == 302


def test_the_person_gets_in_from_elsewhere_while_somebody_guesses(client: Client, staff: Employee) -> None:
    for _attempt in range(20):
        post(client, staff.nip, "salah")
    assert post(client, staff.nip, PASSWORD, address="198.51.100.9").status_code == 302


def test_after_the_pause_the_right_password_is_taken(client: Client, staff: Employee) -> None:
    for _attempt in range(6):
        post(client, staff.nip, "salah")
    LoginAttempt.objects.update(blocked_until=timezone.now() - timedelta(seconds=1))
    assert post(client, staff.nip, PASSWORD).status_code == 302


def test_proxies_of_our_own_are_looked_through(client: Client, staff: Employee, settings: Any) -> None:
    settings.KINERJA_PROXIES = 1
    client.post(
        "/masuk/",
        {"nip": staff.nip, "password": "salah"},
        REMOTE_ADDR="10.0.0.1",
        HTTP_X_FORWARDED_FOR="1.1.1.1, 198.51.100.9",
    )
    assert LoginAttempt.objects.get().address == "198.51.100.9"


def test_attempts_are_forgotten_after_a_day(db: None) -> None:
    for _attempt in range(5):
        reserve_attempt(nip="1", address=OFFICE, now=NOW)
    assert reserve_attempt(nip="1", address=OFFICE, now=NOW) == NOW + timedelta(minutes=1)
    assert reserve_attempt(nip="2", address=OFFICE, now=NOW + timedelta(hours=24, seconds=1)) is None
    assert list(LoginAttempt.objects.values_list("nip", "failures")) == [("2", 1)]


def test_new_password_handed_out_forgets_every_address(db: None) -> None:
    for address in (OFFICE, "198.51.100.9"):
        reserve_attempt(nip="1", address=address, now=NOW)
    forget_attempts(nip="1")
    assert not LoginAttempt.objects.exists()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_one_is_not_sent_elsewhere(client: Client, staff: Employee, target: str, settings: Any) -> None:
    settings.LOGIN_REDIRECT_URL = "account"
    assert post(client, staff.nip, PASSWORD, target=target)["Location"] == "/akun/"


def test_whoever_is_inside_goes_on(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    assert client.get("/masuk/?next=/akun/")["Location"] == "/akun/"


def test_session_on_a_shared_device_ends_with_the_browser(client: Client, staff: Employee) -> None:
    cookie = post(client, staff.nip, PASSWORD).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert client.session.get_expiry_age() == 8 * 3600


@pytest.fixture
def own_phone(client: Client, staff: Employee) -> Client:
    assert post(client, staff.nip, PASSWORD, own_device="on").cookies["sessionid"]["max-age"] == 30 * 24 * 3600
    return client


def test_session_on_ones_own_phone_slides_once_a_day(own_phone: Client) -> None:
    assert "sessionid" not in own_phone.get("/akun/").cookies

    session = own_phone.session
    session["renewed"] = "2026-01-01"
    session.save()

    assert own_phone.get("/akun/").cookies["sessionid"]["max-age"] == 30 * 24 * 3600


def test_logout_is_by_post_and_harmless_twice(client: Client, staff: Employee) -> None:
    client.force_login(staff)
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/")["Location"] == "/masuk/"
    assert client.post("/keluar/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_passwords_are_kept_by_argon2(settings: Any) -> None:
    assert settings.PASSWORD_HASHERS[-1] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert identify_hasher(make_password(PASSWORD, hasher="argon2")).algorithm == "argon2"


def test_one_time_password_ends_the_waiting(client: Client, staff: Employee) -> None:
    for _attempt in range(9):
        post(client, staff.nip, "salah")
    password = set_initial_password(employee_id=staff.pk)
    assert post(client, staff.nip, password).status_code == 302
    assert client.get("/akun/")["Location"] == "/kata-sandi/"


def test_the_door_says_why_one_stands_before_it(client: Client, db: None) -> None:
    assert "sesi Anda telah berakhir" in client.get("/masuk/?next=/akun/").content.decode()
    assert "sesi Anda" not in client.get("/masuk/").content.decode()
    assert "sesi Anda" not in client.get("/masuk/?next=/").content.decode()


def test_the_door_names_the_government_once(client: Client, cast: Cast) -> None:
    Unit.objects.filter(kind="region").update(name="Pemerintah Kota Contoh")
    assert "<h1>Pemerintah Kota Contoh</h1>" in client.get("/masuk/").content.decode()
