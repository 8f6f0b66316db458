"""A real web server and lines to it: what is measured goes over HTTP to the processes that serve a city."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection

from kinerja.services.environment import ROOT
from kinerja.services.processes import is_port_busy, wait_until
from kinerja.services.server import programs
from organization.models import Employee

HOST = "127.0.0.1"
#: As many as ``script/server`` starts without being told otherwise.
WORKERS = 2
READY_SECONDS = 60
#: gunicorn hangs up on a line that is silent for two seconds.
SILENT_SECONDS = 1.5
_TOKEN = "b" * 32


class Answer(NamedTuple):
    """The status and the page."""

    status: int
    page: bytes


class Line:
    """A connection that is kept open, over which one person after the other asks."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=60)
        self._used = 0.0

    def get(self, address: str, session: str) -> Answer:
        """A page, read to its end."""
        return self._ask("GET", address, session)

    def post(self, address: str, session: str, fields: Mapping[str, str]) -> Answer:
        """The answer to a form."""
        body = urlencode({"csrfmiddlewaretoken": _TOKEN, **fields}).encode()
        return self._ask("POST", address, session, body)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _ask(self, method: str, address: str, session: str, body: bytes | None = None) -> Answer:
        if monotonic() - self._used > SILENT_SECONDS:
            self._connection.close()
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={_TOKEN}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self._connection.request(method, address, body, {"Cookie": cookies, **kind})
        response = self._connection.getresponse()
        answer = Answer(response.status, response.read())
        self._used = monotonic()
        return answer


def log_in(people: Sequence[Employee]) -> list[str]:
    """A session for each of these people, as the login makes them; their keys."""
    keys = []
    for person in people:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(str(session.session_key))
    return keys


@contextmanager
def served() -> Iterator[int]:
    """The web server of ``script/server`` over the measured database; its port. RuntimeError when it does not start."""
    call_command("collectstatic", interactive=False, verbosity=0)
    port = _free_port()
    with TemporaryDirectory(prefix="kinerja-web-") as folder:
        options = argparse.Namespace(host=HOST, port=port, workers=WORKERS, run=Path(folder))
        command = [part.replace("kinerja.wsgi", "scoring.bench.wsgi") for part in programs(options)[0].command]
        with (Path(folder) / "web.log").open("wb") as log:
            server = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=log, stderr=log)
        try:
            wait_until(lambda: is_port_busy(HOST, port) or server.poll() is not None, seconds=READY_SECONDS)
            if not is_port_busy(HOST, port):
                raise RuntimeError(f"the measured web server did not start: {(Path(folder) / 'web.log').read_text()}")
            yield port
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    """What the server is told: the database of this process, and the key that its sessions are signed with."""
    told = connection.settings_dict
    where = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@:{told['PORT']}/{quote(told['NAME'])}"
    url = f"postgresql://{where}?{urlencode({'host': told['HOST'], **told['OPTIONS']})}"
    # This process is the owner of its throw-away tables; an address of the owner would lead elsewhere.
    own = {"DATABASE_URL": url, "DATABASE_OWNER_URL": ""}
    return {**os.environ, **own, "KINERJA_SECRET_KEY": settings.SECRET_KEY, "KINERJA_DEBUG": "0"}
