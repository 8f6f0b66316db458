"""The shared cast of the tests: a tiny region with named people, one for every way to look at the program.

``cast`` (a fixture, see the top conftest) makes it. Posts run since 1 January 2024 without end, so that any day of
recent years will do.

    kota (region)                     mayor
    ├── setda (OPD)                   sekda, asisten (monitors DKI)
    │   └── ortala-bag (division)     ortala
    ├── bkd (OPD)                     bkpsdm
    ├── insp (OPD)                    inspectorate
    ├── dki (OPD)                     head, operator
    │   ├── dki-1 (division)          kabid
    │   │   └── dki-1a (team)         lead, staff
    │   └── dki-2 (division)          vacant; colleague works here
    └── dlh (OPD)                     other_head, stranger
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organization.models import Assignment, Employee, Position, Role, RoleGrant, Unit

SINCE = date(2024, 1, 1)

_UNITS = [
    ("kota", "Kota Contoh", "region", None),
    ("setda", "Sekretariat Daerah", "opd", "kota"),
    ("ortala-bag", "Bagian Organisasi", "division", "setda"),
    ("bkd", "BKPSDM", "opd", "kota"),
    ("insp", "Inspektorat", "opd", "kota"),
    ("dki", "Dinas Komunikasi dan Informatika", "opd", "kota"),
    ("dki-1", "Bidang Informasi Publik", "division", "dki"),
    ("dki-1a", "Tim Layanan Informasi", "team", "dki-1"),
    ("dki-2", "Bidang Aplikasi", "division", "dki"),
    ("dlh", "Dinas Lingkungan Hidup", "opd", "kota"),
]

_PEOPLE = [
    ("mayor", "Larasati Nugraheni", "kota", "head_of_region", 0),
    ("sekda", "Yohanes Tandirerung", "setda", "regional_secretary", 30_000_000),
    ("asisten", "Nurhaliza Siregar", "setda", "assistant", 25_000_000),
    ("ortala", "Ketut Wijaya", "ortala-bag", "staff", 5_000_000),
    ("bkpsdm", "Maria Wenda", "bkd", "staff", 5_000_000),
    ("inspectorate", "Asep Suherman", "insp", "staff", 5_000_000),
    ("operator", "Teuku Rahmat", "dki", "staff", 5_000_000),
    ("head", "I Made Suardana", "dki", "opd_head", 20_000_000),
    ("kabid", "Sri Wahyuni", "dki-1", "division_head", 12_000_000),
    ("lead", "Bonar Simanjuntak", "dki-1a", "team_lead", 9_000_000),
    ("staff", "Dewi Lestari", "dki-1a", "staff", 5_000_000),
    ("colleague", "Ahmad Fauzi", "dki-2", "staff", 5_000_000),
    ("other_head", "Agnes Manuputty", "dlh", "opd_head", 20_000_000),
    ("stranger", "Slamet Riyadi", "dlh", "staff", 5_000_000),
]

_ROLES = [
    ("ortala", Role.ORTALA, None),
    ("bkpsdm", Role.BKPSDM, None),
    ("inspectorate", Role.INSPECTORATE, None),
    ("operator", Role.OPERATOR, None),
    ("asisten", Role.MONITOR, "dki"),
]

#: The points of view of the permission matrix: role → name in the cast; None is somebody who has not logged in.
VIEWERS: dict[str, str | None] = {
    "anonymous": None,
    "staff": "staff",
    "team_lead": "lead",
    "division_head": "kabid",
    "opd_head": "head",
    "other_opd_head": "other_head",
    "monitor": "asisten",
    "sekda": "sekda",
    "mayor": "mayor",
    "ortala": "ortala",
    "bkpsdm": "bkpsdm",
    "inspectorate": "inspectorate",
    "operator": "operator",
}


def nip(serial: int, *, born: int = 1980) -> str:
    """A valid NIP; a higher serial is a higher NIP."""
    return f"{born}0101{born + 25}011{serial:03d}"


@dataclass(frozen=True)
class Cast:
    """The tiny region: units, posts and people by name."""

    units: dict[str, Unit]
    positions: dict[str, Position]
    people: dict[str, Employee]

    def __getattr__(self, name: str) -> Employee:
        """A person by name: ``cast.kabid``."""
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def viewers(self) -> Iterator[tuple[str, Employee | None]]:
        """Every role of the matrix with its person."""
        for role, name in VIEWERS.items():
            yield role, self.people[name] if name else None

    def person(self, name: str, *, serial: int | None = None) -> Employee:
        """One more person, without a post; by default with a higher NIP than all before."""
        number = serial if serial is not None else 100 + Employee.objects.count()
        return Employee.objects.create(nip=nip(number), name=name)

    def position(self, unit: str, level: str, *, code: str | None = None, base: int = 5_000_000) -> Position:
        """One more post in a unit."""
        code = code or f"{unit}-{level}-{Position.objects.count()}"
        return Position.objects.create(
            code=code, title=f"Jabatan {code}", unit=self.units[unit], level=level, tpp_base=Decimal(base)
        )


def make_cast() -> Cast:
    """Write the tiny region into the database."""
    units: dict[str, Unit] = {}
    for code, name, kind, parent in _UNITS:
        units[code] = Unit.objects.create(code=code, name=name, kind=kind, parent=units.get(parent or ""))
    people = Employee.objects.bulk_create(
        Employee(nip=nip(serial), name=row[1]) for serial, row in enumerate(_PEOPLE, start=1)
    )
    positions = Position.objects.bulk_create(
        Position(code=f"post-{key}", title=f"Jabatan {key}", unit=units[unit], level=level, tpp_base=Decimal(base))
        for key, _name, unit, level, base in _PEOPLE
    )
    Assignment.objects.bulk_create(
        Assignment(employee=person, position=position, kind="definitive", start=SINCE)
        for person, position in zip(people, positions, strict=True)
    )
    keys = [row[0] for row in _PEOPLE]
    cast = Cast(units, dict(zip(keys, positions, strict=True)), dict(zip(keys, people, strict=True)))
    RoleGrant.objects.bulk_create(
        RoleGrant(employee=cast.people[name], role=role, unit=units.get(unit or ""), start=SINCE)
        for name, role, unit in _ROLES
    )
    return cast
