"""Pages of units, posts, schedules, holidays, roles and reports."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organization.models import Assignment, Holiday, Position, RoleGrant, Schedule, Unit, WithdrawnHoliday
from tests.cast import Cast


def text_of(client: Client, address: str, **query: str) -> str:
    return client.get(address, query).content.decode()


def test_tree_marks_vacant_heads(board: Client, cast: Cast) -> None:
    text = text_of(board, "/unit/")
    assert "I Made Suardana" in text
    assert "Tanpa pejabat" in text
    assert "1 unit tanpa pejabat" in text


def test_tree_without_units_says_what_to_do(board: Client, cast: Cast) -> None:
    Assignment.objects.all().delete()
    Position.objects.all().delete()
    RoleGrant.objects.exclude(employee=cast.bkpsdm).delete()
    for kind in ("team", "division", "opd", "region"):
        Unit.objects.filter(kind=kind).delete()
    assert "Belum ada unit" in text_of(board, "/unit/")


@pytest.mark.parametrize("count", [1, 3])
def test_tree_and_unit_take_as_many_queries_for_three_as_for_one(
    board: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        code = f"x{number}"
        cast.units[code] = Unit.objects.create(code=code, name=code, kind="division", parent=cast.units["dlh"])
        position = cast.position(code, "division_head")
        Assignment.objects.create(
            employee=cast.person("K"), position=position, kind="definitive", start=date(2025, 1, 1)
        )
    with django_assert_num_queries(5):
        board.get("/unit/")
    with django_assert_num_queries(12):
        board.get(reverse("org_unit", args=[cast.units["dlh"].pk]))


def test_unit_page_shows_posts_holders_and_vacancies(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    text = text_of(board, reverse("org_unit", args=[cast.units["dki-2"].pk]))
    assert "Ahmad Fauzi" in text
    assert "Kosong" in text
    assert "Dinas Komunikasi dan Informatika" in text


def test_unit_page_shows_the_schedule_of_the_unit_above(board: Client, cast: Cast) -> None:
    Unit.objects.filter(code="dki").update(schedule=Schedule.objects.create(code="6-day"))
    assert "6-day" in text_of(board, reverse("org_unit", args=[cast.units["dki-1a"].pk]))


def test_unit_is_made_and_changed(board: Client, cast: Cast) -> None:
    board.post("/unit/baru/", {"code": "n1", "name": "Bidang Baru", "kind": "division", "parent": "dlh"})
    made = Unit.objects.get(code="n1")
    address = reverse("org_unit_edit", args=[made.pk])
    assert 'value="dlh"' in text_of(board, address)
    board.post(address, {"code": "n1", "name": "Bidang Lain", "kind": "division", "parent": "dlh"})
    made.refresh_from_db()
    assert made.name == "Bidang Lain"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"code": "dlh", "name": "X", "kind": "division", "parent": "dki"}, "code"),
        ({"code": "n", "name": "X", "kind": "opd", "parent": "dki-1"}, "parent"),
        ({"code": "n", "name": "X", "kind": "opd"}, "parent"),
        ({"code": "n", "name": "X", "kind": ""}, "kind"),
    ],
)
def test_unit_that_cannot_be_is_told_at_its_field(board: Client, cast: Cast, data: dict[str, str], field: str) -> None:
    response = board.post("/unit/baru/", data)
    assert list(response.context["form"].errors) == [field]
    assert 'value="X"' in response.content.decode()


def test_position_is_made_and_changed(board: Client, cast: Cast) -> None:
    address = reverse("org_position_new", args=[cast.units["dki"].pk])
    board.post(address, {"code": "p1", "title": "Analis", "level": "staff", "tpp_base": "5000000"})
    made = Position.objects.get(code="p1")
    address = reverse("org_position_edit", args=[made.pk])
    assert 'value="5000000"' in text_of(board, address)
    board.post(address, {"code": "p1", "title": "Analis", "level": "staff", "tpp_base": "6000000"})
    made.refresh_from_db()
    assert made.tpp_base == 6_000_000


@pytest.mark.parametrize("base", ["-1", "0.5", "lima juta", ""])
def test_position_refuses_a_base_that_is_no_whole_amount(board: Client, cast: Cast, base: str) -> None:
    address = reverse("org_position_new", args=[cast.units["dki"].pk])
    response = board.post(address, {"code": "p1", "title": "Analis", "level": "staff", "tpp_base": base})
    assert list(response.context["form"].errors) == ["tpp_base"]


def test_schedule_gets_hours_that_can_be_changed_and_removed(board: Client, cast: Cast) -> None:
    board.post("/jadwal/baru/", {"code": "5-day"})
    schedule = Schedule.objects.get()
    address = reverse("org_hours_set", args=[schedule.pk])
    hours = {"weekday": "5", "start": "07:30", "end": "16:30", "break_minutes": "90"}
    board.post(address, hours)
    assert "07.30–16.30" in text_of(board, "/jadwal/")
    row = schedule.hours.get()
    assert 'value="90"' in text_of(board, address, baris=str(row.pk))
    response = board.post(address, {**hours, "end": "07:00"})
    assert list(response.context["form"].errors) == ["end"]
    board.post(reverse("org_hours_remove", args=[row.pk]))
    assert "Belum ada jam kerja" in text_of(board, "/jadwal/")


def test_schedules_without_any_say_what_that_means(board: Client, cast: Cast) -> None:
    assert "Belum ada jadwal" in text_of(board, "/jadwal/")


def test_holidays_show_what_loading_would_change_and_load_it(board: Client, cast: Cast) -> None:
    assert "Kalender nasional berbeda pada 25 hari" in text_of(board, "/libur/2026/")
    board.post("/libur/2026/muat/")
    text = text_of(board, "/libur/2026/")
    assert "Hari Kemerdekaan Republik Indonesia" in text
    assert "berbeda" not in text


def test_holidays_of_an_impossible_year_are_not_found(board: Client, cast: Cast) -> None:
    assert board.get("/libur/1900/").status_code == 404
    assert board.post("/libur/1900/muat/").status_code == 404


def test_holiday_is_set_and_withdrawn_by_decree(board: Client, cast: Cast) -> None:
    data = {"day": "2026-05-30", "name": "Hari jadi kota", "kind": "special"}
    refused = board.post("/libur/2026/tetapkan/", data)
    assert list(refused.context["form"].errors) == ["decree"]
    board.post("/libur/2026/tetapkan/", {**data, "decree": "Kep 12/2026"})
    holiday = Holiday.objects.get()
    assert 'value="Kep 12/2026"' in text_of(board, "/libur/2026/tetapkan/", baris=str(holiday.pk))
    board.post(reverse("org_holiday_withdraw", args=[holiday.pk]), {"decree": "Kep 13/2026"})
    assert WithdrawnHoliday.objects.get().decree == "Kep 13/2026"
    assert "Kep 13/2026" in text_of(board, "/libur/2026/")


def test_role_is_granted_and_ended(board: Client, cast: Cast) -> None:
    data = {"employee": cast.staff.nip, "role": "ortala", "start": "2026-04-01"}
    board.post("/pegawai/peran/baru/", data)
    grant = cast.staff.grants.get()
    response = board.post("/pegawai/peran/baru/", data)
    assert list(response.context["form"].errors) == ["employee"]
    board.post(reverse("org_role_end", args=[grant.pk]), {"end": "2026-04-30"})
    grant.refresh_from_db()
    assert grant.end == date(2026, 4, 30)


def test_roles_that_ended_show_on_request(board: Client, cast: Cast) -> None:
    RoleGrant.objects.create(employee=cast.staff, role="ortala", start=date(2024, 1, 1), end=date(2024, 2, 1))
    assert "Dewi Lestari" not in text_of(board, "/pegawai/peran/")
    assert "Dewi Lestari" in text_of(board, "/pegawai/peran/", semua="1")


def test_own_role_cannot_be_ended(board: Client, cast: Cast) -> None:
    own = cast.bkpsdm.grants.get()
    assert board.post(reverse("org_role_end", args=[own.pk]), {"end": "2099-01-01"}).status_code == 403
    own.refresh_from_db()
    assert own.end is None


def test_roles_without_any_page_of_their_own_are_refused_to_readers(client: Client, cast: Cast) -> None:
    client.force_login(cast.inspectorate)
    text = text_of(client, "/pegawai/peran/")
    assert "Beri peran" not in text


def test_report_of_people_without_superior(board: Client, cast: Cast) -> None:
    assert "Semua pegawai mempunyai atasan" in text_of(board, "/pegawai/tanpa-atasan/")
    Assignment.objects.filter(employee=cast.mayor).update(end=date(2025, 12, 31))
    text = text_of(board, "/pegawai/tanpa-atasan/")
    assert "5 orang tanpa atasan" in text
    assert "1 pegawai aktif tidak memegang jabatan" in text
    assert "Semua pegawai mempunyai atasan" in text_of(board, "/pegawai/tanpa-atasan/", tanggal="2025-12-31")


def test_report_of_vacancies(board: Client, cast: Cast) -> None:
    cast.position("dki-2", "division_head", code="P-1")
    text = text_of(board, "/jabatan/kosong/")
    assert "4 unit tanpa pejabat" in text
    assert "P-1" in text


def test_a_new_unit_leads_to_its_page_where_its_posts_are_added(board: Client, cast: Cast) -> None:
    values = {"code": "baru", "name": "Dinas Baru", "kind": "opd", "parent": cast.units["kota"].code}
    page = board.post(reverse("org_unit_new"), values, follow=True)
    assert page.redirect_chain[-1][0] == reverse("org_unit", args=[Unit.objects.get(code="baru").pk])
    assert "Belum ada jabatan" in page.content.decode()


def test_several_days_get_their_hours_at_once(board: Client, cast: Cast) -> None:
    schedule = Schedule.objects.create(code="pekan")
    hours = {"weekday": "1-4", "start": "07.30", "end": "16.00", "break_minutes": "60"}
    board.post(reverse("org_hours_set", args=[schedule.pk]), hours)
    assert sorted(schedule.hours.values_list("weekday", "start__hour")) == [(day, 7) for day in (1, 2, 3, 4)]


def test_hours_that_are_refused_are_set_for_no_day(board: Client, cast: Cast) -> None:
    schedule = Schedule.objects.create(code="pekan")
    hours = {"weekday": "1-6", "start": "16.00", "end": "07.30", "break_minutes": "60"}
    page = board.post(reverse("org_hours_set", args=[schedule.pk]), hours)
    assert list(page.context["form"].errors) == ["end"]
    assert not schedule.hours.exists()


def test_an_allowance_may_be_written_with_points(board: Client, cast: Cast) -> None:
    address = reverse("org_position_new", args=[cast.units["dki"].pk])
    board.post(address, {"code": "p9", "title": "Analis", "level": "staff", "tpp_base": "5.000.000"})
    assert Position.objects.get(code="p9").tpp_base == 5_000_000
