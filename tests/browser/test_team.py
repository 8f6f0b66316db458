"""A superior looks over the team, and an operator enters an outage: at the phone and at the desk, open to everyone."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.models import Activity, Attendance, Leave
from dailylog.queries import team_day
from organization.models import Holiday, Schedule, ScheduleHours
from tests.browser.looks import follow, sound
from tests.browser.people import at_the_phone, give_passwords
from tests.cast import Cast, make_cast

#: Yesterday, with marks and entries; the days before it are one of leave and one free of work.
DAY = timezone.localdate() - timedelta(days=1)
MONTH = f"{DAY:%Y-%m}"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.head, made.operator])
    schedule = Schedule.objects.create(code="7-hari")
    for weekday in range(1, 8):
        ScheduleHours.objects.create(
            schedule=schedule, weekday=weekday, start=time(7, 30), end=time(16), break_minutes=60
        )
    made.units["kota"].schedule = schedule
    made.units["kota"].save()
    for person in (made.staff, made.lead):
        Attendance.objects.create(employee=person, date=DAY, check_in=time(8), check_out=time(16), mode="wfo")
    Leave.objects.create(employee=made.staff, start=DAY - timedelta(days=1), end=DAY - timedelta(days=1), kind="sick")
    Holiday.objects.create(date=DAY - timedelta(days=2), name="Hari Raya Nyepi", kind="public")
    Activity.objects.create(
        employee=made.staff,
        date=DAY,
        start=time(8),
        end=time(12),
        description="Rapat",
        output="Notula",
        status="returned",
    )
    return made


def check(page: Page) -> None:
    """On a phone and on a desk."""
    sound(page, 360, 1280)


def test_team_is_open_to_everyone(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.head) as page:
        page.goto(reverse("team_day", args=[DAY]))
        expect(page.get_by_text("1 catatan menunggu perbaikan")).to_be_visible()
        check(page)
        page.get_by_role("link", name=cast.staff.name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(cast.staff.name)
        check(page)
        page.goto(reverse("team_month", args=[MONTH]))
        check(page)


def test_a_large_team_is_summed_up_by_its_units(
    browser: Browser, live_server: LiveServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_day, "MOST_NAMED", 3)
    with at_the_phone(browser, live_server.url, cast.head) as page:
        page.goto(reverse("team_day", args=[DAY]))
        expect(page.get_by_role("link", name="1 orang perlu bantuan").first).to_be_visible()
        check(page)


def test_outage_is_looked_at_before_it_is_saved(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    down = timezone.localtime() - timedelta(days=2)
    with at_the_phone(browser, live_server.url, cast.operator) as page:
        page.goto(reverse("disturbance_new"))
        page.get_by_label("Mulai").fill(_typed(down.replace(hour=22, minute=0)))
        page.get_by_label("Berakhir").fill(_typed((down + timedelta(days=1)).replace(hour=1, minute=0)))
        page.get_by_label("Keterangan").fill("Peladen mati")
        page.get_by_role("button", name="Lihat dampaknya").click()
        save = page.get_by_role("button", name="Simpan gangguan")
        expect(save).to_be_visible()
        check(page)
        save.click()
        expect(page.get_by_role("heading", name="Peladen mati")).to_be_visible()
        check(page)
        follow(page.get_by_role("link", name="Hapus Peladen mati"))
        check(page)


def _typed(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"
