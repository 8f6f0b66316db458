"""A real Chromium against a real server; ``script/test`` finds the browser and names it in KINERJA_CHROMIUM."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kinerja.services.requirements import find_browser
from tests.races import until

HERE = Path(__file__).parent
#: Milliseconds for what a page does.
PATIENT = 90_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, so that a machine without a browser can leave it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for the whole run, which ends before the database does."""
    path = os.environ.get("KINERJA_CHROMIUM") or find_browser(os.environ)
    # Chromium's own sandbox refuses root; containers give little shared memory, without which a page dies.
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright's loop runs in this thread, so Django takes our plain database calls for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments, timeout=PATIENT)
        _make_patient(browser)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _make_patient(browser: Browser) -> None:
    """Every page of the browser waits as long as a busy machine may take, and moves nothing before it is looked at."""
    plain = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = plain(reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENT)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]
    expect.set_options(timeout=PATIENT)


class Lines:
    """How many lines to the server are open, and how many there were."""

    def __init__(self, server: LiveServer) -> None:
        self.open = self.opened = 0
        self._lock, self._address = Lock(), (server.thread.host, server.thread.port)
        web: Any = server.thread.httpd
        self._accept, web.process_request = web.process_request, self._begin
        self._serve, web.process_request_thread = web.process_request_thread, self._answer

    def _begin(self, *line: Any) -> None:
        with self._lock:
            self.open, self.opened = self.open + 1, self.opened + 1
        self._accept(*line)

    def _answer(self, *line: Any) -> None:
        try:
            self._serve(*line)
        finally:
            with self._lock:
                self.open -= 1

    def end(self) -> None:
        """Wait until the server has answered all that it was asked. It accepts in turn: ours comes last."""
        before = self.opened
        socket.create_connection(self._address).close()
        until(lambda: self.opened > before and self.open == 0, "no line to the server is open")


@pytest.fixture(scope="session")
def lines(live_server: LiveServer) -> Lines:
    """The lines to the server of this run."""
    return Lines(live_server)


@pytest.fixture(autouse=True)
def _answered(transactional_db: None, browser: Browser, lines: Lines) -> Iterator[None]:
    """What a page asked for last is answered before the tables are emptied; its browser may have gone long since."""
    yield
    # A test that failed leaves its pages open.
    for context in list(browser.contexts):
        context.close()
    lines.end()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A cheap phone's page, 360 px wide, in Indonesian; an error in its console fails the test."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 800}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []
