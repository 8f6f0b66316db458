"""Planning on a cheap phone: trees open with and without a script, nothing runs off the page."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from contracts.actions.planning import set_budget
from contracts.tests.matrix_planning import planned
from contracts.tests.queries.test_cascade import dictionary, promise
from organization.models import Employee
from tests.browser.looks import sound
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The tiny region, written for a server in another thread."""
    return make_cast()


def enter(page: Page, person: Employee, address: str) -> None:
    """Log in without the door."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def test_plan_dictionary_and_cascade_fit_a_phone(page: Page, cast: Cast, live_server: LiveServer) -> None:
    programme = planned()
    set_budget(programme_id=programme.pk, year=2026, funding="APBD", amount=Decimal(12_976_000_000))
    one = dictionary("A", programme)
    head = promise(cast.head, "A")
    promise(cast.kabid, "A", parent=head, monthly=[Decimal(3)] * 12)
    promise(cast.staff, "LEPAS")
    enter(page, cast.ortala, live_server.url)
    for name, args in (
        ("planning", []),
        ("planning_new", []),
        ("planning_budget", [programme.pk]),
        ("indicators", []),
        ("indicator", [one.pk]),
        ("indicator_edit", [one.pk]),
        ("cascade", []),
        ("cascade_branch", [head.pk]),
        ("cascade_gaps", ["tanpa-induk"]),
    ):
        page.goto(reverse(name, args=args) + "?tahun=2026")
        sound(page)


def test_a_closed_branch_opens_in_its_place(
    page: Page, cast: Cast, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contracts.queries.cascade.WHOLE", 1)
    dictionary("A", planned())
    head = promise(cast.head, "A")
    promise(cast.kabid, "A", parent=head)
    enter(page, cast.ortala, live_server.url)
    page.goto(reverse("cascade") + "?tahun=2026")
    page.locator("summary", has_text="1.1.1").click()

    page.get_by_role("link", name="Buka 1 sasaran di bawahnya").click()

    expect(page.get_by_text(cast.kabid.name)).to_be_visible()
    expect(page.get_by_role("heading", name="Kaskade kinerja 2026")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text(cast.kabid.name)
