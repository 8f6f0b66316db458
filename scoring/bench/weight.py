"""``weight``: what the pages of staff cost a telephone, on the first visit and after."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.urls import reverse

from scoring.actions.score import score_month
from scoring.bench.city import LAST, MONTH, SMALL, build
from scoring.bench.report import Figure
from scoring.bench.visitors import visit_as, visitors

LINKS = {"stylesheet", "icon", "manifest", "preload"}


class _Wanted(HTMLParser):
    """The addresses that a browser fetches for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Styles, scripts and pictures."""
        found = dict(attrs)
        if tag == "link" and LINKS & set((found.get("rel") or "").split()):
            self.addresses.add(found.get("href") or "")
        elif tag in {"script", "img"}:
            self.addresses.add(found.get("src") or "")


def run() -> Iterator[Figure]:
    """Compressed bytes and requests; everything below /static/ stays in the browser's cache."""
    call_command("collectstatic", interactive=False, verbosity=0)
    build(SMALL)
    score_month(month=MONTH)
    staff = visit_as(visitors()["staff"])
    yield from _weigh("month", staff.get(reverse("my_month_of", args=[f"{MONTH:%Y-%m}"])).content, after=20)
    # With the form, the heaviest part, which a free day shows only when it is asked for.
    yield from _weigh("day", staff.get(reverse("day_log", args=[LAST]) + "?kerja=1").content, after=25)


def _weigh(name: str, content: bytes, *, after: int) -> Iterator[Figure]:
    wanted = _Wanted()
    wanted.feed(content.decode())
    kept = [each for each in wanted.addresses if each.startswith(settings.STATIC_URL)]
    page = len(gzip.compress(content))
    fonts = [each for each in wanted.addresses if each.endswith((".woff", ".woff2", ".ttf"))]
    yield Figure(f"weight: {name}, first load", (page + sum(map(_compressed, kept))) / 1000, "kB", bar=120)
    yield Figure(f"weight: {name}, requests", 1 + len(wanted.addresses - {""}), "", bar=10)
    yield Figure(f"weight: {name}, after", page / 1000, "kB", bar=after)
    yield Figure(f"weight: {name}, web fonts", len(fonts), "", bar=0)


def _compressed(address: str) -> int:
    with staticfiles_storage.open(address.removeprefix(settings.STATIC_URL)) as file:
        return len(gzip.compress(file.read()))
