"""``pages``: each main page as each role in a small and a large city, beside a bare page."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import NamedTuple

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import URLPattern, get_resolver

from organization.models import Employee
from scoring.actions.score import score_month
from scoring.bench.city import LARGE, MONTH, SMALL, build, settle
from scoring.bench.report import Figure
from scoring.bench.visitors import visit_as, visitors
from scoring.bench.web import Line, log_in, served

#: So many that what else the machine does now and then moves no median.
TURNS = 15
BARE = "/bench/bare/"
#: Login, logout and the switch of language only lead elsewhere; the public check answers an address 60 times a minute.
DOORS = ("masuk", "keluar", "bahasa", "verifikasi")
DASHBOARDS = ("home", "my_month", "unit_now")
OK = 200


class Visit(NamedTuple):
    """Median milliseconds of a page and of the bare page, taken in turns, and the number of the page's queries."""

    milliseconds: float
    bare: float
    queries: int


def run(only: Collection[str] = ()) -> Iterator[Figure]:
    """For each page and role: time against the bare page, queries, and growth from the small city to the large.

    ``only`` names the pages to visit; ValueError for a name that is none. Without it all of them are.
    """
    unknown = set(only) - _addresses().keys()
    if unknown:
        raise ValueError(f"No page to visit is called {', '.join(sorted(unknown))}.")
    with visiting():
        small, large = _city(SMALL, only), _city(LARGE, only)
    for name, visit in large.items():
        page = name.split(" as ")[0]
        yield Figure(f"pages: {name}", visit.milliseconds, "ms", limit=visit.bare, bar=3)
        yield Figure(f"pages: {name}, queries", visit.queries, "", bar=30 if page in DASHBOARDS else 20)
        if name in small:
            yield from growth(f"pages: {name}", small[name], visit)


def growth(name: str, few: Visit, many: Visit) -> Iterator[Figure]:
    """How much longer a page takes where there is more, each time held against its own bare page; and more queries."""
    yield Figure(f"{name}, growth", many.milliseconds / many.bare, "bare", limit=few.milliseconds / few.bare, bar=1.3)
    yield Figure(f"{name}, more queries", float(many.queries - few.queries), "", bar=0)


@contextmanager
def visiting() -> Iterator[None]:
    """The addresses of the product and of the bare page, without talk about refused visits."""
    call_command("collectstatic", interactive=False, verbosity=0)
    # Roles knock at doors that are not theirs; that they are refused is no news here.
    logging.disable(logging.WARNING)
    try:
        with override_settings(ROOT_URLCONF="scoring.bench.urls"):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _city(people: int, only: Collection[str]) -> dict[str, Visit]:
    build(people)
    score_month(month=MONTH)
    settle()
    return visit_all(only)


def visit_all(only: Collection[str] = ()) -> dict[str, Visit]:
    """Every page without an object in its address, or those named, as every role that may open it: “page as role”."""
    found = {}
    addresses = {page: address for page, address in _addresses().items() if not only or page in only}
    with served() as port:
        line = Line(port)
        for role, person in visitors().items():
            for page, address in _open_to(person, addresses).items():
                found[f"{page} as {role}"] = _visit(person, line, address)
        line.close()
    return found


def _open_to(person: Employee, addresses: Mapping[str, str]) -> dict[str, str]:
    """The pages that the person may open, and where each leads."""
    found, client, seen = {}, visit_as(person), set(addresses.values())
    for page, address in addresses.items():
        response = client.get(address, follow=True)
        # What a role may not see it does not wait for; where it is led to the page of its own unit, that is meant.
        led = response.redirect_chain[-1][0] if response.redirect_chain else address
        if response.status_code == OK and not response.streaming and (led == address or led not in seen):
            seen.add(led)
            found[page] = led
    return found


def _addresses() -> dict[str, str]:
    """Every page without a parameter, and with those whose parameter is a month."""
    found = {}
    for pattern in get_resolver("kinerja.urls").url_patterns:
        for page in getattr(pattern, "url_patterns", [pattern]):
            if isinstance(page, URLPattern) and page.name:
                address = (
                    str(page.pattern).replace("<str:month>", f"{MONTH:%Y-%m}").replace("<int:year>", str(MONTH.year))
                )
                if "<" not in address and not address.startswith(DOORS):
                    found[page.name] = f"/{address}"
    return found


def _visit(person: Employee, line: Line, address: str) -> Visit:
    """The times as a browser sees them, over HTTP; the queries as they are counted here."""
    times: dict[str, list[float]] = {BARE: [], address: []}
    (session,) = log_in([person])
    for _ in range(TURNS):
        # In turns, so that what else the machine does meets both alike.
        for each, taken in times.items():
            began = perf_counter()
            status, _page = line.get(each, session)
            taken.append((perf_counter() - began) * 1000)
            if status != OK:
                raise RuntimeError(f"{each} answered {status} to {person.nip}")
    client = visit_as(person)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return Visit(median(times[address]), median(times[BARE]), len(queries))
