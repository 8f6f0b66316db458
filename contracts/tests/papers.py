"""Agreed papers for tests of signing, made without the way that leads there."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from weasyprint import HTML

from contracts.actions.sign import sign
from contracts.models import Agreement, Line, Presentation, Signature, State, StoredFile, Verdict, Version
from contracts.rules import deed as deeds
from contracts.tests.deeds import make_deed
from organization.models import Assignment, Employee

PASSWORD = "sandi-uji-2026"
ADDRESS = "127.0.0.1"


def agreed(first: Employee, second: Employee | None, **changes: Any) -> Version:
    """A version that both parties agreed to, with its frozen deed and its paper; they can log in by ``PASSWORD``."""
    version = presented(first, second, **changes)
    freeze(version)
    return version


def presented(first: Employee, second: Employee | None, **changes: Any) -> Version:
    """A version whose lines were all found fit."""
    for person in filter(None, (first, second)):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    own, received = _post(first), _post(second) if second else None
    agreement = Agreement.objects.create(year=2027, holder=first, superior=second, position=own.position)
    values: dict[str, Any] = {
        "agreement": agreement,
        "number": 1,
        "position": own.position,
        "acting": own.kind,
        "superior": second,
        "superior_position": received.position if received else None,
        "superior_acting": received.kind if received else "definitive",
        **changes,
    }
    version = Version.objects.create(**values)
    line = Line.objects.create(
        version=version,
        objective="Meningkatnya layanan",
        indicator_code="DKI-01",
        indicator="Permohonan dijawab",
        unit_of_measure="%",
        weight=Decimal(100),
        monthly=[Decimal(85)] * 12,
        accumulation="last",
        polarity="maximize",
        source="reading",
    )
    version.state = State.PRESENTED
    version.save()
    shown = Presentation.objects.create(version=version, number=1, presented_by=first, digest="0" * 64)
    Verdict.objects.create(presentation=shown, line=line, reviewer=second or first, fitness="fit")
    return version


def freeze(version: Version) -> None:
    """Agree to a presented version."""
    deed = _deed(version)
    version.frozen, version.frozen_sha256 = deeds.to_json(deed), deeds.digest(deed)
    version.document_number = deed.number
    version.document = StoredFile.objects.keep(_paper(deed.token, deed.number), "application/pdf")
    version.state = State.AGREED
    version.save()


def _deed(version: Version) -> deeds.Deed:
    parties = [_party("first", version.agreement.holder, version.position.title, version.acting)]
    if version.superior and version.superior_position:
        parties.append(_party("second", version.superior, version.superior_position.title, version.superior_acting))
    number = f"000.8.6.3/{version.pk:04}/PK/2027"
    return make_deed(1, number=number, token=version.token, parties=tuple(parties))


def _party(role: str, person: Employee, title: str, acting: str) -> deeds.Party:
    prefix = {"plt": "Plt. ", "plh": "Plh. "}.get(acting, "")
    return deeds.Party(role=role, name=person.name, position=prefix + title, rank="", nip=person.nip, acting=acting)


@lru_cache(maxsize=64)
def _paper(token: str, number: str) -> bytes:
    address = f"https://kinerja.example.id/v/{token}/"
    page = f'<html lang="id"><title>{number}</title><h1>{number}</h1><a href="{address}">{address}</a></html>'
    return bytes(HTML(string=page).write_pdf())


def _post(person: Employee) -> Assignment:
    return Assignment.objects.on(date.today()).select_related("position").get(employee=person)  # noqa: DTZ011 -- the civil day of the test


def signed(version: Version, role: str, **changes: Any) -> Signature:
    """Sign as the party of a role, over the paper as it stands."""
    version.refresh_from_db()
    by = version.agreement.holder if role == "first" else version.superior
    assert by is not None
    shown = version.document.sha256 if version.document else ""
    values: dict[str, Any] = {
        "version_id": version.pk,
        "role": role,
        "by": by,
        "password": PASSWORD,
        "shown_sha256": shown,
        "address": ADDRESS,
        **changes,
    }
    return sign(**values)


def in_force(first: Employee, second: Employee | None) -> Version:
    """A version signed by all parties."""
    version = agreed(first, second)
    signed(version, "first")
    if second is not None:
        signed(version, "second")
    version.refresh_from_db()
    return version
