"""What is signed is frozen first: the deed of a version, its number, and the paper made from the deed alone."""

from decimal import Decimal

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from contracts.models import Letterhead, Line, Period, ProgrammeBudget, Round, StoredFile, Version
from contracts.paper.render import render
from contracts.queries.parties import title
from contracts.rules import deed as deeds
from contracts.rules.pledge_text import statements
from contracts.rules.spreading import year_figure
from kinerja.errors import DomainError
from organization.access import units_above
from organization.models import Employee, Level, Position, Unit, UnitKind

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


def build_deed(version: Version) -> deeds.Deed:
    """Everything that the paper says, read from the tables as they stand now."""
    agreement = version.agreement
    offices = _offices(version.position)
    letterhead = _letterhead(offices)
    lines = list(version.lines.select_related("programme", "parent__agreement__holder"))
    parties = _parties(version)
    return deeds.Deed(
        kind=agreement.kind,
        year=agreement.year,
        version=version.number,
        number=version.document_number,
        office=_office_name(offices),
        region=offices[-1].name,
        place=letterhead.place if letterhead else offices[-1].name,
        dated=timezone.localdate(),
        parties=parties,
        rows=tuple(_row(line) for line in lines),
        programmes=_programmes(lines, agreement.year),
        pledge=_pledge(version, parties),
        letterhead=_printed(letterhead, offices),
        token=version.token,
        verify_url=verify_url(version),
        paper=letterhead.paper if letterhead else "f4",
        period=Period(agreement.period).value,
        legal_basis=version.round.legal_basis if version.round else "",
        amends=_amended_number(version),
        ground=version.get_ground_display() if version.ground else "",
    )


def verify_url(version: Version) -> str:
    """The public address that the QR code of the paper leads to."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("verify", kwargs={"token": version.token})


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


def _offices(position: Position) -> list[Unit]:
    """The unit of a post and those above it, nearest first, the region last."""
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=units_above(frozenset({position.unit_id})))}
    chain = []
    at: int | None = position.unit_id
    while at is not None and at in units:
        unit = units.pop(at)
        chain.append(unit)
        at = unit.parent_id
    return chain


def _office_name(offices: list[Unit]) -> str:
    return next((unit.name for unit in offices if unit.kind == UnitKind.OPD), offices[-1].name)


def _letterhead(offices: list[Unit]) -> Letterhead | None:
    found = {head.unit_id: head for head in Letterhead.objects.select_related("logo") if head.unit_id in _ids(offices)}
    return next((found[at] for at in (*[unit.pk for unit in offices], None) if at in found), None)


def _ids(offices: list[Unit]) -> set[int | None]:
    return {unit.pk for unit in offices} | {None}


def _printed(letterhead: Letterhead | None, offices: list[Unit]) -> deeds.Letterhead:
    if letterhead is None:
        lines = (f"Pemerintah {offices[-1].name}", _office_name(offices))
        return deeds.Letterhead(lines=lines if len(offices) > 1 else lines[:1])
    logo = letterhead.logo
    return deeds.Letterhead(
        lines=letterhead.as_lines(),
        logo_sha256=logo.sha256 if logo else "",
        logo_type=logo.media_type if logo else "",
    )


def _parties(version: Version) -> tuple[deeds.Party, ...]:
    first = _party("first", version.agreement.holder, version.position, version.acting)
    if version.superior is None or version.superior_position is None:
        return (first,)
    return (first, _party("second", version.superior, version.superior_position, version.superior_acting))


def _party(role: str, person: Employee, position: Position, acting: str) -> deeds.Party:
    # A head of region is elected: neither rank nor NIP is printed.
    elected = position.level == Level.HEAD_OF_REGION
    return deeds.Party(
        role=role,
        name=person.name,
        position=title(position.title, acting),
        rank="" if elected else person.rank,
        nip="" if elected else person.nip,
        acting=acting,
    )


def _pledge(version: Version, parties: tuple[deeds.Party, ...]) -> tuple[str, ...]:
    if not version.agreement.pledge:
        return ()
    return statements(kind=version.agreement.kind, second_party=parties[1].position if len(parties) > 1 else "")


def _row(line: Line) -> deeds.Row:
    parent = line.parent
    return deeds.Row(
        objective=line.objective,
        code=line.indicator_code,
        indicator=line.indicator,
        unit_of_measure=line.unit_of_measure,
        weight=line.weight,
        monthly=tuple(line.monthly),
        year_target=year_figure(line.monthly, line.accumulation),
        accumulation=line.accumulation,
        polarity=line.polarity,
        definition=line.definition,
        formula=line.formula,
        data_source=line.data_source,
        contribution=line.contribution if parent else "",
        parent=f"{parent.indicator} ({parent.agreement.holder.name})" if parent else "",
    )


def _programmes(lines: list[Line], year: int) -> tuple[deeds.Programme, ...]:
    """Each programme once: its budget of the year, or where the plan has none what the lines say."""
    named = {line.programme.pk: line.programme for line in lines if line.programme}
    money: dict[int, list[tuple[Decimal, str]]] = {}
    for budget in ProgrammeBudget.objects.filter(programme__in=named, year=year).order_by("funding"):
        money.setdefault(budget.programme_id, []).append((budget.amount, budget.funding))
    rows = []
    for pk, programme in sorted(named.items(), key=lambda item: item[1].code):
        said = sum((line.budget or Decimal(0) for line in lines if line.programme_id == pk), Decimal(0))
        rows += [
            deeds.Programme(name=programme.name, budget=amount, funding=funding)
            for amount, funding in money.get(pk, [(said, "")])
        ]
    return tuple(rows)


def _amended_number(version: Version) -> str:
    if version.number == 1 or not version.ground:
        return ""
    earlier = version.agreement.versions.filter(number__lt=version.number, applied_at__isnull=False)
    last = earlier.order_by("-number").values_list("document_number", flat=True).first()
    return last or _("perjanjian yang ditandatangani di atas kertas")
