"""What is signed is frozen first: the deed of a version, its number, and the paper made from the deed alone."""

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from contracts.models import Round, StoredFile, Version
from contracts.paper.render import render
from contracts.queries.deed import build_deed
from contracts.rules import deed as deeds
from kinerja.errors import DomainError

PDF = "application/pdf"
NUMBER_FORMAT = "000.8.6.3/{seq}/{kind}/{year}"
NUMBERING_LOCK = 20_531_401


def freeze(version: Version) -> None:
    """Set deed, number and paper on a version that is about to be agreed; the caller saves it."""
    version.document_number = version.document_number or _next_number(version)
    # A government paper is Indonesian, whatever language its signer reads pages in.
    with translation.override("id"):
        deed = build_deed(version)
        logo = StoredFile.objects.filter(sha256=deed.letterhead.logo_sha256).first()
        paper = render(deed, logo=logo.data if logo else None)
    version.frozen = deeds.to_json(deed)
    version.frozen_sha256 = deeds.digest(deed)
    version.document = StoredFile.objects.keep(paper, PDF)


def _next_number(version: Version) -> str:
    # Two agreements at a time must not get one number; the lock goes with the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING_LOCK])
    numbered = Version.objects.exclude(document_number="")
    agreement = version.agreement
    if version.round_id is not None:
        pattern = Round.objects.values_list("number_format", flat=True).get(pk=version.round_id)
        taken = numbered.filter(round_id=version.round_id).count()
    else:
        pattern = NUMBER_FORMAT
        taken = numbered.filter(round=None, agreement__year=agreement.year, agreement__kind=agreement.kind).count()
    while True:
        taken += 1
        number = pattern.format(seq=f"{taken:04}", kind=agreement.kind.upper(), year=agreement.year)
        if not numbered.filter(document_number=number).exists():
            return number
        if "{seq}" not in pattern:
            raise DomainError("number_taken", _("Nomor naskah %(number)s sudah terpakai.") % {"number": number})
