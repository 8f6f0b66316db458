"""What the tests of pages share."""

from django.test import Client

from organization.models import Employee


def browser(person: Employee) -> Client:
    """A browser in which a person has logged in."""
    client = Client()
    client.force_login(person)
    return client
