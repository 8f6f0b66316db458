"""Reads ``DATABASE_URL`` into Django's database settings, and says who connects as the owner of the tables."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULT_URL = "postgresql://kinerja@localhost/kinerja"

OWNERS_COMMANDS = frozenset({"migrate", "sqlmigrate", "flush", "bench"})
"""Management commands that make, change or empty tables; all others do with the rights of the web server."""


def database_url(environ: Mapping[str, str], arguments: Sequence[str]) -> str:
    """The address that this process connects to: ``DATABASE_URL``, for the owner's work ``DATABASE_OWNER_URL``.

    ``arguments`` are those of the process. ``KINERJA_AS_OWNER=1`` makes any process the owner's: tests make databases.
    """
    url, owner = environ.get("DATABASE_URL") or DEFAULT_URL, environ.get("DATABASE_OWNER_URL")
    if owner and (environ.get("KINERJA_AS_OWNER") == "1" or OWNERS_COMMANDS.intersection(arguments[1:2])):
        return owner
    return url


def application_role(environ: Mapping[str, str]) -> str:
    """The role of the web server and the worker where it is another than the owner of the tables; else empty."""
    if not environ.get("DATABASE_OWNER_URL"):
        return ""
    role = parse_database_url(environ.get("DATABASE_URL") or DEFAULT_URL)["USER"]
    owner = parse_database_url(environ["DATABASE_OWNER_URL"])["USER"]
    return "" if role == owner else str(role)


def parse_database_url(url: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?host=/socket/dir`` as a ``DATABASES`` entry.

    Raises ``ValueError`` for another scheme: PostgreSQL is the only database that Kinerja runs on.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
