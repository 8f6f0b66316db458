"""A new password of one's own."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from organization.models import Employee
from organization.passwords import CommonValidator, LengthValidator, PersonalValidator
from tests.cast import Cast

OLD, NEW = "awan-kelabu-tenang", "perahu biru di muara"
PERSON = Employee(nip="198504172010011003", name="Drs. Ketut Wijaya, M.Si.")


@pytest.fixture
def staff(client: Client, cast: Cast) -> Employee:
    cast.staff.set_password(OLD)
    cast.staff.must_change_password = True
    cast.staff.save()
    client.force_login(cast.staff)
    return cast.staff


def change(client: Client, old: str = OLD, new: str = NEW, repeated: str | None = None) -> Any:
    words = {"old_password": old, "new_password": new, "repeated": new if repeated is None else repeated}
    return client.post("/kata-sandi/", words)


def test_new_password_is_taken_and_the_session_goes_on(client: Client, staff: Employee, settings: Any) -> None:
    settings.LOGIN_REDIRECT_URL = "account"
    elsewhere = Client()
    elsewhere.force_login(staff)

    assert change(client)["Location"] == "/akun/"

    staff.refresh_from_db()
    assert staff.check_password(NEW)
    assert not staff.must_change_password
    assert client.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        ("old_password", {"old": "lain"}, "Kata sandi sekarang tidak cocok. Tulis kembali."),
        ("new_password", {"new": OLD}, "Pilih kata sandi yang lain dari yang sekarang."),
        ("repeated", {"repeated": "lain"}, "Kedua kata sandi baru tidak sama. Tulis kembali."),
        ("repeated", {"repeated": ""}, "Isi kata sandi baru, sekali lagi."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: Client, staff: Employee, field: str, words: dict[str, str], message: str
) -> None:
    response = change(client, **words)
    assert response.context["form"].errors == {field: [message]}
    staff.refresh_from_db()
    assert staff.check_password(OLD)


@pytest.mark.parametrize(
    ("validator", "password", "good"),
    [
        (LengthValidator(), "9 huruf!!", False),
        (LengthValidator(), "10 huruf!!", True),
        (PersonalValidator(), "saya 198504172010011003", False),
        (PersonalValidator(), "lahir 17-04-1985 ya", False),
        (PersonalValidator(), "kado170485kado", False),
        (PersonalValidator(), "KETUTsaja2026", False),
        (PersonalValidator(), "perahu biru 2026", True),
        (CommonValidator(), "1234567890", False),
        (CommonValidator(), "perahu biru 2026", True),
    ],
)
def test_rules_of_passwords(validator: Any, password: str, good: bool) -> None:
    if good:
        validator.validate(password, PERSON)
    else:
        with pytest.raises(ValidationError):
            validator.validate(password, PERSON)


def test_page_says_the_rules_before_one_types(client: Client, staff: Employee) -> None:
    page = client.get("/kata-sandi/").content.decode()
    assert "Paling sedikit 10 huruf, angka atau tanda; tidak memuat nama, NIP atau tanggal lahir Anda;" in page
    assert "hanya untuk sekali pakai" in page


def test_summary_leads_to_each_wrong_field_with_its_first_error(client: Client, staff: Employee) -> None:
    page = change(client, old="lain", new="dewi").content.decode()
    summary = page[page.index('class="k-errs"') :].split("</ul>")[0]
    assert "2 hal perlu diperbaiki" in summary
    assert '<a href="#id_new_password">Kata sandi baru terlalu pendek. ' in summary
    assert summary.count("<a href") == 2
