"""``pages``: each main page as each role in a small and a large city, beside a bare page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import NamedTuple

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    override_settings,
    setup_test_environment,
    teardown_test_environment,
)
from django.urls import URLPattern, get_resolver

from scoring.actions.score import score_month
from scoring.bench.city import LARGE, MONTH, SMALL, build
from scoring.bench.report import Figure
from scoring.bench.visitors import visit_as, visitors

TURNS = 7
BARE = "/bench/bare/"
DASHBOARDS = ("home", "my_month", "unit_now")
OK = 200


class Visit(NamedTuple):
    """Median milliseconds and number of queries of a page."""

    milliseconds: float
    queries: int


def run() -> Iterator[Figure]:
    """For each page and role: time against the bare page, queries, and growth from the small city to the large."""
    call_command("collectstatic", interactive=False, verbosity=0)
    setup_test_environment(debug=False)
    # Roles knock at doors that are not theirs; that they are refused is no news here.
    logging.disable(logging.WARNING)
    try:
        with override_settings(ROOT_URLCONF="scoring.bench.urls"):
            small, large = _city(SMALL), _city(LARGE)
    finally:
        logging.disable(logging.NOTSET)
        teardown_test_environment()
    for name, visit in large.items():
        role = name.split(" as ")[1]
        bare = large[f"bare as {role}"].milliseconds
        page = name.split(" as ")[0]
        yield Figure(f"pages: {name}", visit.milliseconds, "ms", limit=bare, bar=None if page == "bare" else 3)
        if page == "bare":
            continue
        yield Figure(f"pages: {name}, queries", visit.queries, "", bar=30 if page in DASHBOARDS else 20)
        if name in small:
            few = small[name]
            yield Figure(f"pages: {name}, growth", visit.milliseconds, "ms", limit=few.milliseconds, bar=1.3)
            more = float(visit.queries - few.queries)
            yield Figure(f"pages: {name}, more queries", more, "", bar=0)


def _city(people: int) -> dict[str, Visit]:
    build(people)
    score_month(month=MONTH)
    found = {}
    for role, person in visitors().items():
        client = visit_as(person)
        for page, address in {"bare": BARE, **_addresses()}.items():
            response = client.get(address)
            # A redirect leads to another page of this list; what a role may not see it does not wait for.
            if response.status_code == OK and not response.streaming:
                found[f"{page} as {role}"] = _visit(client, address)
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
                if "<" not in address and "keluar" not in address:
                    found[page.name] = f"/{address}"
    return found


def _visit(client: Client, address: str) -> Visit:
    times = []
    for _ in range(TURNS):
        began = perf_counter()
        client.get(address)
        times.append((perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return Visit(median(times), len(queries))
