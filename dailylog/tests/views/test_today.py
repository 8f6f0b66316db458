"""The page of the day: what it shows, and what becomes of what is sent."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from dailylog import limits
from dailylog.actions.drafts import save_draft
from dailylog.actions.tasks import Work, give_task
from dailylog.models import Activity, ActivityDraft, Attendance, Leave, PresenceTap, Task, TaskAnswer
from dailylog.tests.conftest import DAY, NOW, ZONE, Make
from dailylog.tests.test_guards import decide
from tests.cast import Cast

KEY = "11111111-1111-4111-8111-111111111111"
PAGE = reverse("day_log", args=[DAY])


@pytest.fixture
def at() -> Any:
    """Sets the clock of the server."""

    def set_clock(moment: datetime) -> Any:
        return patch.object(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def staff(client: Client, cast: Cast, hours: None, at: Callable[[datetime], Any]) -> Any:
    """The browser of the staff member on the afternoon of ``DAY``."""
    with at(NOW):
        client.force_login(cast.staff)
        yield client


def task(cast: Cast, **work: Any) -> Task:
    values: dict[str, Any] = {
        "title": "Menyusun siaran pers",
        "output": "Siaran pers",
        "date": DAY,
        "estimate_minutes": 90,
    }
    (found,) = give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=Work(**(values | work)))
    return found


def answer(row: Task, done: str = "1", **fields: str) -> dict[str, str]:
    values = {
        "done": done,
        "key": KEY,
        "description": row.title,
        "output": row.output,
        "start": "08:00",
        "end": "09:30",
    }
    return {f"t{row.pk}-{name}": value for name, value in (values | fields).items()}


def free(at: int = 1, **fields: str) -> dict[str, str]:
    values = {"key": KEY, "description": "Rapat", "output": "Notula"}
    return {f"f{at}-{name}": value for name, value in (values | fields).items()}


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    return SimpleUploadedFile("foto.jpg", file.getvalue(), "image/jpeg")


def test_task_is_proposed_in_the_first_free_hours(staff: Client, cast: Cast) -> None:
    task(cast)
    page = staff.get(PAGE).content.decode()
    assert "Menyusun siaran pers" in page
    assert "Tugas dari Bonar Simanjuntak" in page
    assert "07.30–09.00" in page


def test_done_task_becomes_an_entry_with_its_estimate(staff: Client, cast: Cast) -> None:
    row = task(cast)
    sent = staff.post(PAGE, answer(row, quantity="1,5", unit_of_measure="siaran"), follow=True)
    activity = Activity.objects.get()
    assert "1 kegiatan terkirim pukul 16.05." in sent.content.decode()
    assert (activity.task, activity.estimate_minutes, activity.start, activity.end) == (row, 90, time(8), time(9, 30))
    assert (str(activity.quantity), activity.unit_of_measure) == ("1.5000", "siaran")


def test_same_form_sent_twice_is_one_entry(staff: Client, cast: Cast) -> None:
    row = task(cast)
    for _time in range(2):
        staff.post(PAGE, answer(row))
    assert Activity.objects.count() == 1


def test_task_not_done_is_carried_to_the_next_workday(staff: Client, cast: Cast) -> None:
    row = task(cast)
    page = staff.post(PAGE, answer(row, done="0"), follow=True).content.decode()
    assert TaskAnswer.objects.get().carried_to == date(2026, 3, 11)
    assert "dilanjutkan Rabu, 11 Maret 2026" in page
    assert not Activity.objects.exists()


def test_task_is_not_carried_to_a_holiday(staff: Client, cast: Cast, at: Callable[[datetime], Any]) -> None:
    thursday = date(2026, 3, 19)
    row = task(cast, date=thursday)
    with at(datetime(2026, 3, 19, 16, tzinfo=ZONE)):
        staff.force_login(cast.staff)
        staff.post(reverse("day_log", args=[thursday]), answer(row, done="0"))
    assert TaskAnswer.objects.get().carried_to == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("told", "kept"), [("-7.26,112.75", "-7.26,112.75"), ("-7.257472,112.752090", ""), ("<script>", ""), ("", "")]
)
def test_place_of_a_tap_is_a_hint_that_keeps_nobody_from_tapping(
    staff: Client, cast: Cast, told: str, kept: str
) -> None:
    staff.post("/hari-ini/hadir/", {"jenis": "in", "cara": "wfa", "tempat": told})
    assert PresenceTap.objects.get(employee=cast.staff).place == kept


def test_second_press_is_no_reason_for_a_warning(staff: Client, cast: Cast) -> None:
    row = task(cast)
    staff.post(PAGE, answer(row), follow=True)
    assert "Belum ada yang dikirim." not in staff.post(PAGE, answer(row), follow=True).content.decode()


def test_rows_left_alone_are_not_sent(staff: Client, cast: Cast) -> None:
    page = staff.post(PAGE, answer(task(cast), done=""), follow=True).content.decode()
    assert not Activity.objects.exists()
    assert "Belum ada yang dikirim." in page


def test_written_work_without_hours_gets_the_next_free_ones(staff: Client, cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=DAY, check_in=time(7, 40), mode="wfo")
    other = free(2, key=KEY.replace("1", "2"), description="Surat")
    staff.post(PAGE, free() | other)
    rows = Activity.objects.order_by("start").values_list("description", "start", "end")
    assert list(rows) == [("Rapat", time(7, 40), time(8, 40)), ("Surat", time(8, 40), time(9, 40))]


def test_right_rows_are_filed_and_wrong_ones_stay_as_typed(staff: Client, cast: Cast) -> None:
    row = task(cast)
    answered = staff.post(PAGE, answer(row) | free(2, output="", place="Balai kota"))
    page = answered.content.decode()
    assert answered.status_code == 422
    assert Activity.objects.get().task == row
    assert "Isi hasil." in page
    assert 'value="Balai kota"' in page
    assert 'value="Rapat"' in page


def test_amount_that_is_no_number_is_explained_at_its_field(staff: Client, cast: Cast) -> None:
    page = staff.post(PAGE, free(quantity="banyak")).content.decode()
    assert "Isi jumlah dengan angka, misalnya 12 atau 1,5." in page


@pytest.mark.parametrize(("typed", "stored"), [("6", "6.0000"), ("1,5", "1.5000"), ("1.250", "1250.0000")])
def test_amounts_are_read_as_people_type_them(staff: Client, cast: Cast, typed: str, stored: str) -> None:
    staff.post(PAGE, free(quantity=typed))
    assert str(Activity.objects.get().quantity) == stored


def test_photograph_travels_with_the_form(staff: Client, cast: Cast) -> None:
    staff.post(PAGE, free() | {"f1-photos": photo()})
    (shown,) = Activity.objects.get().evidence.all()
    answered = staff.get(reverse("evidence", args=[shown.pk]))
    assert (answered["Content-Type"], answered.content[:2]) == ("image/jpeg", b"\xff\xd8")


def test_file_that_is_no_photograph_keeps_its_row_unsent(staff: Client, cast: Cast) -> None:
    sent = free() | {"f1-photos": SimpleUploadedFile("surat.pdf", b"%PDF-1.7", "application/pdf")}
    page = staff.post(PAGE, sent).content.decode()
    assert "surat.pdf: Berkas ini bukan foto" in page
    assert not Activity.objects.exists()


def test_draft_comes_back_until_its_row_is_filed(staff: Client, cast: Cast) -> None:
    staff.post(reverse("day_draft", args=[DAY]), free(output="Setengah jadi"))
    assert "Setengah jadi" in staff.get(PAGE).content.decode()
    staff.post(PAGE, free(output="Jadi"))
    assert not ActivityDraft.objects.exists()


def test_draft_of_a_row_that_was_filed_on_another_device_is_gone(staff: Client, cast: Cast) -> None:
    staff.post(PAGE, free(output="Jadi"))
    save_draft(employee_id=cast.staff.pk, day=DAY, fields=free(output="Setengah jadi"))
    assert "Setengah jadi" not in staff.get(PAGE).content.decode()


def test_draft_is_seen_by_nobody_else(client: Client, cast: Cast, hours: None) -> None:
    save_draft(employee_id=cast.staff.pk, day=DAY, fields=free(output="Setengah jadi"))
    client.force_login(cast.lead)
    assert "Setengah jadi" not in client.get(PAGE).content.decode()


def test_day_like_the_last_one_is_copied_unconfirmed(staff: Client, cast: Cast, make_activity: Make) -> None:
    old = make_activity(cast.staff, date=date(2026, 3, 9), quantity=7)
    page = staff.get(f"{PAGE}?salin=1").content.decode()
    assert "Salinan, belum dikonfirmasi" in page
    # What was delivered yesterday is not delivered again.
    assert f'name="c{old.pk}-quantity" value=' not in page


def test_copies_that_were_typed_into_are_on_the_page_again(staff: Client, cast: Cast, make_activity: Make) -> None:
    """Whoever comes back by the menu finds what was begun, and may send it from there."""
    rows = [
        make_activity(
            cast.staff, date=date(2026, 3, 9), start=time(hour), end=time(hour + 1), description=f"Rapat {hour}"
        )
        for hour in (8, 9)
    ]
    fields = {f"c{rows[0].pk}-{name}": value for name, value in {"key": str(uuid4()), "output": "Notula baru"}.items()}
    save_draft(employee_id=cast.staff.pk, day=DAY, fields=fields)
    page = staff.get(PAGE).content.decode()
    assert "Notula baru" in page
    assert page.count("Salinan, belum dikonfirmasi") == 2
    sent = fields | {f"c{rows[0].pk}-done": "1", f"c{rows[0].pk}-description": "Rapat 8"}
    answer = staff.post(PAGE, sent, follow=True)
    assert Activity.objects.get(date=DAY).output == "Notula baru"
    # The other copy still waits, the one that was sent does not.
    again = answer.content.decode()
    assert again.count("Salinan, belum dikonfirmasi") == 1
    assert f'name="c{rows[1].pk}-done"' in again


def test_closed_month_can_be_read_but_not_written(staff: Client, cast: Cast, make_activity: Make) -> None:
    make_activity(cast.staff)
    with patch.object(limits, "_sources", limits._Sources(lambda _day: (limits.Limits(), True))):
        page = staff.get(PAGE).content.decode()
        staff.post(PAGE, free())
    assert "Bulan Maret 2026 sudah ditutup." in page
    assert "Menjawab permohonan informasi" in page
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-03-20", "Hari Raya Nyepi"), ("2026-03-21", "bukan hari kerja unit Anda"), ("2026-03-19", "Cuti tahunan")],
)
def test_free_day_asks_for_nothing(
    staff: Client, cast: Cast, at: Callable[[datetime], Any], day: str, words: str
) -> None:
    Leave.objects.create(employee=cast.staff, start=date(2026, 3, 19), end=date(2026, 3, 19), kind="annual")
    with at(datetime(2026, 3, 23, 9, tzinfo=ZONE)):
        staff.force_login(cast.staff)
        page = staff.get(reverse("day_log", args=[day])).content.decode()
    assert words in page
    assert "Saya bekerja hari ini" in page
    assert "Tulis sendiri" not in page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 13, 23, 59, 59, tzinfo=ZONE), "Belum dikirim, batas 13 Maret 2026 pukul 23.59"),
        (datetime(2026, 3, 14, 0, 0, 0, tzinfo=ZONE), "Terlambat, batasnya 13 Maret 2026 pukul 23.59"),
    ],
)
def test_deadline_holds_to_the_second(
    staff: Client, cast: Cast, at: Callable[[datetime], Any], moment: datetime, words: str
) -> None:
    with at(moment):
        staff.force_login(cast.staff)
        assert words in staff.get(PAGE).content.decode()


def test_who_has_no_superior_is_told_and_may_file(staff: Client, cast: Cast) -> None:
    for name in ("lead", "kabid", "head", "mayor"):
        cast.people[name].assignments.update(end=date(2026, 3, 1))
    assert "Atasan Anda pada tanggal ini belum diatur." in staff.get(PAGE).content.decode()
    staff.post(PAGE, free())
    assert Activity.objects.count() == 1


def test_returned_entry_is_pointed_out(staff: Client, cast: Cast, make_activity: Make) -> None:
    decide(make_activity(cast.staff), cast.lead, verdict="return", reason="evidence")
    assert "1 kegiatan dikembalikan" in staff.get(PAGE).content.decode()


def test_days_of_presence_without_entries_are_named(staff: Client, cast: Cast) -> None:
    Attendance.objects.create(employee=cast.staff, date=date(2026, 3, 9), check_in=time(7, 30), mode="wfo")
    assert "Senin, 9 Maret 2026" in staff.get(PAGE).content.decode()


def test_day_ahead_leads_to_today(staff: Client) -> None:
    assert staff.get(reverse("day_log", args=["2026-03-11"])).headers["Location"] == reverse("today")


@pytest.mark.parametrize("many", [1, 8])
def test_queries_do_not_grow_with_what_there_is(
    staff: Client, cast: Cast, make_activity: Make, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(many):
        task(cast, title=f"Tugas {n}")
        make_activity(cast.staff, start=time(8 + n // 2, 30 * (n % 2)), end=time(17))
        make_activity(cast.staff, date=date(2026, 3, 1 + n))
    with django_assert_max_num_queries(29):
        staff.get(PAGE)
