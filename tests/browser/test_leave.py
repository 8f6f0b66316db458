"""Annual leave from the question to giving it back; what was passed on; the operator's deliveries."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.models import Activity, Leave, OpeningBalance
from organization.models import Digest, PushSubscription, Schedule, ScheduleHours
from tests.browser.looks import follow
from tests.browser.people import at_the_phone, give_passwords
from tests.browser.test_team import check
from tests.cast import Cast, make_cast

TODAY = timezone.localdate()
#: Three days of next year, so that no clock has passed them.
FIRST, LAST = date(TODAY.year + 1, 6, 7), date(TODAY.year + 1, 6, 9)
#: The last day of the month before last: its approval deadline has passed.
OVERDUE = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1) - timedelta(days=1)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.staff, made.lead, made.kabid, made.operator, made.bkpsdm])
    schedule = Schedule.objects.create(code="7-hari")
    for weekday in range(1, 8):
        ScheduleHours.objects.create(
            schedule=schedule, weekday=weekday, start=time(7, 30), end=time(16), break_minutes=60
        )
    made.units["kota"].schedule = schedule
    made.units["kota"].save()
    OpeningBalance.objects.create(employee=made.staff, year=FIRST.year, carried=6)
    return made


def test_leave_is_asked_for_granted_and_given_back(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(reverse("leave_new"))
        check(page)
        page.get_by_label("Jenis").select_option("annual")
        page.get_by_label("Mulai").fill(str(FIRST))
        page.get_by_label("Sampai").fill(str(LAST))
        page.get_by_label("Alasan").fill("Keluarga")
        page.get_by_role("button", name="Kirim").click()
        expect(page.get_by_text("Menunggu putusan")).to_be_visible()
        page.goto(f"{reverse('leave_person', args=[cast.staff.nip])}?tahun={FIRST.year}")
        expect(page.get_by_role("heading", name="Sisa 15 hari kerja")).to_be_visible()
        check(page)
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("requests"))
        expect(page.get_by_text("Memerlukan 3 hari kerja.")).to_be_visible()
        expect(page.get_by_text("hak 12 + sisa", exact=False)).to_be_visible()
        check(page)
        page.get_by_role("button", name="Kabulkan").click()
        expect(page.get_by_text("Permohonan dikabulkan.")).to_be_visible()
    assert Leave.objects.count() == 1
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(reverse("requests"))
        page.get_by_role("button", name="Batalkan cuti").click()
        expect(page.get_by_text("hari-harinya dapat diajukan lagi")).to_be_visible()
    assert not Leave.objects.exists()


def test_lead_calls_back_from_leave_that_runs(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    leave = Leave.objects.create(employee=cast.staff, start=TODAY, end=TODAY + timedelta(days=2), kind="annual")
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("requests"))
        check(page)
        follow(page.get_by_role("link", name="Panggil kembali Dewi Lestari"))
        check(page)
        page.get_by_label("Bekerja kembali mulai").fill(str(TODAY + timedelta(days=1)))
        page.get_by_label("Kepentingan dinas").fill("Banjir di kecamatan")
        page.get_by_role("button", name="Panggil kembali").click()
        expect(page.get_by_text("2 hari kerja tidak lagi terhitung cuti")).to_be_visible()
    leave.refresh_from_db()
    assert leave.end == TODAY
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(reverse("requests"))
        expect(page.get_by_text("Dipanggil kembali dari cuti tahunan")).to_be_visible()
        check(page)


def test_board_enters_what_was_left(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.bkpsdm) as page:
        page.goto(reverse("org_person", args=[cast.lead.nip]))
        page.get_by_role("link", name="Cuti tahunan").click()
        follow(page.get_by_role("link", name="Catat saldo awal"))
        check(page)
        page.get_by_label("Sisa dari tahun sebelumnya").fill("9")
        page.get_by_label("Keterangan").fill("Ditangguhkan")
        page.get_by_role("button", name="Simpan saldo").click()
        expect(page.get_by_role("heading", name="Sisa 21 hari kerja")).to_be_visible()


def test_what_was_passed_on_is_named(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    Activity.objects.create(
        employee=cast.staff,
        date=OVERDUE,
        start=time(8),
        end=time(9),
        description="Rapat",
        output="Notula",
        status="submitted",
        filed_at=timezone.make_aware(datetime.combine(OVERDUE, time(16))),
    )
    with at_the_phone(browser, live_server.url, cast.kabid) as page:
        page.goto(reverse("approvals"))
        expect(page.locator("#kegiatan").get_by_text("Lewat batas, dari tim Bonar Simanjuntak")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Setujui kegiatan").click()
        expect(page.get_by_text("1 kegiatan disetujui: Dewi Lestari.")).to_be_visible()


def test_operator_sees_what_went_wrong(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    now = timezone.now()
    Digest.objects.create(employee=cast.staff, day=TODAY, attempts=5, claimed_at=now, failure="SMTPDataError 552")
    PushSubscription.objects.create(
        employee=cast.staff, endpoint="https://push.test/1", failures=2, failure="status 500", retry_at=now
    )
    with at_the_phone(browser, live_server.url, cast.operator) as page:
        page.goto(reverse("org_delivery"))
        expect(page.get_by_text("SMTPDataError 552")).to_be_visible()
        check(page)
        page.get_by_role("button", name="Coba lagi surel hari ini").click()
        expect(page.get_by_text("1 surel dicoba lagi", exact=False)).to_be_visible()
        page.get_by_role("button", name="Coba lagi sekarang").click()
        expect(page.get_by_text("1 peramban dicoba lagi", exact=False)).to_be_visible()
