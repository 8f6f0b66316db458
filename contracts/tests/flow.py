"""Agreements at every step of their way, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.actions.mirror import mirror
from contracts.actions.opening import open_version
from contracts.actions.versions import agree, judge, present
from contracts.models import Line, State, StoredFile, Target, Version
from organization.models import Employee

MONTHLY = [Decimal(10)] * 12


def add_line(version: Version, code: str, weight: int, **fields: Any) -> Line:
    """A line with everything that a presentation demands."""
    terms: dict[str, Any] = {
        "objective": "Informasi publik cepat dan benar",
        "indicator": f"Indikator {code}",
        "unit_of_measure": "berita",
        "polarity": "maximize",
        "accumulation": "sum",
        "source": "reading",
        "monthly": list(MONTHLY),
        "definition": "Berita yang terbit",
        "formula": "Jumlah berita",
        "data_source": "Rekap bidang",
        "means": "Menulis dan mengirim berita tiap hari kerja",
        "unfunded_reason": "Dikerjakan dalam kegiatan bidang",
        "risk": "Penulis cuti; ada penulis pengganti",
    }
    line = Line.objects.create(
        version=version, indicator_code=code, weight=weight, order=version.lines.count() + 1, **(terms | fields)
    )
    mirror(version)
    return line


def drafted(holder: Employee, *, year: int = 2026) -> Version:
    """A draft with two complete lines of 60 and 40."""
    version = open_version(holder=holder, year=year, by=holder)
    if not version.lines.exists():
        add_line(version, "BERITA", 60)
        add_line(version, "UNGGAHAN", 40)
    return version


def presented(holder: Employee, *, year: int = 2026) -> Version:
    """A version under review."""
    version = drafted(holder, year=year)
    present(version=version, by=holder)
    version.refresh_from_db()
    return version


def found_fit(version: Version, reviewer: Employee) -> Version:
    """Every line of the latest presentation found fit by one reviewer."""
    presentation = version.presentations.order_by("-number")[0]
    for line in version.lines.all():
        judge(presentation=presentation, line=line, by=reviewer, fitness="fit")
    return version


def agreed(holder: Employee, *, year: int = 2026, reviewer: Employee | None = None) -> Version:
    """A frozen version that waits for the first party."""
    version = presented(holder, year=year)
    by = reviewer or version.superior
    assert by is not None
    found_fit(version, by)
    agree(version=version, by=by)
    version.refresh_from_db()
    return version


def in_force(holder: Employee, *, year: int = 2026, reviewer: Employee | None = None) -> Version:
    """A version in force, signed as a paper on which both parties put their names by hand."""
    version = agreed(holder, year=year, reviewer=reviewer)
    sign_by_hand(version, recorded_by=reviewer or holder)
    version.refresh_from_db()
    return version


def sign_by_hand(version: Version, *, recorded_by: Employee, on: date | None = None) -> None:
    """Both signatures as a scan, and the version in force."""
    from contracts.actions.in_force import put_in_force

    scan = StoredFile.objects.keep(f"%PDF-1.7 {version.token}".encode(), "application/pdf")
    holder, paper = version.agreement.holder, version.document
    assert paper is not None
    parties = [("first", holder, version.position), ("second", version.superior, version.superior_position)]
    for role, signer, position in parties:
        if signer is not None and position is not None:
            version.signatures.create(
                role=role,
                signer=signer,
                position_title=position.title,
                method="wet",
                shown=paper,
                result=scan,
                recorded_by=recorded_by,
            )
    put_in_force(version=version, document=scan, signed_on=on)


def targets_of(version: Version) -> dict[str, Target]:
    """The targets that count, by code."""
    return {target.indicator_code: target for target in version.agreement.targets.all()}


__all__ = ["MONTHLY", "State", "add_line", "agreed", "drafted", "found_fit", "in_force", "presented", "targets_of"]
