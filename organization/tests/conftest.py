"""What the page tests of this app share."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def board(client: Client, cast: Cast) -> Client:
    """A browser of the personnel board."""
    client.force_login(cast.bkpsdm)
    return client
