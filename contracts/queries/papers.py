"""The paper of an agreement: the stored one, a draft's, or a copy of what was signed on paper."""

from datetime import date

from django.utils import translation

from contracts.models import Agreement, Letterhead, Period, StoredFile, Version
from contracts.paper.render import render
from contracts.paper.sheet import COPY_NOTE
from contracts.queries.agreement_page import deed_of
from contracts.queries.deed import (
    letterhead_of,
    office_name,
    offices_of,
    place_of,
    printed_letterhead,
    printed_party,
    target_row,
)
from contracts.rules import deed as deeds
from contracts.rules.pledge_text import statements
from organization.models import Employee, Position, Unit
from organization.queries.authority import assignment_on

PDF = "application/pdf"


def logo_of(deed: deeds.Deed) -> bytes | None:
    """The coat of arms that a deed names."""
    sha256 = deed.letterhead.logo_sha256
    found = StoredFile.objects.filter(sha256=sha256).first() if sha256 else None
    return found.data if found else None


@translation.override("id")
def paper_of(version: Version) -> bytes:
    """The stored paper byte for byte; for a version that is not agreed yet, its draft marked KONSEP."""
    if version.document_id is not None:
        return StoredFile.objects.get(pk=version.document_id).data
    deed = deed_of(version)
    return render(deed, logo=logo_of(deed), draft=True)


@translation.override("id")
def wet_form(version: Version, *, duplex: bool = False) -> bytes:
    """The agreed paper with room for signatures by pen; the deed is the frozen one. ``duplex``: for both sides."""
    deed = deed_of(version)
    return render(deed, logo=logo_of(deed), wet=True, duplex=duplex)


@translation.override("id")
def copy_of(agreement: Agreement) -> bytes:
    """The paper of an agreement that came in by table, made from its targets and marked as such."""
    deed = deed_of_targets(agreement)
    if agreement.sealed_at is None:
        return render(deed, logo=logo_of(deed), draft=True)
    return render(deed, logo=logo_of(deed), note=COPY_NOTE)


def standing_version(agreement: Agreement) -> Version | None:
    """The version whose paper stands for the agreement: the one in force, or that was; else the last one worked on."""
    versions = agreement.versions.select_related("agreement__holder", "position__unit", "superior", "round")
    applied = versions.filter(applied_at__isnull=False).order_by("-number").first()
    return applied or versions.exclude(state__in=("cancelled", "refused")).order_by("-number").first()


def deed_of_targets(agreement: Agreement) -> deeds.Deed:
    """A deed made from the targets that count, for an agreement without a version of ours."""
    day = agreement.signed_on or date(agreement.year, 1, 1)
    own = assignment_on(agreement.holder, day)
    position = agreement.position or (own.position if own else None)
    offices = offices_of(position) if position else []
    letterhead = letterhead_of(offices)
    parties = _parties(agreement, position, day)
    return deeds.Deed(
        kind=agreement.kind,
        year=agreement.year,
        version=1,
        number="",
        office=office_name(offices) if offices else "",
        region=offices[-1].name if offices else "",
        place=_place(letterhead, offices),
        dated=day,
        parties=parties,
        rows=_rows(agreement),
        programmes=(),
        pledge=statements(kind=agreement.kind, second_party=parties[1].position if len(parties) > 1 else "")
        if agreement.pledge
        else (),
        letterhead=printed_letterhead(letterhead, offices) if offices else deeds.Letterhead(()),
        token="",
        verify_url="",
        paper=letterhead.paper if letterhead else "f4",
        period=Period(agreement.period).value,
    )


def _place(letterhead: Letterhead | None, offices: list[Unit]) -> str:
    if letterhead is not None:
        return letterhead.place
    return place_of(offices[-1]) if offices else ""


def _parties(agreement: Agreement, position: Position | None, day: date) -> tuple[deeds.Party, ...]:
    first = _party("first", agreement.holder, position, day)
    if agreement.superior is None:
        return (first,)
    return (first, _party("second", agreement.superior, None, day))


def _party(role: str, person: Employee, position: Position | None, day: date) -> deeds.Party:
    own = assignment_on(person, day)
    if own is not None and position in (None, own.position):
        return printed_party(role, person, own.position, own.kind)
    if position is not None:
        return printed_party(role, person, position, "definitive")
    return deeds.Party(role=role, name=person.name, position="–", rank=person.rank, nip=person.nip)


def _rows(agreement: Agreement) -> tuple[deeds.Row, ...]:
    return tuple(target_row(target) for target in agreement.targets.order_by("indicator_code"))
