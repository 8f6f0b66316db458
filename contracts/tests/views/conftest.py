"""What the tests of pages share."""

import pytest
from django.test import Client

from contracts.rules.deed import Deed, canonical
from organization.models import Employee


@pytest.fixture
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreeing makes a stand-in for the PDF: the very words of the deed."""

    def stand_in(deed: Deed, **_options: object) -> bytes:
        return b"%PDF-1.7 " + canonical(deed)

    monkeypatch.setattr("contracts.actions.freeze.render", stand_in)


def browser(person: Employee) -> Client:
    """A browser in which a person has logged in."""
    client = Client()
    client.force_login(person)
    return client
