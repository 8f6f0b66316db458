"""Reads the signatures inside a PDF from anybody: pyHanko with its difference analysis, in a process of its own.

The file may be made to hang or to blow up a reader, so that ``inspect_apart`` gives it a child with little time and
memory; whatever goes wrong there means that nothing could be read. The child knows neither Django nor the database.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from contracts.signing.apart import apart

#: Bytes; a paper of a hundred lines has a hundred thousand.
MOST_BYTES = 10 * 1024 * 1024
MOST_SIGNATURES = 8
CPU_SECONDS, WALL_SECONDS = 8, 12
MEMORY = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """A signature as the file shows it.

    ``intact``: the signed bytes are those that were signed. ``trusted``: by a certificate of one of the given
    authorities, valid at the given moment. ``untouched``: nothing but further signatures came after it.
    ``claimed_at`` is the signer's own clock, ISO 8601 or empty; ``serial`` is the certificate's, in hexadecimal.
    """

    field: str
    signer: str
    serial: str
    claimed_at: str
    intact: bool
    trusted: bool
    untouched: bool

    @property
    def valid(self) -> bool:
        """All three."""
        return self.intact and self.trusted and self.untouched


class Unreadable(Exception):  # noqa: N818 -- a finding about a file, no fault of the program
    """The signatures of the file cannot be read."""


def inspect(pdf: bytes, *, roots: list[bytes], moment: datetime, compare: bool = True) -> list[Seen]:
    """The signatures in order; ``roots`` are PEM certificates, ``moment`` is when they have to be valid.

    ``compare`` False leaves out the comparison of the revisions, which takes seconds for a long paper: for bytes that
    we appended ourselves to bytes that we know. ``untouched`` then only says that each signature covers its revision.

    Raises ``Unreadable`` for a broken file; one that was made to break a reader may do worse.
    """
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader

    trusted = [x509.Certificate.load(pem.unarmor(root)[2]) for root in roots]
    try:
        reader = PdfFileReader(BytesIO(pdf))
        return [_see(one, trusted, moment, compare) for one in reader.embedded_signatures[:MOST_SIGNATURES]]
    except Exception as error:
        raise Unreadable from error


def _see(embedded: Any, roots: list[Any], moment: datetime, compare: bool) -> Seen:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail")
    status = apart(lambda: validate_pdf_signature(embedded, context, skip_diff=not compare))
    # Later signatures fill forms; annotations and anything worse are changes.
    level = status.modification_level
    harmless = not compare or (level is not None and level <= ModificationLevel.FORM_FILLING)
    whole = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    certificate = embedded.signer_cert
    claimed = embedded.self_reported_timestamp
    return Seen(
        field=str(embedded.field_name),
        signer=str(certificate.subject.native.get("common_name", "")),
        serial=f"{certificate.serial_number:x}",
        claimed_at=claimed.isoformat() if claimed else "",
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        untouched=bool(harmless and whole and status.docmdp_ok is not False),
    )


def inspect_apart(pdf: bytes, *, roots: list[bytes], moment: datetime) -> list[Seen] | None:
    """As ``inspect``, in a child; None when the file cannot be read within the limits."""
    if len(pdf) > MOST_BYTES:
        return None
    order = {
        "pdf": base64.b64encode(pdf).decode(),
        "roots": [root.decode() for root in roots],
        "moment": moment.isoformat(),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "contracts.signing.inspection"],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=Path(__file__).resolve().parents[2],
            # The keys of the server are in its environment, and none of a stranger's file's business.
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            check=True,
        )
        return [Seen(**one) for one in json.loads(done.stdout)]
    except (subprocess.SubprocessError, json.JSONDecodeError) as error:
        # Never the file's bytes: they are somebody's paper.
        logging.getLogger(__name__).info("a PDF of %s bytes could not be read: %s", len(pdf), type(error).__name__)
        return None


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.CRITICAL)
    order = json.load(sys.stdin)
    seen = inspect(
        base64.b64decode(order["pdf"]),
        roots=[root.encode() for root in order["roots"]],
        moment=datetime.fromisoformat(order["moment"]),
    )
    json.dump([asdict(one) for one in seen], sys.stdout)


if __name__ == "__main__":
    _main()
