"""Says of a file whether it is a paper of ours: genuine, altered (and where), or unknown.

Only the very bytes that are stored are genuine. A file that merely carries valid signatures is not: somebody could have
appended to it. What is read out of other files serves to say what is wrong with them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from contracts.models import Signature, StoredFile, Version
from contracts.signing import authority, comparing, tracing
from contracts.signing.inspection import MOST_BYTES, Seen, inspect_apart
from contracts.signing.proof import provider_roots


class Verdict(StrEnum):
    """What a file is."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, with the post as the paper names it, when, and how (``SigningMethod``)."""

    name: str
    position: str
    role: str
    at: datetime
    method: str
    method_label: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What is known of a file.

    ``version`` is the paper that it is or was made from; ``signers`` are those of the stored paper, ``due`` how many
    signatures it needs; ``place`` says where an altered file differs; ``seen`` are the signatures inside such a file.
    """

    verdict: Verdict
    sha256: str
    version: Version | None = None
    signers: tuple[Signer, ...] = ()
    due: int = 0
    place: comparing.Place | None = None
    seen: tuple[Seen, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every party has signed."""
        return self.due > 0 and len(self.signers) == self.due


def examine(pdf: bytes) -> Examination:
    """Examine a file from anybody. Never raises for what is in the file; bounded in time, memory and size."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    if not pdf or len(pdf) > MOST_BYTES:
        return Examination(Verdict.UNKNOWN, sha256)
    stored = StoredFile.objects.filter(sha256=sha256).only("pk", "sha256").first()
    version = paper_of(stored.pk) if stored else None
    if version is not None and stored is not None:
        return _examine_stored(version, stored, sha256)
    return _examine_foreign(pdf, sha256)


def paper_of(file_id: int) -> Version | None:
    """The version whose paper, at any stage, is this stored file."""
    found = Version.objects.filter(
        Q(document=file_id) | Q(signatures__shown=file_id) | Q(signatures__result=file_id)
    ).distinct()
    return found.select_related("agreement__holder", "superior").first()


def signers_of(version: Version) -> tuple[Signer, ...]:
    """Who signed a version, in order, by the names of its frozen paper."""
    names = {party["role"]: party["name"] for party in (version.frozen or {}).get("parties", [])}
    return tuple(
        Signer(
            name=names.get(one.role) or one.signer.name,
            position=one.position_title,
            role=one.role,
            at=timezone.localtime(one.signed_at),
            method=one.method,
            method_label=one.get_method_display(),
        )
        for one in version.signatures.select_related("signer").order_by("pk")
    )


def due_of(version: Version) -> int:
    """How many signatures the paper needs."""
    return 1 if version.superior_id is None else 2


def _examine_stored(version: Version, stored: StoredFile, sha256: str) -> Examination:
    signers, due = signers_of(version), due_of(version)
    if version.document_id == stored.pk:
        return Examination(Verdict.GENUINE, sha256, version, signers, due)
    # A stage before the last signature: it must not pass for the whole paper.
    carried = Signature.objects.filter(version=version, result=stored).values_list("pk", flat=True).first()
    count = version.signatures.filter(pk__lte=carried).count() if carried else 0
    place = comparing.Place(comparing.INCOMPLETE, number=count, total=due)
    return Examination(Verdict.ALTERED, sha256, version, signers, due, place)


def _examine_foreign(pdf: bytes, sha256: str) -> Examination:
    roots = authority.roots() + provider_roots()
    seen = tuple(inspect_apart(pdf, roots=roots, moment=timezone.now()) or ())
    version = tracing.version_of(pdf, seen)
    if version is None or version.document is None:
        return Examination(Verdict.UNKNOWN, sha256, seen=seen)
    stages = [version.document.data, *(one.shown.data for one in version.signatures.select_related("shown"))]
    place = comparing.compare(pdf, stages)
    return Examination(Verdict.ALTERED, sha256, version, signers_of(version), due_of(version), place, seen)
