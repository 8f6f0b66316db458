"""Somebody is writing while the task is withdrawn or the suggestions change: nothing typed is lost or moves."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from dailylog.actions.tasks import Work, give_task, withdraw_task
from dailylog.models import Activity, ActivityDraft, Task
from tests.browser.looks import sound
from tests.cast import Cast, make_cast
from tests.races import until

#: Yesterday, whose hours are over whatever the time of the test; nobody's schedule says that it is a workday.
DAY = timezone.localdate() - timedelta(days=1)
PAGE = reverse("day_log", args=[DAY]) + "?kerja=1"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Page]:
    """A page 360 px wide of the member of staff; an error of its script fails the test, a refused form does not."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 800}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    client = Client()
    client.force_login(cast.staff)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def task(cast: Cast) -> Task:
    work = Work("Menyusun siaran pers", unit_of_measure="naskah", date=DAY)
    return give_task(author_id=cast.lead.pk, employee_ids=[cast.staff.pk], work=work)[0]


def withdraw(task: Task) -> None:
    withdraw_task(task_id=task.pk, author_id=task.author_id, now=timezone.now())


def write(page: Page, task: Task) -> None:
    page.goto(PAGE)
    page.locator(f"#id_t{task.pk}-output").fill("Siaran pers banjir")
    page.locator(f"#id_t{task.pk}-quantity").fill("2")


def shown_as_kept(page: Page, task: Task) -> None:
    row = page.locator(f"#t{task.pk}")
    expect(row.get_by_text("Tugas ini ditarik oleh Bonar Simanjuntak. Catatan Anda tetap")).to_be_visible()
    expect(page.locator(f"#id_t{task.pk}-output")).to_have_value("Siaran pers banjir")
    expect(page.locator(f"#id_t{task.pk}-description")).to_have_value("Menyusun siaran pers")
    expect(page.locator(f"#id_t{task.pk}-unit_of_measure")).to_have_value("naskah")
    sound(page)


def test_task_withdrawn_while_its_row_is_sent_is_filed_when_sent_again(phone: Page, task: Task) -> None:
    write(phone, task)
    phone.locator(".ds-row").get_by_text("Selesai", exact=True).click()
    withdraw(task)
    with phone.expect_response(lambda answer: answer.request.method == "POST" and "draf" not in answer.url) as sent:
        phone.locator("[data-submit]").click()
    assert sent.value.status == 422
    shown_as_kept(phone, task)
    phone.locator("[data-submit]").click()
    expect(phone.get_by_text("1 kegiatan terkirim").first).to_be_visible()
    expect(phone.locator(f"#t{task.pk}")).to_have_count(0)
    entry = Activity.objects.get()
    assert (entry.output, entry.unit_of_measure, entry.task_id) == ("Siaran pers banjir", "naskah", None)
    assert entry.quantity == 2


def test_what_this_telephone_alone_knows_comes_back_for_a_withdrawn_task(phone: Page, task: Task) -> None:
    """No draft has reached the server when the page is closed."""
    drafts = f"**{reverse('day_draft', args=[DAY])}"
    phone.route(drafts, lambda route: route.abort())
    write(phone, task)
    phone.locator(".ds-row").get_by_text("Selesai", exact=True).click()
    phone.goto("about:blank")
    phone.unroute(drafts)
    withdraw(task)
    phone.goto(PAGE)
    shown_as_kept(phone, task)
    # The tick was meant for the task.
    expect(phone.locator("[data-submit]")).to_have_text("Kirim")
    phone.get_by_text("Selesai, kirim kegiatan ini").locator("visible=true").click()
    phone.locator("[data-submit]").click()
    expect(phone.get_by_text("1 kegiatan terkirim").first).to_be_visible()
    phone.goto(PAGE)
    expect(phone.locator(f"#t{task.pk}")).to_have_count(0)


def is_emptied(task: Task) -> bool:
    fields = ActivityDraft.objects.get().fields
    return not any(fields.get(f"t{task.pk}-{name}") for name in ("output", "quantity"))


def test_kept_text_that_is_emptied_does_not_come_back(phone: Page, task: Task) -> None:
    write(phone, task)
    withdraw(task)
    phone.goto(PAGE)
    shown_as_kept(phone, task)
    phone.locator(f"#id_t{task.pk}-output").fill("")
    phone.locator(f"#id_t{task.pk}-quantity").fill("")
    until(lambda: is_emptied(task), "the server knows that both were emptied")
    for _time in range(2):
        phone.goto(PAGE)
        expect(phone.get_by_text("Tulis sendiri")).to_be_visible()
        expect(phone.locator(f"#t{task.pk}")).to_have_count(0)


def did(cast: Cast, what: str, days: range) -> None:
    Activity.objects.bulk_create(
        Activity(
            employee=cast.staff, date=DAY - timedelta(days=back), start="08:00", end="09:00",
            description=what, output="Berkas", status="approved",
        )
        for back in days
    )  # fmt: skip


def test_text_stays_with_its_suggestion_when_another_comes_first(phone: Page, cast: Cast) -> None:
    did(cast, "Memantau media", range(1, 4))
    phone.goto(PAGE)
    row = phone.locator("details.ds-more", has_text="Memantau media")
    row.locator("summary").first.click()
    row.get_by_label("Hasil").fill("Kliping")
    did(cast, "Menjawab surat", range(5, 13))
    phone.goto(PAGE)
    expect(phone.locator("details.ds-more").first).to_contain_text("Menjawab surat")
    expect(phone.locator("details.ds-more", has_text="Memantau media").get_by_label("Hasil")).to_have_value("Kliping")
    expect(phone.locator("details.ds-more", has_text="Menjawab surat").get_by_label("Hasil")).to_have_value("")
