"""Servers of one's own that cannot be used are told in a sentence, before anything starts."""

import os

import pytest

from kinerja.services import outside
from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError
from kinerja.services.outside import require_servers
from kinerja.services.stack import Stack


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"DATABASE_URL": "mysql://kota/x"}, "of DATABASE_URL cannot be used: DATABASE_URL must begin with postgresql"),
        ({"DATABASE_URL": "postgresql://a:rahasia@127.0.0.1:1/x"}, "of DATABASE_URL cannot be used: connection to"),
        ({"DATABASE_OWNER_URL": "postgresql://a:rahasia@127.0.0.1:1/x"}, "of DATABASE_OWNER_URL cannot be used"),
        ({"DATABASE_URL": "postgresql://a:rahasia@kota.invalid/x"}, "could not translate host name"),
        ({"REDIS_URL": "redis://:rahasia@127.0.0.1:1/0"}, "of REDIS_URL cannot be used: Error 111"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "of REDIS_URL cannot be used: Redis URL must specify"),
    ],
)
def test_server_that_cannot_be_reached_is_told_without_its_password(environ: dict[str, str], told: str) -> None:
    with pytest.raises(ServiceError, match=told) as refusal:
        require_servers(environ)
    assert "rahasia" not in str(refusal.value)
    assert "Type: " in str(refusal.value)


def test_servers_that_answer_pass_and_one_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    require_servers(named)

    monkeypatch.setattr(outside, "OLDEST_POSTGRES", 990000)
    with pytest.raises(ServiceError, match=r"leads to PostgreSQL \d+\.\d+; Kinerja needs 99 or newer"):
        require_servers(named)


def test_nothing_embedded_starts_beside_a_server_that_cannot_be_reached(home: Home) -> None:
    stack = Stack({"KINERJA_HOME": str(home.path), "REDIS_URL": "redis://127.0.0.1:1/0"})
    with pytest.raises(ServiceError, match="REDIS_URL"), stack.running():
        pass
    assert not home.pgdata.exists()
