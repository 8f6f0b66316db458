"""What the tests of pages share."""

import pytest
from django.test import Client

from contracts.models import Target, Version
from contracts.tests.drafts import draft_of, signed_target
from organization.models import Employee
from tests.cast import Cast


def browser(person: Employee) -> Client:
    """A browser in which a person has logged in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def parent(cast: Cast) -> Target:
    """A signed target of the head, whose share the kabid may take."""
    return signed_target(cast.head, cast.mayor)


@pytest.fixture
def draft(cast: Cast, parent: Target) -> Version:
    """The kabid's draft, without lines."""
    return draft_of(cast.kabid)


@pytest.fixture
def kabid(client: Client, cast: Cast) -> Client:
    """The browser of the kabid."""
    client.force_login(cast.kabid)
    return client
