"""Servers of one's own, named by ``DATABASE_URL`` and ``REDIS_URL``: asked once before anything relies on them."""

from collections.abc import Mapping

import psycopg2
from redis import Redis
from redis.exceptions import RedisError

from kinerja.database import parse_database_url
from kinerja.services.errors import ServiceError

OLDEST_POSTGRES = 170000
"""PostgreSQL 17 brought the collation ``builtin``; the number is libpq's."""

CONNECT_SECONDS = 15


def require_servers(environ: Mapping[str, str]) -> None:
    """``ServiceError`` where a named server cannot be reached, is too old, or keeps another encoding."""
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if environ.get(variable):
            _require_database(variable, environ[variable])
    if environ.get("REDIS_URL"):
        _require_redis(environ["REDIS_URL"])


def _require_database(variable: str, url: str) -> None:
    look = f'psql "${variable}" -c "SELECT version()"'
    try:
        told = parse_database_url(url)
        connection = psycopg2.connect(
            dbname=told["NAME"],
            user=told["USER"],
            password=told["PASSWORD"],
            host=told["HOST"],
            port=told["PORT"],
            **{"connect_timeout": CONNECT_SECONDS, **told["OPTIONS"]},
        )
    except (ValueError, psycopg2.Error) as error:
        raise ServiceError(f"The PostgreSQL of {variable} cannot be used: {_first_line(error)}", look) from error
    try:
        version, encoding = connection.server_version, connection.get_parameter_status("server_encoding")
    finally:
        connection.close()
    if version < OLDEST_POSTGRES:
        found, oldest = f"{version // 10000}.{version % 10000}", OLDEST_POSTGRES // 10000
        raise ServiceError(f"{variable} leads to PostgreSQL {found}; Kinerja needs {oldest} or newer.", look)
    if encoding != "UTF8":
        raise ServiceError(
            f"The database of {variable} has the encoding {encoding}; Kinerja needs UTF8.",
            "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' (docs/operations.md, With servers of your own)",
        )


def _require_redis(url: str) -> None:
    try:
        with Redis.from_url(url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=CONNECT_SECONDS) as client:
            client.ping()
    except (ValueError, RedisError) as error:
        raise ServiceError(
            f"The Redis of REDIS_URL cannot be used: {_first_line(error)}", 'redis-cli -u "$REDIS_URL" ping'
        ) from error


def _first_line(error: Exception) -> str:
    """What went wrong, without the address: it may hold a password."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
