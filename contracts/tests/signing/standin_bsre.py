"""A stand-in for BSrE's eSign service that behaves as it is told: it signs for real, with an authority of its own."""

from __future__ import annotations

import base64
import io
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from contracts.signing import pades, x509
from tests.races import PATIENCE

NIK = "3578010101800001"
PASSPHRASE = "kenari-di-dahan-7"


@dataclass
class Service:
    """What the service does next (``mood``), what it was asked, and how often it signed."""

    mood: str = "well"
    url: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    signed: int = 0
    kept: dict[str, bytes] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    issuer: x509.Pair = field(
        default_factory=lambda: x509.make_authority(name="BSrE uji", region="BSSN", now=datetime.now(UTC))
    )

    def sign(self, pdf: bytes) -> bytes:
        """A signature more by a certificate of this service."""
        now = datetime.now(UTC)
        person = x509.make_person(
            name="Penanda tangan BSrE",
            uid="bsre",
            region="BSSN",
            issuer=self.issuer.certificate,
            issuer_key=self.issuer.key,
            now=now,
        )
        self.signed += 1
        signed = [one.field_name for one in PdfFileReader(io.BytesIO(pdf)).embedded_signatures]
        field_name = pades.SECOND_FIELD if pades.FIRST_FIELD in signed else pades.FIRST_FIELD
        return pades.sign(
            pdf,
            key_pem=person.key,
            certificate_pem=person.certificate,
            chain_pem=self.issuer.certificate,
            field=field_name,
            reason="BSrE",
            location="Jakarta",
            at=now,
        )


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Hand out a result again."""
        file = self.service.kept.get(self.path.rsplit("/", 1)[-1])
        self._answer(200 if file else 404, file or b"{}", "application/pdf")

    def do_POST(self) -> None:
        """Sign, or misbehave."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        order = self._json(body) if self.path == "/api/v2/sign/pdf" else self._form(body)
        self.service.calls.append({**order, "path": self.path, "login": self.headers["Authorization"]})
        mood = self.service.mood
        if order["passphrase"] != PASSPHRASE:
            return self._say(400, "Passphrase anda salah")
        if mood in _REFUSALS:
            return self._say(*_REFUSALS[mood])
        if mood == "silent":
            self.service.over.wait(PATIENCE)
            return None
        signed = self.service.sign(order["pdf"])
        self.service.kept["dok-1"] = signed
        if mood == "dropped":
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if mood == "painted":
            signed = signed[:-30] + b"x" * 30
        if mood == "other":
            signed = self.service.sign(b"%PDF-1.4\n" + order["pdf"][9:])
        if order.get("v2"):
            files = [] if mood == "empty" else [base64.b64encode(signed).decode()]
            self._answer(200, json.dumps({"time": 1, "file": files}).encode(), "application/json")
        else:
            self._answer(200, signed, "application/pdf", cut=mood == "cut")
        return None

    def _json(self, body: bytes) -> dict[str, Any]:
        order: dict[str, Any] = json.loads(body)
        return {**order, "pdf": base64.b64decode(order["file"][0]), "v2": True}

    def _form(self, body: bytes) -> dict[str, Any]:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts: dict[str, Any] = {}
        for part in message_from_bytes(head + body).get_payload():
            name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
            parts[str(name)] = part.get_payload(decode=True)  # type: ignore[union-attr]
        return {
            "pdf": parts.pop("file"),
            **{name: value.decode() for name, value in parts.items()},
        }

    def _say(self, status: int, words: str) -> None:
        self._answer(status, json.dumps({"status_code": status, "error": words}).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str, *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("id_dokumen", "dok-1")
        self.end_headers()
        self.wfile.write(body[:1000] if cut else body)


_REFUSALS = {
    "broken": (500, "internal"),
    "revoked": (400, "Certificate has been revoked"),
    "expired": (400, "Sertifikat sudah expired"),
    "unknown": (400, "User tidak ditemukan"),
    "login": (401, "unauthorized"),
    "odd": (422, "?"),
}


@contextmanager
def standin() -> Iterator[Service]:
    """A service on a port of its own, in a thread."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
