"""What a day costs whoever files it and whoever decides on it: touches and clicks are counted, time is printed."""

import time
from datetime import time as clock
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.actions.tasks import Work, give_task
from dailylog.models import Activity, Decision
from organization.models import Assignment, Employee
from tests.browser.people import at_the_phone, give_passwords
from tests.cast import SINCE, Cast, make_cast

DAY = timezone.localdate() - timedelta(days=1)
MOST_TAPS, MOST_CLICKS, TEAM = 12, 12, 12
#: The camera, its release and "use this picture": the phone's own touches for a photograph.
CAMERA_TAPS = 3
#: A slow 4G line and a processor a quarter as fast as this one.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.staff, made.lead])
    return made


class Fingers:
    """Touches what somebody would touch, and counts."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, where: Locator, text: str) -> None:
        """A touch puts the cursor there; the keyboard is not counted."""
        self.tap(where)
        where.page.keyboard.type(text)


def slow(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def photo(folder: Path) -> Path:
    """3 megapixels of noise: heavier than what a cheap phone's camera takes."""
    path = folder / "foto.jpg"
    Image.effect_noise((2048, 1536), 40).convert("RGB").save(path, quality=92)
    return path


def plan_three(cast: Cast) -> None:
    once = Work("Menyusun siaran pers", output="Siaran pers", estimate_minutes=90, date=DAY)
    second = Work("Rapat koordinasi", output="Notula", estimate_minutes=60, date=DAY)
    weekly = Work(
        "Memantau media", output="Rangkuman berita", estimate_minutes=30, weekdays=[DAY.isoweekday()], first=SINCE
    )
    for work in (once, second, weekly):
        give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=work)


def test_typical_day_is_filed_within_twelve_taps(
    browser: Browser, live_server: LiveServer, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Four activities, three of them planned, and a photograph."""
    plan_three(cast)
    picture = photo(tmp_path)
    fingers = Fingers()
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        slow(page)
        began = time.monotonic()
        page.goto(reverse("day_log", args=[DAY]) + "?kerja=1")
        shown = time.monotonic() - began
        rows = page.locator(".ds-row")
        expect(rows).to_have_count(3)
        for row in rows.all():
            fingers.tap(row.get_by_text("Selesai", exact=True))
        rows.first.locator("input[type=file]").set_input_files(picture)
        fingers.taps += CAMERA_TAPS
        fingers.tap(page.get_by_text("Tulis sendiri"))
        fingers.type(page.locator("#id_f1-description"), "Melayani tamu dinas")
        fingers.type(page.locator("#id_f1-output"), "Tamu terlayani")
        expect(page.locator("[data-submit]")).to_have_text("Kirim 4 kegiatan")
        fingers.tap(page.locator("[data-submit]"))
        expect(page.get_by_text("4 kegiatan terkirim").first).to_be_visible(timeout=60_000)
        took = time.monotonic() - began
    with capsys.disabled():
        print(f"\na day: {fingers.taps} taps, {took:.1f} s of machine time, {shown:.1f} s until the page stood")
    assert Activity.objects.filter(employee=cast.staff, date=DAY).count() == 4
    assert Activity.objects.filter(evidence__isnull=False).count() == 1
    assert fingers.taps <= MOST_TAPS


def twelve_with_a_day(cast: Cast) -> list[Employee]:
    """Twelve people of the lead's team, each with two routine entries of the day."""
    Assignment.objects.filter(employee=cast.staff).delete()
    people = [cast.person(f"Pegawai {n:02}") for n in range(1, TEAM + 1)]
    Assignment.objects.bulk_create(
        Assignment(employee=person, position=cast.position("dki-1a", "staff"), kind="definitive", start=SINCE)
        for person in people
    )
    Activity.objects.bulk_create(
        Activity(
            employee=person,
            date=DAY,
            start=clock(hour),
            end=clock(hour + 1),
            description=f"Menjawab permohonan {hour}",
            output="Jawaban terkirim",
            status="submitted",
            filed_at=timezone.now(),
        )
        for person in people
        for hour in (8, 10)
    )
    return people


def test_lead_decides_on_twelve_people_with_a_click_each(
    browser: Browser, live_server: LiveServer, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each day is read before it is approved; the next one opens by itself."""
    people = twelve_with_a_day(cast)
    clicks = Fingers()
    read = []
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.goto(reverse("approval_day", args=[DAY]) + f"?o={people[0].pk}")
        for person in people:
            expect(page.locator("#h-item")).to_have_text(person.name)
            expect(page.locator("#kegiatan").get_by_text("Menjawab permohonan 10")).to_be_visible()
            read.append(person.pk)
            clicks.tap(page.locator("[data-approve]"))
        expect(page.get_by_text("Semua sudah diperiksa.").first).to_be_visible()
    with capsys.disabled():
        print(f"\ntwelve people, each read: {clicks.taps} clicks after the first one was opened")
    assert read == [person.pk for person in people]
    assert Decision.objects.filter(decided_by=cast.lead).count() == 2 * TEAM
    assert clicks.taps <= MOST_CLICKS
