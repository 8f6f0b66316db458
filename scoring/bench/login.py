"""``login``: the morning wave, beside bare argon2 verifications."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.hashers import check_password, make_password
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organization.models import Employee
from scoring.bench.city import SMALL, build
from scoring.bench.measure import seconds
from scoring.bench.report import Figure
from scoring.bench.visitors import HOST

PEOPLE = 12
TURNS = 3
FOUND = 302


def run() -> Iterator[Figure]:
    """Logins a second through the page, all from one office address, and how many were let in."""
    call_command("collectstatic", interactive=False, verbosity=0)
    build(SMALL)
    # Made up for this run, as the database is.
    password = "kantor pagi " + "hari"
    hashed = make_password(password)
    people = list(Employee.objects.order_by("nip")[:PEOPLE])
    Employee.objects.filter(pk__in=[person.pk for person in people]).update(password=hashed)
    bare = PEOPLE / seconds(lambda: [check_password(password, hashed) for _ in people], turns=TURNS)
    entered: list[int] = []
    wave = PEOPLE / seconds(lambda: entered.extend(_enter(person.nip, password) for person in people), turns=TURNS)
    yield Figure("login: bare argon2", bare, "1/s")
    yield Figure("login: through the page", wave, "1/s", limit=bare, bar=0.5, least=True)
    yield Figure("login: let in, of one office", sum(entered), "people", limit=PEOPLE * TURNS, bar=1, least=True)


def _enter(nip: str, password: str) -> int:
    """1 when the person was let in."""
    response = Client(HTTP_HOST=HOST).post(reverse("login"), {"nip": nip, "password": password})
    return int(response.status_code == FOUND)
