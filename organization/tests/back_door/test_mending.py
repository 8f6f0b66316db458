"""Mending a row: who, why, what the table becomes, and what is refused at which field."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kinerja.models import History
from organization.actions import second_factor
from organization.models import Employee, Holiday, WithdrawnHoliday
from organization.rules.authenticator import totp
from tests.cast import Cast

PASSWORD = "jembatan-merah-7"
DAY = date(2026, 8, 17)


@pytest.fixture
def inside(client: Client, cast: Cast) -> Client:
    cast.operator.set_password(PASSWORD)
    cast.operator.save()
    client.force_login(cast.operator)
    return client


@pytest.fixture
def withdrawn(db: None) -> WithdrawnHoliday:
    return WithdrawnHoliday.objects.create(date=DAY, name="Kemerdekaan", decree="800/1")


def address(row: Any) -> str:
    return f"/pintu-belakang/organization/{row._meta.model_name}/{row.pk}/"


def sent(**others: str) -> dict[str, str]:
    return {"name": "Kemerdekaan", "decree": "800/12", "reason": "salah ketik", "password": PASSWORD} | others


def last_of(row: Any) -> History:
    found = History.objects.filter(table=row._meta.db_table, row=str(row.pk)).order_by("-pk").first()
    assert found is not None
    return found


def test_a_mended_row_is_in_history_with_its_author_and_the_reason(
    inside: Client, cast: Cast, withdrawn: WithdrawnHoliday
) -> None:
    answer = inside.post(address(withdrawn), sent())
    assert (answer.status_code, answer["Location"]) == (302, address(withdrawn))
    entry = last_of(withdrawn)
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["decree"], entry.after["decree"]) == ("800/1", "800/12")
    assert (entry.actor, entry.reason) == (cast.operator.nip, "Pintu belakang: salah ketik")


def test_the_history_of_a_row_names_who_and_why(inside: Client, cast: Cast, withdrawn: WithdrawnHoliday) -> None:
    inside.post(address(withdrawn), sent())
    page = inside.get(f"{address(withdrawn)}riwayat/").content.decode()
    assert f"oleh {cast.operator.name} · Pintu belakang: salah ketik" in page
    assert "800/1 → <b>800/12</b>" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Isi alasan."),
        ({"decree": ""}, "Isi nomor keputusan."),
        ({"decree": "x" * 121}, "120"),
        ({"password": "lain"}, "Kata sandi tidak cocok."),
        ({"decree": "800/1"}, "Tidak ada yang diubah."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    inside: Client, withdrawn: WithdrawnHoliday, wrong: dict[str, str], sentence: str
) -> None:
    answer = inside.post(address(withdrawn), sent(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    withdrawn.refresh_from_db()
    assert (withdrawn.decree, last_of(withdrawn).operation) == ("800/1", "INSERT")


def test_a_sentence_stands_at_its_field(inside: Client, withdrawn: WithdrawnHoliday) -> None:
    form = inside.post(address(withdrawn), sent(reason="", password="")).context["form"]
    assert set(form.errors) == {"reason", "password"}
    assert set(inside.post(address(withdrawn), sent(password="lain")).context["form"].errors) == {"password"}


def test_passwords_are_not_guessed_here(inside: Client, withdrawn: WithdrawnHoliday) -> None:
    for _turn in range(5):
        inside.post(address(withdrawn), sent(password="lain"))
    refused = inside.post(address(withdrawn), sent())
    assert "Terlalu banyak percobaan gagal." in refused.content.decode()


def test_whoever_has_a_second_step_writes_a_code_as_well(
    inside: Client, cast: Cast, withdrawn: WithdrawnHoliday
) -> None:
    sealed, then = second_factor.begin(), timezone.now() - timedelta(minutes=5)
    code = totp(second_factor.unsealed(sealed)).generate
    recovery = second_factor.confirm(
        by=cast.operator, sealed=sealed, code=code(int(then.timestamp())).decode(), now=then
    )
    for typed in ("", "000000"):
        refused = inside.post(address(withdrawn), sent(code=typed))
        assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"code"})
    assert inside.post(address(withdrawn), sent(code=recovery[0])).status_code == 302
    assert inside.post(address(withdrawn), sent(code=recovery[0], decree="800/13")).status_code == 422


def test_fields_that_are_not_offered_stay_as_they_are(inside: Client, withdrawn: WithdrawnHoliday) -> None:
    inside.post(address(withdrawn), sent(date="2026-12-25", id="7"))
    withdrawn.refresh_from_db()
    assert (withdrawn.date, withdrawn.decree) == (DAY, "800/12")


def test_a_national_day_can_follow_its_calendar_again(inside: Client, db: None) -> None:
    day = Holiday.objects.create(date=DAY, name="Proklamasi", kind="public")
    inside.post(address(day), {"from_package": "on", "reason": "ikut kalender", "password": PASSWORD})
    day.refresh_from_db()
    assert (day.from_package, day.name) == (True, "Proklamasi")


def test_a_day_of_the_region_cannot_because_the_calendar_would_remove_it(inside: Client) -> None:
    day = Holiday.objects.create(date=date(2026, 8, 18), name="Hari jadi", kind="special", decree="1")
    answer = inside.post(address(day), {"from_package": "on", "reason": "coba", "password": PASSWORD})
    assert set(answer.context["form"].errors) == {"from_package"}
    day.refresh_from_db()
    assert day.from_package is False


def test_rows_that_are_only_looked_at_refuse_a_form(inside: Client, cast: Cast) -> None:
    answer = inside.post(address(cast.staff), {"name": "Lain", "reason": "coba", "password": PASSWORD})
    assert answer.status_code == 403
    assert Employee.objects.get(pk=cast.staff.pk).name == cast.staff.name


@pytest.mark.parametrize("who", ["bkpsdm", "ortala", "inspectorate", "mayor", "staff"])
def test_others_mend_nothing(client: Client, cast: Cast, withdrawn: WithdrawnHoliday, who: str) -> None:
    client.force_login(cast.people[who])
    assert client.post(address(withdrawn), sent()).status_code == 404
    withdrawn.refresh_from_db()
    assert withdrawn.decree == "800/1"


def test_no_password_is_shown_in_a_row_or_its_history(inside: Client, cast: Cast) -> None:
    for page in (address(cast.operator), f"{address(cast.operator)}riwayat/"):
        assert cast.operator.password not in inside.get(page).content.decode()
