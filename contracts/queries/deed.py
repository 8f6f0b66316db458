"""The deed of a version: everything that its paper says, read from the tables as they stand."""

from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Letterhead, Line, Period, ProgrammeBudget, Target, Version
from contracts.queries.parties import title
from contracts.rules import deed as deeds
from contracts.rules.pledge_text import statements
from contracts.rules.spreading import year_figure
from organization.access import units_above
from organization.models import Employee, Level, Position, Unit, UnitKind
from organization.rules.names import government_of


def build_deed(version: Version) -> deeds.Deed:
    """Everything that the paper says, read from the tables as they stand now."""
    agreement = version.agreement
    offices = offices_of(version.position)
    letterhead = letterhead_of(offices)
    lines = list(version.lines.select_related("programme", "parent__agreement__holder"))
    parties = _parties(version)
    return deeds.Deed(
        kind=agreement.kind,
        year=agreement.year,
        version=version.number,
        number=version.document_number,
        office=office_name(offices),
        region=offices[-1].name,
        place=letterhead.place if letterhead else place_of(offices[-1]),
        dated=timezone.localdate(),
        parties=parties,
        rows=tuple(_row(line) for line in lines),
        programmes=_programmes(lines, agreement.year),
        pledge=_pledge(version, parties),
        letterhead=printed_letterhead(letterhead, offices),
        token=version.token,
        verify_url=verify_url(version),
        paper=letterhead.paper if letterhead else "f4",
        period=Period(agreement.period).value,
        legal_basis=version.round.legal_basis if version.round else "",
        amends=_amended_number(version),
        ground=version.get_ground_display() if version.ground else "",
    )


def target_row(target: Target) -> deeds.Row:
    """The terms of a target as a paper prints them, without what it contributes to."""
    return deeds.Row(
        objective=target.objective,
        code=target.indicator_code,
        indicator=target.indicator,
        unit_of_measure=target.unit_of_measure,
        weight=target.weight,
        monthly=tuple(target.monthly),
        year_target=year_figure(target.monthly, target.accumulation),
        accumulation=target.accumulation,
        polarity=target.polarity,
    )


def verify_url(version: Version) -> str:
    """The public address that the QR code of the paper leads to.

    Written out, not looked up: it stands on papers that outlive every change of the address book.
    """
    return f"{settings.PUBLIC_URL.rstrip('/')}/v/{version.token}/"


def place_of(region: Unit) -> str:
    """Where a paper is signed while no letterhead says so: the region's name without its kind."""
    kind, _space, name = region.name.partition(" ")
    return name if name and kind in {"Kota", "Kabupaten", "Provinsi"} else region.name


def offices_of(position: Position) -> list[Unit]:
    """The unit of a post and those above it, nearest first, the region last."""
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=units_above(frozenset({position.unit_id})))}
    chain = []
    at: int | None = position.unit_id
    while at is not None and at in units:
        unit = units.pop(at)
        chain.append(unit)
        at = unit.parent_id
    return chain


def office_name(offices: list[Unit]) -> str:
    """The OPD among the offices, as the paper names it; the region's own name where there is none."""
    return next((unit.name for unit in offices if unit.kind == UnitKind.OPD), offices[-1].name)


def letterhead_of(offices: list[Unit]) -> Letterhead | None:
    """The letterhead of the nearest office that has one, else the region's; None before any was made."""
    found = {head.unit_id: head for head in Letterhead.objects.select_related("logo") if head.unit_id in _ids(offices)}
    return next((found[at] for at in (*[unit.pk for unit in offices], None) if at in found), None)


def _ids(offices: list[Unit]) -> set[int | None]:
    return {unit.pk for unit in offices} | {None}


def printed_letterhead(letterhead: Letterhead | None, offices: list[Unit]) -> deeds.Letterhead:
    """The letterhead as the deed keeps it; without one the names of region and OPD serve."""
    if letterhead is None:
        lines = (government_of(offices[-1].name), office_name(offices))
        return deeds.Letterhead(lines=lines if len(offices) > 1 else lines[:1])
    logo = letterhead.logo
    return deeds.Letterhead(
        lines=letterhead.as_lines(),
        logo_sha256=logo.sha256 if logo else "",
        logo_type=logo.media_type if logo else "",
    )


def _parties(version: Version) -> tuple[deeds.Party, ...]:
    first = printed_party("first", version.agreement.holder, version.position, version.acting)
    if version.superior is None or version.superior_position is None:
        return (first,)
    return (first, printed_party("second", version.superior, version.superior_position, version.superior_acting))


def printed_party(role: str, person: Employee, position: Position, acting: str) -> deeds.Party:
    """A party as the paper names it."""
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
        weight=_short(line.weight) or Decimal(0),
        monthly=tuple(_short(value) for value in line.monthly),
        year_target=_short(year_figure(line.monthly, line.accumulation)),
        accumulation=line.accumulation,
        polarity=line.polarity,
        definition=line.definition,
        formula=line.formula,
        data_source=line.data_source,
        contribution=line.contribution if parent else "",
        parent=f"{parent.indicator} ({parent.agreement.holder.name})" if parent else "",
        unfunded=line.unfunded_reason,
    )


def _short(value: Decimal | None) -> Decimal | None:
    """The figure without the zeros that the database adds behind the comma."""
    if value is None:
        return None
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _programmes(lines: list[Line], year: int) -> tuple[deeds.Programme, ...]:
    """Each programme once, with the money that the lines promise to use.

    Where that is the programme's whole budget of the year it stands there by source of funds, as in the plan. A
    programme that a line names without money of its own is not one of the agreement's.
    """
    named = {line.programme.pk: line.programme for line in lines if line.programme and not line.unfunded_reason}
    money: dict[int, list[tuple[Decimal, str]]] = {}
    for budget in ProgrammeBudget.objects.filter(programme__in=named, year=year).order_by("funding"):
        money.setdefault(budget.programme_id, []).append((budget.amount, budget.funding))
    rows = []
    for pk, programme in sorted(named.items(), key=lambda item: item[1].code):
        said = sum((line.budget or Decimal(0) for line in lines if line.programme_id == pk), Decimal(0))
        planned = money.get(pk, [])
        whole = planned and said in (0, sum(amount for amount, _funding in planned))
        rows += [
            deeds.Programme(name=programme.name, budget=amount, funding=funding)
            for amount, funding in (planned if whole else [(said, ", ".join(funding for _amount, funding in planned))])
        ]
    return tuple(rows)


def _amended_number(version: Version) -> str:
    if not version.is_amendment:
        return ""
    earlier = version.agreement.versions.filter(number__lt=version.number, applied_at__isnull=False)
    last = earlier.order_by("-number").values_list("document_number", flat=True).first()
    return last or _("perjanjian yang ditandatangani di atas kertas")
