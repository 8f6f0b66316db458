"""Whatever stands in a field is printed as text: a paper reaches nothing and runs nothing (reliability R31)."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from weasyprint.urls import FatalURLFetchingError

from contracts.paper.fetcher import OnlyThese
from contracts.paper.render import render
from contracts.rules.deed import Letterhead, Programme
from contracts.tests.deeds import FIRST, MAYOR, make_deed, make_row
from contracts.tests.paper.reading import reader, whole_text

CANARY = "sandi-yang-tidak-boleh-tercetak"


@pytest.fixture
def hits() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback, its address, and who asked it for what."""
    asked: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def payloads(address: str, file: Path) -> tuple[str, ...]:
    return (
        f'<img src="{address}/img">',
        f'<link rel="attachment" href="file://{file}">',
        f'"><style>@import url({address}/css)</style>',
        f"<object data='file://{file}'></object>",
        "<script>app.alert(1)</script>",
        "{{ settings.SECRET_KEY }}{% now 'Y' %}",
    )


def test_no_field_reaches_the_network_or_the_disk(hits: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = hits
    secret = tmp_path / "rahasia.txt"
    secret.write_text(CANARY)

    for payload in payloads(address, secret):
        row = make_row(
            1, objective=payload, indicator=payload, unit_of_measure=payload, definition=payload, formula=payload
        )
        party = replace(FIRST, name=payload, position=payload, rank=payload, nip=payload)
        deed = replace(
            make_deed(rows=1),
            rows=(row,),
            parties=(party, MAYOR),
            programmes=(Programme(payload, Decimal(1), payload),),
            pledge=(payload,),
            letterhead=Letterhead((payload, payload, payload)),
            office=payload,
            place=payload,
            number=payload,
            amends=payload,
            ground=payload,
            legal_basis=payload,
        )
        pdf = render(deed)

        printed = whole_text(pdf).replace(" ", "")
        assert payload.replace(" ", "") in printed
        assert CANARY not in printed
        root = reader(pdf).trailer["/Root"]
        assert "/OpenAction" not in root
        assert "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]
        assert "/JavaScript" not in str(root)
    assert asked == []


def test_every_text_of_a_deed_was_tried() -> None:
    tried = {"rows", "parties", "programmes", "pledge", "letterhead", "office", "place", "number", "amends", "ground"}
    plain = {"kind", "year", "version", "dated", "paper", "period"}
    # The region names the author, the address is inside the code, the token only in the short code.
    metadata = {"region", "token", "verify_url", "legal_basis"}

    assert {each.name for each in fields(make_deed())} == tried | plain | metadata


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/x", "file:///etc/passwd", "data:text/css,*{}", "paper:logo", "paper:../settings.py", "PAPER:qr"],
)
def test_nothing_but_the_given_files_is_handed_out(address: str) -> None:
    fetcher = OnlyThese({"qr": (b"<svg/>", "image/svg+xml")})

    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(address)


def test_a_given_file_is_handed_out() -> None:
    assert OnlyThese({"qr": (b"<svg/>", "image/svg+xml")}).fetch("paper:qr").read() == b"<svg/>"
