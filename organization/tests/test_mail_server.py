"""The digest against a mail server over a real socket: it takes, refuses, dawdles, and hangs up at every step."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from select import select
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kinerja.mail import parse_email_url
from organization.actions.digests import digests_to_send, open_digests, send_digest
from organization.models import Digest, Notice
from tests.cast import Cast
from tests.races import PATIENCE, until

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 8, 20, tzinfo=ZoneInfo("Asia/Jakarta"))
LATER = NOW + timedelta(minutes=20)
#: What the steps of a mail are answered with when all goes well; "end" is the answer to the whole text.
WELL = {
    "greeting": "220 ready",
    "EHLO": "250 hello",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go",
    "end": "250",
}


@dataclass
class Behaviour:
    """``answers`` replace those of ``WELL``; at ``hang_up`` the line is cut, at ``silent`` nothing is said."""

    answers: dict[str, str] = field(default_factory=dict)
    hang_up: str = ""
    silent: str = ""


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the mails that it took."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.behaviour = Behaviour()
        self.taken: list[bytes] = []
        self.hushed, self.over = threading.Event(), threading.Event()


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        if not self._say("greeting"):
            return
        while line := self.rfile.readline():
            word = line.split()[0].decode().upper()
            if not self._say(word) or word == "QUIT":
                return
            if word == "DATA" and self._answer(word).startswith("3") and not self._take():
                return

    def _take(self) -> bool:
        text = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            text += line
        if self._answer("end").startswith("2"):
            self.server.taken.append(text)
        return self._say("end")

    def _answer(self, step: str) -> str:
        return self.server.behaviour.answers.get(step, WELL.get(step, "250 ok"))

    def _say(self, step: str) -> bool:
        """Answer; whether the talk goes on."""
        behaviour = self.server.behaviour
        if behaviour.silent == step:
            self.server.hushed.set()
            self.server.over.wait(PATIENCE)
            return False
        if behaviour.hang_up == step:
            return False
        self.wfile.write(f"{self._answer(step)}\r\n".encode())
        return True


def out_of_patience(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of whoever waits for an answer is over at once when none will come, and otherwise never."""
    receive = smtplib.SMTP.getreply

    def wait(client: smtplib.SMTP) -> tuple[int, bytes]:
        line = client.sock
        assert line is not None
        until(lambda: server.hushed.is_set() or bool(select([line], [], [], 0)[0]), "the server answers, or will not")
        if server.hushed.is_set():
            server.hushed.clear()
            line.settimeout(0.001)
        return receive(client)

    monkeypatch.setattr(smtplib.SMTP, "getreply", wait)


@pytest.fixture
def server(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server that the program is set to, and one digest to send."""
    with MailServer() as made:
        out_of_patience(made, monkeypatch)
        thread = threading.Thread(target=made.serve_forever, args=(0.05,))
        thread.start()
        url = f"smtp://127.0.0.1:{made.server_address[1]}?timeout={PATIENCE}"
        for name, value in parse_email_url(url).items():
            setattr(settings, name, value)
        settings.EMAIL_URL = url
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.DEFAULT_FROM_EMAIL = "Kinerja <kinerja@kota.test>"
        cast.staff.email = "dewi@kota.test"
        cast.staff.save()
        Notice.objects.create(employee=cast.staff, kind="test", key="a", subject="Perjanjian menunggu", created_at=NOW)
        assert open_digests(day=DAY, employee_ids=[cast.staff.pk], now=NOW) == 1
        yield made
        made.over.set()
        made.shutdown()
        thread.join()


def sent(now: datetime) -> list[bool]:
    return [send_digest(digest_id=each, now=now) for each in digests_to_send(day=DAY, now=now)]


def test_the_mail_arrives_as_people_read_it(server: MailServer) -> None:
    assert sent(NOW) == [True]
    [text] = server.taken
    message = message_from_bytes(text, policy=policy.default)
    assert message["Subject"] == "Kinerja: 1 pemberitahuan belum dibaca"
    assert message["To"] == "dewi@kota.test"
    assert {part.get_content_type() for part in message.walk()} >= {"text/plain", "text/html"}
    assert sent(LATER) == []


REFUSALS = [
    (Behaviour({"greeting": "421 busy"}), "SMTPConnectError 421"),
    (Behaviour({"MAIL": "451 later"}), "SMTPSenderRefused 451"),
    (Behaviour({"RCPT": "450 greylisted <dewi@kota.test>"}), "SMTPRecipientsRefused 450"),
    (Behaviour({"RCPT": "550 no such user <dewi@kota.test>"}), "SMTPRecipientsRefused 550"),
    (Behaviour({"DATA": "554 no"}), "SMTPDataError 554"),
    (Behaviour({"end": "552 mailbox of dewi@kota.test full"}), "SMTPDataError 552"),
    (Behaviour(hang_up="greeting"), "SMTPServerDisconnected"),
    (Behaviour(silent="greeting"), "SMTPServerDisconnected"),
]


@pytest.mark.parametrize(("behaviour", "kind"), REFUSALS, ids=repr)
def test_what_was_certainly_not_taken_is_tried_again(server: MailServer, behaviour: Behaviour, kind: str) -> None:
    server.behaviour = behaviour
    assert sent(NOW) == [False]
    assert Digest.objects.get().failure == kind
    assert sent(NOW + timedelta(minutes=10)) == []
    server.behaviour = Behaviour()
    assert sent(LATER) == [True]
    assert len(server.taken) == 1


UNCLEAR = [Behaviour(hang_up="end"), Behaviour(silent="end"), Behaviour(hang_up="DATA"), Behaviour(hang_up="RCPT")]


@pytest.mark.parametrize("behaviour", UNCLEAR, ids=repr)
def test_what_may_have_been_taken_is_never_sent_again(server: MailServer, behaviour: Behaviour) -> None:
    """A server that takes a mail and cuts the line before it says so has taken it all the same."""
    server.behaviour = behaviour
    assert sent(NOW) == [False]
    row = Digest.objects.get()
    assert (row.sent_at, row.failure, row.claimed_at) == (None, "", NOW)
    server.behaviour = Behaviour()
    assert sent(LATER) == []
    assert len(server.taken) <= 1


def test_a_line_cut_at_the_farewell_changes_nothing(server: MailServer) -> None:
    server.behaviour = Behaviour(hang_up="QUIT")
    assert sent(NOW) == [True]
    assert Digest.objects.get().sent_at == NOW


def test_server_that_is_not_there_is_tried_again(server: MailServer, settings: Any) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    assert sent(NOW) == [False]
    assert Digest.objects.get().failure == "ConnectionRefusedError"
    settings.EMAIL_PORT = there
    assert sent(LATER) == [True]
