"""A day at the phone: written, lost and found again, sent once, approved."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.actions.tasks import Work, give_task
from dailylog.models import Activity, Decision, Disturbance, Finding
from scoring.bench.filing import FIELDS
from tests.browser.looks import fits, sound
from tests.browser.people import PASSWORD, at_the_phone, give_passwords
from tests.cast import Cast, make_cast

#: Yesterday, whose hours are over whatever the time of the test; nobody's schedule says that it is a workday.
DAY = timezone.localdate() - timedelta(days=1)
PAGE = reverse("day_log", args=[DAY]) + "?kerja=1"

#: An answer of something else than the program; it names its icon, or the browser would ask for one.
BROKEN = '<title>rusak</title><link rel="icon" href="data:,">'


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    give_passwords([made.staff, made.lead])
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A large photograph as phones take them, with the note that it was held upright."""
    image = Image.effect_noise((3000, 2000), 60).convert("RGB")
    notes = image.getexif()
    notes[0x0112] = 6
    notes.get_ifd(0x8769)[0x9003] = f"{DAY:%Y:%m:%d} 14:12:00"
    path = tmp_path / "foto.jpg"
    image.save(path, exif=notes, quality=95)
    return path


def write(page: Page, what: str = "Rapat koordinasi", result: str = "Notula") -> None:
    page.get_by_text("Tulis sendiri").click()
    page.locator("#id_f1-description").fill(what)
    page.locator("#id_f1-output").fill(result)


def send(page: Page) -> None:
    page.locator("[data-submit]").click()


def test_planned_day_is_sent_with_few_touches(
    browser: Browser, live_server: LiveServer, cast: Cast, photo: Path
) -> None:
    work = Work("Menyusun siaran pers", output="Siaran pers", estimate_minutes=90, date=DAY)
    give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=work)
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(PAGE)
        page.locator(".ds-row").get_by_text("Selesai", exact=True).click()
        page.locator(".ds-row input[type=file]").set_input_files(photo)
        expect(page.locator("[data-shots] img")).to_be_visible()
        expect(page.locator("[data-submit]")).to_have_text("Kirim 1 kegiatan")
        send(page)
        expect(page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
        fits(page)
    activity = Activity.objects.get()
    (shown,) = activity.evidence.all()
    # Shrunk before it travelled, upright, and with the time that the camera noted.
    assert (shown.width, shown.height) == (853, 1280)
    assert shown.taken_at
    assert timezone.localtime(shown.taken_at).strftime("%H.%M") == "14.12"


def test_what_was_typed_survives_a_reload_and_an_ended_session(
    browser: Browser, live_server: LiveServer, cast: Cast
) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        # This device alone keeps it: what travels a moment later might travel without a session.
        page.route(f"**{reverse('day_draft', args=[DAY])}", lambda route: route.fulfill(json={"saved": "08.00"}))
        page.goto(PAGE)
        write(page)
        page.reload()
        expect(page.locator("#id_f1-description")).to_have_value("Rapat koordinasi")
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        send(page)
        page.get_by_label("NIP").fill(cast.staff.nip)
        page.locator("input[type=password]").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: "hari-ini" in url)
        page.goto(PAGE)
        expect(page.locator("#id_f1-output")).to_have_value("Notula")
        send(page)
        expect(page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
        expect(page.locator("#id_f1-description")).to_have_value("")
    assert Activity.objects.get().description == "Rapat koordinasi"


def test_what_was_sent_on_a_dead_line_is_filed_once(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    """The server stores the entry, but its answer never arrives; the person goes back to send again."""

    def swallow(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch(max_redirects=0)
        route.fulfill(status=200, content_type="text/html", body="<title>putus</title>")

    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(PAGE)
        write(page)
        address = f"**{reverse('day_log', args=[DAY])}*"
        page.route(address, swallow)
        send(page)
        page.wait_for_function("document.title === 'putus'")
        page.unroute(address)
        page.go_back()
        # The page knows better: the entry is there, and the form is empty.
        expect(page.locator(".ds-entry")).to_have_count(1)
        expect(page.locator("#id_f1-description")).to_have_value("")
        send(page)
        expect(page.get_by_text("Belum ada yang dikirim.")).to_be_visible()
    assert Activity.objects.count() == 1


def test_what_the_server_could_not_store_is_still_there(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    def fail(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=200, content_type="text/html", body=BROKEN)
        else:
            route.continue_()

    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(PAGE)
        write(page)
        address = f"**{reverse('day_log', args=[DAY])}?kerja*"
        page.route(address, fail)
        send(page)
        page.wait_for_function("document.title === 'rusak'")
        page.unroute(address)
        page.go_back()
        expect(page.locator("#id_f1-description")).to_have_value("Rapat koordinasi")
        send(page)
        expect(page.locator(".ds-entry")).to_have_count(1)
    assert Activity.objects.count() == 1


def test_rows_that_nobody_touched_do_not_travel(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    """The bench of filing sends what is sent here."""
    tasks = [Work("Menyusun siaran pers", output="Siaran pers", date=DAY), Work("Memantau media", date=DAY)]
    for work in tasks:
        give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=work)
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(PAGE)
        write(page)
        with page.expect_request(lambda request: request.method == "POST" and "draf" not in request.url) as sent:
            send(page)
        expect(page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
    kind = sent.value.headers["content-type"]
    assert kind == "application/x-www-form-urlencoded"
    names = set(parse_qs(sent.value.post_data or "", keep_blank_values=True))
    assert names == {"csrfmiddlewaretoken", *(f"f1-{name}" for name in FIELDS)}


def test_day_is_filed_without_a_script(browser: Browser, live_server: LiveServer, cast: Cast, photo: Path) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(reverse("login"))
    page.get_by_label("NIP").fill(cast.staff.nip)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: reverse("login") not in url)
    page.goto(PAGE)
    write(page)
    page.locator("#id_f1-photos").set_input_files(photo)
    send(page)
    expect(page.get_by_text("1 kegiatan terkirim").first).to_be_visible()
    context.close()
    assert Activity.objects.get().evidence.count() == 1


def test_superior_goes_through_the_queue_by_keys(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    for hour in (8, 10):
        Activity.objects.create(
            employee=cast.staff,
            date=DAY,
            start=f"{hour:02}:00",
            end=f"{hour + 1:02}:00",
            description=f"Rapat pukul {hour}",
            output="Notula",
            status="submitted",
        )
    with at_the_phone(browser, live_server.url, cast.lead) as page:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(reverse("approvals"))
        presses = [("j", "#h-item", "Rapat pukul 10"), ("k", "#h-item", "Rapat pukul 8")]
        for key, place, shown in [*presses, ("a", "main", "1 kegiatan disetujui")]:
            # A page hears keys once its script is there.
            with page.expect_navigation():
                page.keyboard.press(key)
            expect(page.locator(place)).to_contain_text(shown)
        page.keyboard.press("r")
        expect(page.locator("[data-return]")).to_be_focused()
        page.locator("#catatan").fill("ja")
        assert Decision.objects.count() == 1


def test_pages_of_the_day_are_accessible_and_fit(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    with at_the_phone(browser, live_server.url, cast.staff) as page:
        page.goto(PAGE)
        write(page)
        send(page)
        expect(page.locator(".ds-entry")).to_have_count(1)
    entry = Activity.objects.get()
    Finding.objects.create(employee=cast.staff, date=DAY, kind="short_wfa_day", facts={"message": "", "params": {}})
    up = timezone.now()
    row = Disturbance.objects.create(
        start=up - timedelta(hours=1), end=up, note="Serat optik putus", entered_by=cast.operator
    )
    row.units.add(cast.units["dki-1a"])
    own = [PAGE, reverse("activity", args=[entry.pk]), reverse("activity_edit", args=[entry.pk]), reverse("findings")]
    forms = [reverse(name) for name in ("tasks", "task_new", "requests", "correction_new", "leave_new")]
    heads = [reverse("approvals"), reverse("findings"), reverse("overtime_new"), reverse("requests")]
    heads.append(reverse("disturbances"))
    for person, pages in ((cast.staff, own + forms), (cast.lead, heads)):
        with at_the_phone(browser, live_server.url, person) as page:
            for address in pages:
                page.goto(address)
                sound(page)
